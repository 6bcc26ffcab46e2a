"use strict";
(() => {
  // A key for each decision; a reason that was given and the name of who decides stay for the next entry.
  const form = document.querySelector("[data-review]");
  const typing = (target) => target instanceof Element && target.closest("input, textarea, select");
  if (form) {
    for (const field of form.querySelectorAll("[data-keep]")) {
      field.value = window.sessionStorage.getItem(field.dataset.keep) || "";
      field.addEventListener("change", () => window.sessionStorage.setItem(field.dataset.keep, field.value));
    }
  }
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (event.key === "Escape" && typing(event.target)) {
      event.target.blur();
      return;
    }
    if (typing(event.target) || document.querySelector("dialog[open]")) return;
    if (event.key === "u") {
      const undo = document.querySelector("#undo button") || document.querySelector(".undo button");
      if (undo) undo.click();
      return;
    }
    const button = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    if (!button) return;
    event.preventDefault();
    const reason = form && form.elements.namedItem("reason");
    if (event.key === "a" && reason && !reason.value) reason.value = "The words bear it out.";
    if (event.key === "c" && !form.elements.namedItem("value").value) {
      form.elements.namedItem("value").focus();
      return;
    }
    if (event.key !== "s" && reason && !reason.value) {
      reason.focus();
      return;
    }
    button.click();
  });
})();
