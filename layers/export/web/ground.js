// The ground: everything that is drawn under the labels, in panes that keep the sandwich.
Atlas.add(function (atlas) {
  "use strict";

  const map = atlas.map;
  const data = atlas.data;
  // Leaflet's own panes start at 200; streets let clicks through to the zones beneath.
  const levels = { base: 200, zones: 300, streets: 350, edges: 400, labels: 450 };
  const renderers = {};
  Object.keys(levels).forEach((name) => {
    const pane = map.createPane(name);
    pane.style.zIndex = levels[name];
    if (name !== "zones") pane.style.pointerEvents = "none";
    if (name !== "labels") renderers[name] = L.svg({ pane: name, padding: 0.6 });
  });

  const decoded = {};

  // Parts of a shape as latitudes and longitudes; written as steps of half projected metres.
  atlas.shape = function (index) {
    if (!decoded[index]) {
      decoded[index] = data.shapes[index].map((steps) => {
        const points = [];
        let x = data.origin[0] * 2;
        let y = data.origin[1] * 2;
        for (let i = 0; i < steps.length; i += 2) {
          x += steps[i];
          y += steps[i + 1];
          points.push(L.CRS.EPSG3857.unproject(L.point(x / 2, y / 2)));
        }
        return points;
      });
    }
    return decoded[index];
  };

  const strokes = [];

  // By how much lines grow or shrink at the zoom in use, as on the desktop.
  function factor() {
    const step = Math.round((map.getZoom() - data.zoom.min) / data.zoom.snap);
    return data.zoom.factors[Math.max(0, Math.min(data.zoom.factors.length - 1, step))];
  }

  function scaled(look) {
    const k = factor();
    return {
      weight: look.width * k,
      dashArray: look.dash ? look.dash.map((part) => part * k).join(" ") : null
    };
  }

  // One Leaflet path of a shape. `look` has fill and opacity, or stroke, width, opacity, dash, cap.
  atlas.path = function (shapeIndex, look, pane, options) {
    const settings = Object.assign({
      pane: pane,
      renderer: renderers[pane],
      interactive: false,
      smoothFactor: 0,
      noClip: true,
      lineJoin: "round",
      stroke: false,
      fill: false
    }, options);
    if (look.fill) {
      Object.assign(settings, { fill: true, fillColor: look.fill, fillOpacity: look.opacity, fillRule: "nonzero" });
    }
    if (look.stroke) {
      Object.assign(settings, scaled(look), {
        stroke: true, color: look.stroke, opacity: look.opacity, lineCap: look.cap || "butt"
      });
    }
    const make = look.line ? L.polyline : L.polygon;
    const path = make(atlas.shape(shapeIndex), settings);
    if (look.stroke) strokes.push({ path: path, look: look });
    return path;
  };

  map.on("zoomend", () => {
    strokes.forEach((each) => each.path.setStyle(scaled(each.look)));
  });

  // Leaflet cannot clip, SVG can: a clipped stroke shows only inside of the path it names.
  let clips = 0;
  atlas.clip = function (path, by) {
    path.on("add", () => {
      const svg = path.getElement().ownerSVGElement;
      if (!by.getElement().id) by.getElement().id = "clip-by-" + (clips += 1);
      const clip = L.SVG.create("clipPath");
      const use = L.SVG.create("use");
      clip.id = "clip-" + (clips += 1);
      use.setAttribute("href", "#" + by.getElement().id);
      clip.appendChild(use);
      svg.appendChild(clip);
      path.getElement().setAttribute("clip-path", "url(#" + clip.id + ")");
    });
  };

  const groups = {};
  atlas.group = function (name) {
    if (!groups[name]) groups[name] = L.layerGroup();
    return groups[name];
  };

  // What is shown from a certain zoom only joins its group there.
  const late = [];
  function sift() {
    late.forEach((each) => {
      const wanted = map.getZoom() >= each.from;
      if (wanted && !each.group.hasLayer(each.path)) each.group.addLayer(each.path);
      if (!wanted && each.group.hasLayer(each.path)) each.group.removeLayer(each.path);
    });
  }
  map.on("zoomend", sift);

  // Points of a user's own: each part of the shape is one.
  function points(look) {
    return atlas.shape(look.shape).map((part) => L.circleMarker(part[0], {
      pane: look.pane,
      renderer: renderers[look.pane],
      interactive: false,
      radius: look.radius,
      fillColor: look.fill,
      fillOpacity: look.opacity,
      color: look.stroke,
      opacity: look.opacity,
      weight: look.width
    }));
  }

  const fills = {};
  data.ground.forEach((look) => {
    if (look.radius) {
      points(look).forEach((point) => atlas.group(look.layer).addLayer(point));
      return;
    }
    const path = atlas.path(look.shape, look, look.pane);
    if (look.from) {
      late.push({ path: path, group: atlas.group(look.layer), from: look.from });
      return;
    }
    if (look.fill) fills[look.shape] = path;
    if (look.clip !== undefined) atlas.clip(path, fills[look.clip]);
    atlas.group(look.layer).addLayer(path);
  });
  data.order.forEach((name) => atlas.group(name).addTo(map));
});
