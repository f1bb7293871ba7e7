"use strict";
// What no plain HTML can do: unfold all, print what is folded, and open what an address points into.
(() => {
  document.documentElement.classList.add("scripted");
  const folds = () => Array.from(document.querySelectorAll("main details"));

  for (const button of document.querySelectorAll("[data-unfold]")) {
    const unfold = button.textContent;
    button.addEventListener("click", () => {
      const open = button.getAttribute("aria-pressed") !== "true";
      for (const fold of folds()) fold.open = open;
      button.setAttribute("aria-pressed", String(open));
      button.textContent = open ? button.dataset.unfold : unfold;
    });
  }

  // What is wider than the page can be scrolled by keyboard as well.
  const reach = () => {
    for (const wide of document.querySelectorAll(".wide")) {
      const scrolls = wide.scrollWidth > wide.clientWidth;
      if (scrolls) {
        wide.tabIndex = 0;
        wide.setAttribute("role", "region");
        wide.setAttribute("aria-label", wide.dataset.label);
      } else {
        for (const name of ["tabindex", "role", "aria-label"]) wide.removeAttribute(name);
      }
    }
  };
  addEventListener("resize", reach);
  addEventListener("toggle", reach, true);
  reach();

  let closed = [];
  addEventListener("beforeprint", () => {
    closed = folds().filter((fold) => !fold.open);
    for (const fold of closed) fold.open = true;
  });
  addEventListener("afterprint", () => {
    for (const fold of closed) fold.open = false;
  });
})();
