// Names and stacks. A few zooms were laid out beforehand, so that nothing collides; this part
// shows the nearest and moves its blocks apart as the ground grows.
Atlas.add(function (atlas) {
  "use strict";

  const map = atlas.map;
  const labels = atlas.data.labels;
  const centre = L.CRS.EPSG3857.unproject(L.point(labels.centre[0], labels.centre[1]));
  const svg = L.SVG.create("svg");
  svg.setAttribute("class", "labels leaflet-zoom-animated");
  svg.setAttribute("width", "1");
  svg.setAttribute("height", "1");
  map.getPane("labels").appendChild(svg);

  let shown = null; // the layout in the document
  let spread = null; // the zoom that its blocks were moved apart for

  // The last layout that is not closer than the map, or hardly so.
  function layoutFor(zoom) {
    let found = 0;
    labels.zooms.forEach((each, i) => { if (each <= zoom + 0.13) found = i; });
    return found;
  }

  function place(zoom, point) {
    L.DomUtil.setTransform(svg, point, map.getZoomScale(zoom, spread));
  }

  function reset() {
    const zoom = map.getZoom();
    const layout = layoutFor(zoom);
    if (layout !== shown) {
      shown = layout;
      spread = null;
      svg.innerHTML = labels.levels[layout].map((block) => '<g class="' + block[2] + '">' + block[3] + "</g>").join("");
    }
    if (zoom !== spread) {
      spread = zoom;
      const apart = map.getZoomScale(zoom, labels.zooms[layout]);
      labels.levels[layout].forEach((block, i) => {
        svg.children[i].setAttribute("transform", "translate(" + block[0] * apart + " " + block[1] * apart + ")");
      });
    }
    place(zoom, map.latLngToLayerPoint(centre));
  }

  map.on("zoomend viewreset moveend", reset);
  map.on("zoom", () => { if (spread !== null) place(map.getZoom(), map.latLngToLayerPoint(centre)); });
  map.on("zoomanim", (event) => {
    // Leaflet's renderers ask the same two questions of the map.
    place(event.zoom, map._latLngToNewLayerPoint(centre, event.zoom, event.center));
  });

  // A click on a stack opens its card, one on a name reads the zone.
  function act(event) {
    const target = event.target.closest ? event.target.closest("[data-chip],[data-name]") : null;
    if (!target) return;
    L.DomEvent.stop(event);
    const chip = target.getAttribute("data-chip");
    const box = target.getBoundingClientRect();
    const frame = map.getContainer().getBoundingClientRect();
    const where = map.containerPointToLatLng(
      L.point(box.left + box.width / 2 - frame.left, box.top - frame.top + (chip ? 4 : box.height / 2))
    );
    if (chip) atlas.fire("card", { id: chip, where: where });
    else atlas.select(target.getAttribute("data-name"), "map", where);
  }
  L.DomEvent.on(svg, "click", act);
  L.DomEvent.on(svg, "keydown", (event) => {
    if (event.key === "Enter" || event.key === " ") act(event);
  });
  L.DomEvent.on(svg, "dblclick mousedown", (event) => {
    if (event.target !== svg) L.DomEvent.stopPropagation(event);
  });

  // Hiding a layer hides its names.
  atlas.on("layer", (event) => {
    svg.classList.toggle("without-" + event.layer.replace(/\W/g, "-"), !event.shown);
  });

  atlas.on("ready", reset);
});
