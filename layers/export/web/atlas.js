// The page's one value: the map, its data, and what is selected. Each further file adds a part.
(function () {
  "use strict";

  const parts = [];

  function start(map) {
    const atlas = new L.Evented();
    atlas.map = map;
    atlas.data = AtlasData(document.getElementById("atlas-data").textContent);
    atlas.text = atlas.data.text;
    atlas.selected = null;

    // Wide enough for a panel beside the map; else a sheet lies over it.
    const wide = window.matchMedia("(min-width: 900px), (min-width: 640px) and (max-height: 480px)");
    atlas.isWide = () => wide.matches;

    // `how` says who asked ("map", "key", "find", "list", "hash"); listeners may care.
    atlas.select = function (id, how, where) {
      if (id !== null && !atlas.zone(id)) return;
      const before = atlas.selected;
      atlas.selected = id;
      atlas.fire("select", { id: id, before: before, how: how, where: where || null });
    };

    const zones = {};
    atlas.data.zones.forEach((zone) => { zones[zone.id] = zone; });
    atlas.zone = (id) => zones[id] || null;

    parts.forEach((part) => part(atlas));
    atlas.fire("ready");
    return atlas;
  }

  // True as soon as this file runs: from here on the page shows the map instead of the picture.
  document.documentElement.classList.add("js");
  window.Atlas = { add: (part) => parts.push(part), start: start };
})();
