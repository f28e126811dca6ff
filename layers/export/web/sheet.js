// On a phone the panel is a sheet over the map's foot, with three stops.
Atlas.add(function (atlas) {
  "use strict";

  const root = document.documentElement;
  const panel = document.getElementById("panel");
  const handle = document.getElementById("handle");
  const LOW = 96; // CSS px
  let stop = 1;
  let drag = null;

  const heights = () => [LOW, Math.round(window.innerHeight * 0.4526), window.innerHeight - 8];

  function set(height) {
    root.style.setProperty("--sheet", height + "px");
  }

  function settle(to) {
    const before = stop;
    stop = Math.max(0, Math.min(2, to));
    handle.setAttribute("aria-expanded", stop > 0 ? "true" : "false");
    set(heights()[stop]);
    if (stop !== before && stop < 2 && before < 2) atlas.fire("sheet");
  }

  atlas.sheetTo = function (to) {
    if (!atlas.isWide()) settle(to);
  };
  atlas.sheetStop = () => stop;
  atlas.sheetHeight = () => heights()[stop];

  handle.addEventListener("pointerdown", (event) => {
    drag = { y: event.clientY, from: panel.offsetHeight, last: event.clientY, speed: 0, at: event.timeStamp, far: 0 };
    handle.setPointerCapture(event.pointerId);
    root.classList.add("dragging");
  });
  handle.addEventListener("pointermove", (event) => {
    if (!drag) return;
    const moved = drag.y - event.clientY;
    const passed = Math.max(1, event.timeStamp - drag.at);
    drag.speed = (drag.last - event.clientY) / passed; // px per ms, upward positive
    drag.last = event.clientY;
    drag.at = event.timeStamp;
    drag.far = Math.max(drag.far, Math.abs(moved));
    set(Math.max(LOW - 24, Math.min(window.innerHeight - 8, drag.from + moved)));
  });
  function release(event) {
    if (!drag) return;
    root.classList.remove("dragging");
    if (event.type === "pointercancel" || drag.far < 6) {
      settle(event.type === "pointercancel" ? stop : (stop + 1) % 3); // a tap moves on to the next stop
    } else {
      // Where the sheet would come to rest by itself decides the stop.
      const aim = panel.offsetHeight + drag.speed * 160;
      const gaps = heights().map((height) => Math.abs(height - aim));
      settle(gaps.indexOf(Math.min.apply(null, gaps)));
    }
    drag = null;
  }
  handle.addEventListener("pointerup", release);
  handle.addEventListener("pointercancel", release);
  handle.addEventListener("keydown", (event) => {
    const step = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    if (step) {
      event.preventDefault();
      settle(stop + step);
    } else if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      settle((stop + 1) % 3);
    }
  });

  atlas.on("select", (event) => {
    if (event.id && stop === 0) atlas.sheetTo(1);
    if (event.id && stop === 2 && event.how === "find") atlas.sheetTo(1);
  });

  window.addEventListener("resize", () => settle(stop));
  settle(1);
});
