// What stands around the map: zoom, scale bar, legend and layers; and the view that it leaves free.
Atlas.add(function (atlas) {
  "use strict";

  const map = atlas.map;
  const root = document.documentElement;
  const byId = (id) => document.getElementById(id);
  const home = L.latLngBounds(atlas.data.home.map((corner) => [corner[1], corner[0]]));

  const ROOMY = 900; // CSS px of a map that has the legend beside the district
  const roomy = () => map.getSize().x >= ROOMY;

  // What the furniture covers. `close` keeps a zone a little away from it.
  atlas.padding = function (close) {
    const more = close ? 36 : 0;
    if (atlas.isWide()) {
      const left = roomy() ? 262 : 24;
      return { paddingTopLeft: [left + more, 26 + more], paddingBottomRight: [70 + more, 40 + more] };
    }
    const sheet = Math.min(atlas.sheetHeight(), map.getSize().y * 0.46);
    return { paddingTopLeft: [50 + more, 66 + more], paddingBottomRight: [50 + more, sheet + 18 + more] };
  };

  let atHome = true; // until a hand moves the map
  atlas.goHome = function (animate) {
    map.fitBounds(home, Object.assign({ animate: animate }, atlas.padding(false)));
    atHome = true;
  };
  map.on("dragstart", () => { atHome = false; });
  map.getContainer().addEventListener("wheel", () => { atHome = false; });
  map.getContainer().addEventListener("touchmove", () => { atHome = false; });

  // A lower sheet leaves more room: the district takes it, if nobody has chosen another view.
  atlas.on("sheet", () => { if (atHome && atlas.selected === null) atlas.goHome(true); });

  byId("zoom-in").addEventListener("click", () => map.zoomIn(0.5));
  byId("zoom-out").addEventListener("click", () => map.zoomOut(0.5));
  document.querySelectorAll(".home").forEach((button) => {
    button.addEventListener("click", () => {
      atlas.select(null, "list");
      atlas.goHome(true);
    });
  });

  // Scale bar: two halves of 1, 2 or 5 times a power of ten.
  const bar = byId("scale");
  function measure() {
    const centre = map.getCenter();
    const metres = 40075016.686 * Math.cos(centre.lat * Math.PI / 180) / Math.pow(2, map.getZoom() + 8);
    const most = (atlas.isWide() ? 110 : 84) * metres / 2; // metres of the longest half
    const power = Math.pow(10, Math.floor(Math.log10(most)));
    const half = [5, 2, 1].map((step) => step * power).find((step) => step <= most);
    const kilometres = half * 2 >= 1000;
    const show = (value) => String(kilometres ? value / 1000 : value);
    bar.style.width = 2 * half / metres + "px";
    bar.children[1].textContent = show(half);
    bar.children[2].textContent = show(2 * half) + (kilometres ? " km" : " m");
  }
  map.on("zoomend moveend", measure);

  // A layer is a group of paths and the names that belong to it.
  document.querySelectorAll("#layers input").forEach((box) => {
    box.addEventListener("change", () => {
      box.value.split(" ").forEach((name) => {
        const group = atlas.group(name);
        if (box.checked) group.addTo(map);
        else group.remove();
        atlas.fire("layer", { layer: name, shown: box.checked });
      });
      atlas.restack();
    });
  });

  // Leaflet adds a shown group on top of its pane; put every group back into its place.
  atlas.restack = function () {
    atlas.data.order.concat(atlas.data.families.map((family) => "zones." + family)).forEach((name) => {
      const group = atlas.group(name);
      if (map.hasLayer(group)) group.eachLayer((path) => path.bringToFront());
    });
  };

  // Legend: open beside a wide map, behind a button on a phone.
  const legend = byId("key");
  const chip = byId("key-button");
  function openLegend(open) {
    root.classList.toggle("with-key", open);
    chip.setAttribute("aria-expanded", open ? "true" : "false");
  }
  chip.addEventListener("click", () => openLegend(!root.classList.contains("with-key")));
  map.on("click movestart", () => { if (!atlas.isWide()) openLegend(false); });
  legend.querySelectorAll("button.fold").forEach((button) => {
    const body = byId(button.getAttribute("aria-controls"));
    const fold = (hidden) => {
      body.hidden = hidden;
      button.setAttribute("aria-expanded", hidden ? "false" : "true");
      legend.classList.toggle("folded", !legend.querySelector('[aria-expanded="true"]'));
    };
    button.addEventListener("click", () => fold(!body.hidden));
    if (atlas.isWide() && !roomy()) fold(true);
  });

  byId("list-button").addEventListener("click", () => {
    atlas.select(null, "list");
    atlas.sheetTo(atlas.sheetStop() === 2 ? 1 : 2);
  });

  let size = map.getSize();
  map.on("resize", () => {
    const now = map.getSize();
    // A phone's address bar comes and goes; only another shape of window is worth a new view.
    if (Math.abs(now.x - size.x) > 40 && atlas.selected === null) atlas.goHome(false);
    size = now;
  });

  atlas.on("ready", measure);
  atlas.goHome(false);
});
