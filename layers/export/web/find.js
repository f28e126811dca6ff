// Find by name or other name: zones, firms, initiatives, bodies, places.
Atlas.add(function (atlas) {
  "use strict";

  const field = document.getElementById("find");
  const list = document.getElementById("found");
  const MOST = 8;
  let hits = [];
  let active = -1;

  const plain = (text) => text.toLowerCase().replace(/[\s“”"'‘’·・\-—,，.。()（）]/g, "");
  const entries = atlas.data.find.rows.map(([name, also, note, zone, lon, lat]) => ({
    row: { name: name, note: atlas.data.find.notes[note], zone: zone, at: lon === undefined ? null : [lon, lat] },
    names: [name].concat(also.split("\n")).map(plain).filter((each) => each)
  }));

  // Names that start with the words come first, then those that hold them; other names count less.
  function rank(entry, words) {
    let best = 9;
    entry.names.forEach((name, i) => {
      const at = name.indexOf(words);
      if (at < 0) return;
      best = Math.min(best, (name === words ? 0 : at === 0 ? 1 : 2) + (i ? 3 : 0));
    });
    return best;
  }

  function search() {
    const words = plain(field.value);
    hits = [];
    if (words) {
      hits = entries
        .map((entry, i) => ({ row: entry.row, rank: rank(entry, words), i: i }))
        .filter((hit) => hit.rank < 9)
        .sort((one, other) => one.rank - other.rank || one.i - other.i)
        .slice(0, MOST)
        .map((hit) => hit.row);
    }
    active = hits.length ? 0 : -1;
    render(words);
  }

  function render(words) {
    list.textContent = "";
    hits.forEach((row, i) => {
      const item = document.createElement("li");
      item.id = "found-" + i;
      item.setAttribute("role", "option");
      item.setAttribute("aria-selected", i === active ? "true" : "false");
      const name = document.createElement("span");
      name.className = "name";
      name.textContent = row.name;
      const note = document.createElement("span");
      note.className = "note";
      note.textContent = row.note;
      item.appendChild(name);
      item.appendChild(note);
      item.addEventListener("pointerdown", (event) => event.preventDefault()); // keep the field's focus until the click
      item.addEventListener("click", () => take(row));
      list.appendChild(item);
    });
    if (words && !hits.length) {
      const none = document.createElement("li");
      none.className = "none";
      none.textContent = atlas.text.none.replace("{text}", field.value.trim());
      list.appendChild(none);
    }
    list.hidden = !words;
    field.setAttribute("aria-expanded", words ? "true" : "false");
    if (active >= 0) field.setAttribute("aria-activedescendant", "found-" + active);
    else field.removeAttribute("aria-activedescendant");
  }

  function close() {
    list.hidden = true;
    field.setAttribute("aria-expanded", "false");
  }

  function take(row) {
    field.value = row.name;
    close();
    if (row.zone) atlas.select(row.zone, "find");
    if (row.at) atlas.map.setView([row.at[1], row.at[0]], Math.max(atlas.map.getZoom(), 15));
    if (!row.zone) field.blur();
  }

  field.addEventListener("input", search);
  field.addEventListener("focus", () => { if (field.value) search(); });
  field.addEventListener("blur", close);
  field.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!hits.length) return;
      active = (active + (event.key === "ArrowDown" ? 1 : -1) + hits.length) % hits.length;
      render(plain(field.value));
    } else if (event.key === "Enter") {
      event.preventDefault();
      if (active >= 0) take(hits[active]);
    } else if (event.key === "Escape") {
      field.value = "";
      close();
      field.blur();
    }
  });
});
