"use strict";
(() => {
  // What every page has: keys, suggestions, a sign that a form was sent. Each page works without it.
  const typing = (target) => target instanceof Element && target.closest("input, textarea, select, [contenteditable]");
  const items = () => [...document.querySelectorAll("[data-item]")].filter((item) => item.offsetParent !== null);
  const dialog = document.getElementById("keys");
  const opener = document.querySelector("[data-keys]");
  let waiting = false;

  if (opener && dialog.showModal) {
    opener.hidden = false;
    opener.addEventListener("click", () => dialog.showModal());
  }
  const printer = document.querySelector("[data-print]");
  if (printer) {
    printer.hidden = false;
    printer.addEventListener("click", () => window.print());
  }

  const move = (step) => {
    const all = items();
    if (!all.length) return;
    const here = all.findIndex((item) => item.classList.contains("at-hand"));
    const next = here < 0 ? (step > 0 ? 0 : all.length - 1) : Math.min(Math.max(here + step, 0), all.length - 1);
    if (here >= 0) all[here].classList.remove("at-hand");
    all[next].classList.add("at-hand");
    const link = all[next].querySelector("[data-open]") || all[next].querySelector("a");
    if (link) link.focus({ preventScroll: true });
    all[next].scrollIntoView({ block: "nearest" });
  };

  document.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && event.target.form) {
      event.preventDefault();
      event.target.form.requestSubmit();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || (dialog && dialog.open)) return;
    if (waiting) {
      waiting = false;
      const link = document.querySelector(`[data-go="${CSS.escape(event.key)}"]`);
      if (link) {
        event.preventDefault();
        event.stopImmediatePropagation();
        link.click();
      }
      return;
    }
    if (event.key === "/") {
      event.preventDefault();
      document.getElementById("seek").select();
      document.getElementById("seek").focus();
    } else if (event.key === "g") {
      waiting = true;
      event.stopImmediatePropagation();
      window.setTimeout(() => { waiting = false; }, 1500);
    } else if (event.key === "?" && dialog && dialog.showModal) {
      dialog.showModal();
    } else if ((event.key === "j" || event.key === "k") && !document.querySelector("main .card")) {
      move(event.key === "j" ? 1 : -1);
    }
  });

  // Names that the archive has, while one types.
  const list = document.getElementById("suggested");
  let asked = 0;
  const suggest = async (field) => {
    const words = field.value.trim();
    const number = (asked += 1);
    if (words.length < 2) return;
    const answer = await fetch(`/suggest.json?${new URLSearchParams({ q: words })}`, { headers: { Accept: "application/json" } });
    if (!answer.ok || number !== asked) return;
    const found = await answer.json();
    list.replaceChildren(...found.names.map((each) => {
      const option = document.createElement("option");
      option.value = each.name;
      return option;
    }));
  };
  for (const field of document.querySelectorAll("#seek, [data-suggest]")) {
    let timer = 0;
    field.addEventListener("input", () => {
      window.clearTimeout(timer);
      timer = window.setTimeout(() => { suggest(field).catch(() => list.replaceChildren()); }, 150);
    });
  }

  for (const form of document.querySelectorAll("form")) {
    const busy = form.querySelector(".busy");
    if (busy) form.addEventListener("submit", () => { busy.hidden = false; });
  }
  window.addEventListener("pageshow", () => { for (const busy of document.querySelectorAll(".busy")) busy.hidden = true; });

  // A page that is still being made is looked at again.
  const again = document.querySelector("[data-again]");
  if (again) window.setTimeout(() => window.location.reload(), Number(again.dataset.again));

  // Empty fields stay out of an address.
  for (const form of document.querySelectorAll("form[method='get']")) {
    form.addEventListener("formdata", (event) => {
      for (const [name, value] of [...event.formData.entries()]) if (value === "") event.formData.delete(name);
    });
  }
})();
