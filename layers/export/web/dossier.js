// The panel: one dossier at a time, or the list of zones. Popups and cards show a part of the same markup.
Atlas.add(function (atlas) {
  "use strict";

  const map = atlas.map;
  const root = document.documentElement;
  const panel = document.getElementById("panel");
  const scroller = document.getElementById("papers");
  const bar = document.getElementById("bar");
  const zoomto = document.getElementById("zoomto");

  const article = (id) => document.getElementById("zone=" + id);

  function fragment(name) {
    const template = document.getElementById(name);
    return template ? template.content.firstElementChild.cloneNode(true) : null;
  }

  // A popup's sources are those of the dossier.
  function cite(content, id) {
    article(id).querySelectorAll(".source").forEach((source, i) => {
      if (i) content.append(document.createElement("br"));
      content.append(source.querySelector(".what").textContent + " ", source.querySelector("cite").cloneNode(true));
    });
  }

  function popup(name, where) {
    const content = fragment(name);
    if (!content) return;
    const cites = content.querySelector(".cites");
    if (cites) cite(cites, name.split("=")[1]);
    const padding = atlas.padding(false);
    L.popup({
      className: "paper",
      maxWidth: 300,
      minWidth: 220,
      maxHeight: atlas.isWide() ? 320 : 240,
      autoPanPaddingTopLeft: padding.paddingTopLeft,
      autoPanPaddingBottomRight: padding.paddingBottomRight
    }).setLatLng(where).setContent(content).openOn(map);
  }

  atlas.on("card", (event) => popup("card=" + event.id, event.where));

  atlas.on("select", (event) => {
    const id = event.id;
    if (event.before) article(event.before).classList.remove("current");
    root.classList.toggle("reading", id !== null);
    bar.hidden = id === null;
    zoomto.hidden = id !== null && !atlas.zone(id).pole;
    scroller.scrollTop = 0;
    map.closePopup();
    if (id === null) {
      if (event.before && event.how === "key") focusZone(event.before);
      return;
    }
    const shown = article(id);
    shown.classList.add("current");
    if (event.how === "map" || event.how === "key") {
      if (atlas.isWide() && event.where) popup("pop=" + id, event.where);
    } else {
      reveal(id);
    }
    if (event.how === "list" || event.how === "find") shown.querySelector("h2").focus({ preventScroll: true });
    panel.setAttribute("aria-label", shown.querySelector("h2").textContent);
  });

  function focusZone(id) {
    const path = document.querySelector('path[data-zone="' + id + '"]');
    if (path) path.focus();
  }

  // Move the map only where the zone would not be seen whole.
  function reveal(id) {
    if (atlas.zone(id).shape === null) return;
    const bounds = L.latLngBounds([].concat.apply([], atlas.shape(atlas.zone(id).shape)));
    const padding = atlas.padding(false);
    const size = map.getSize();
    const northWest = map.latLngToContainerPoint(bounds.getNorthWest());
    const southEast = map.latLngToContainerPoint(bounds.getSouthEast());
    const seen = northWest.x >= padding.paddingTopLeft[0] && northWest.y >= padding.paddingTopLeft[1] &&
      southEast.x <= size.x - padding.paddingBottomRight[0] && southEast.y <= size.y - padding.paddingBottomRight[1];
    if (!seen) atlas.zoomTo(id);
  }

  // The address after # names the zone, so a link can be passed on.
  function write(id) {
    const address = location.href.split("#")[0] + (id ? "#zone=" + id : "");
    try {
      history.replaceState(null, "", address);
    } catch (error) {
      // A page shown inside of another (srcdoc) may not change its address; it has none to share.
      if (error.name !== "SecurityError") throw error;
    }
  }

  function read() {
    const found = /^#zone=([\w-]+)$/.exec(location.hash);
    const id = found && atlas.zone(found[1]) ? found[1] : null;
    if (id !== atlas.selected) atlas.select(id, "hash");
  }

  atlas.on("select", (event) => write(event.id));
  window.addEventListener("hashchange", read);
  atlas.on("ready", read);

  document.addEventListener("click", (event) => {
    const link = event.target.closest ? event.target.closest('a[href^="#zone="]') : null;
    if (!link) return;
    event.preventDefault();
    atlas.select(link.getAttribute("href").slice(6), "list");
  });

  document.getElementById("close").addEventListener("click", () => atlas.select(null, "key"));
  zoomto.addEventListener("click", () => atlas.zoomTo(atlas.selected));

  // A citation says month and paragraph; whoever points at it reads the document's title.
  document.addEventListener("pointerover", (event) => {
    const cite = event.target.closest ? event.target.closest("cite") : null;
    const title = cite && !cite.title && atlas.data.titles[cite.textContent.slice(0, 7)];
    if (title) cite.title = title + " " + cite.textContent;
  });

  const share = document.getElementById("share");
  share.addEventListener("click", () => {
    const done = () => {
      const label = share.title;
      share.title = atlas.text.copied;
      atlas.fire("say", { text: atlas.text.copied });
      window.setTimeout(() => { share.title = label; }, 2000);
    };
    if (navigator.clipboard && window.isSecureContext) {
      navigator.clipboard.writeText(location.href).then(done, () => atlas.fire("say", { text: location.href }));
    } else {
      atlas.fire("say", { text: location.href });
    }
  });

  const status = document.getElementById("status");
  let clearing = 0;
  atlas.on("say", (event) => {
    status.textContent = event.text;
    window.clearTimeout(clearing);
    clearing = window.setTimeout(() => { status.textContent = ""; }, 4000);
  });
});
