// A long list shows its beginning; the rest comes when it is asked for. Paper and pages without script have it all.
Atlas.add(function (atlas) {
  "use strict";

  const MOST = 12;

  document.querySelectorAll(".dossier ul").forEach((list) => {
    const rest = list.children.length - MOST;
    if (rest < 4) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "more";
    button.textContent = atlas.text.more.replace("{count}", rest);
    button.addEventListener("click", () => {
      const first = list.children[MOST];
      list.classList.remove("folded");
      button.remove();
      first.tabIndex = -1;
      first.focus({ preventScroll: true });
    });
    list.classList.add("folded");
    list.after(button);
  });
});
