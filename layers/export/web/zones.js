// The zones: fill under the streets, edge over them, and what pointing, focus and choice add.
Atlas.add(function (atlas) {
  "use strict";

  const map = atlas.map;
  const drawn = {};
  const hovers = window.matchMedia("(hover: hover)").matches;
  let hovered = null;

  function show(path, wanted) {
    if (wanted && !map.hasLayer(path)) path.addTo(map);
    if (!wanted && map.hasLayer(path)) path.remove();
  }

  function hover(id) {
    if (hovered === id) return;
    [hovered, id].forEach((each) => {
      if (each && drawn[each]) drawn[each].hover.forEach((path) => show(path, each === id));
    });
    hovered = id;
    raise();
  }

  // What is chosen lies on top, so its line is never cut by a neighbour's.
  function raise() {
    const zone = drawn[atlas.selected];
    if (zone) zone.selected.forEach((path) => path.bringToFront());
  }

  atlas.data.zones.forEach((zone) => {
    const paths = { hover: [], selected: [], focus: null };
    drawn[zone.id] = paths;
    paths.selected = zone.selected.map((look) => atlas.path(zone.shape, look, "edges"));
    if (!zone.fill) return;

    const fill = atlas.path(zone.shape, zone.fill, "zones", { interactive: true, className: "zone-fill" });
    const edge = atlas.path(zone.shape, zone.edge, "edges");
    paths.fill = fill;
    paths.hover = [atlas.path(zone.shape, zone.hover, "zones"), atlas.path(zone.shape, zone.hoverEdge, "edges")];
    paths.focus = atlas.path(zone.shape, zone.focus, "edges");
    const group = atlas.group("zones." + zone.family);
    group.addLayer(fill).addLayer(edge);
    if (zone.band) {
      const band = atlas.path(zone.shape, zone.band, "streets");
      atlas.clip(band, fill);
      group.addLayer(band);
    }
    // A finger does not hover; its tap reads the dossier.
    if (hovers) fill.bindTooltip(zone.tip, { sticky: true, direction: "top", offset: [0, -8], className: "tip" });

    fill.on("mouseover", () => hover(zone.id));
    fill.on("mouseout", () => hover(null));
    fill.on("click", (event) => {
      L.DomEvent.stopPropagation(event);
      fill.closeTooltip();
      atlas.select(zone.id, "map", event.latlng);
    });
    fill.on("add", () => {
      const element = fill.getElement();
      element.setAttribute("tabindex", "0");
      element.setAttribute("role", "button");
      element.setAttribute("aria-label", zone.tip.replace(/<[^>]*>/g, " "));
      element.setAttribute("data-zone", zone.id);
      element.addEventListener("focus", () => {
        // A click focuses too; the ring is for those who came by key.
        if (!atlas.pointing) show(paths.focus, true);
      });
      element.addEventListener("blur", () => show(paths.focus, false));
      element.addEventListener("keydown", (event) => {
        if (event.key === "Enter" || event.key === " ") {
          event.preventDefault();
          atlas.select(zone.id, "key", L.latLng(zone.pole[1], zone.pole[0]));
        }
      });
    });
  });

  ["pointerdown", "pointerup"].forEach((name) => {
    document.addEventListener(name, () => { atlas.pointing = true; }, true);
  });
  document.addEventListener("keydown", () => { atlas.pointing = false; }, true);

  // The smaller zone is drawn last and belt over corridor, as on the desktop.
  atlas.data.families.forEach((family) => atlas.group("zones." + family).addTo(map));

  atlas.on("select", (event) => {
    if (event.before && drawn[event.before]) drawn[event.before].selected.forEach((path) => show(path, false));
    if (event.id) drawn[event.id].selected.forEach((path) => show(path, true));
  });

  map.on("click", () => atlas.select(null, "map"));

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    if (document.activeElement && document.activeElement.id === "find") return; // the field clears itself first
    atlas.select(null, "key");
  });

  atlas.zoomTo = function (id) {
    const zone = drawn[id];
    const path = zone.fill || zone.selected[0];
    const pole = atlas.zone(id).pole;
    if (!path) { // nobody has drawn its outline: go to where it is, if anybody knows
      if (pole) map.setView([pole[1], pole[0]], Math.max(map.getZoom(), 15));
      return;
    }
    map.fitBounds(path.getBounds(), atlas.padding(true));
  };
});
