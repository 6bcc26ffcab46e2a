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

  // What the archive has with these letters, while one types: a list that arrows move in and Enter opens; without it Enter searches.
  const ask = async (words, kind) => {
    const answer = await fetch(`/suggest.json?${new URLSearchParams(kind ? { q: words, kind } : { q: words })}`);
    return answer.ok ? (await answer.json()).found : [];
  };
  const whenTyped = (field, show) => {
    let timer = 0;
    let asked = 0;
    field.addEventListener("input", () => {
      window.clearTimeout(timer);
      const number = (asked += 1);
      timer = window.setTimeout(async () => {
        const words = field.value.trim();
        const found = words.length < 2 ? [] : await ask(words, field.dataset.suggest || "").catch(() => []);
        if (number === asked) show(found);
      }, 120);
    });
  };
  const seek = document.getElementById("seek");
  const list = document.getElementById("suggested");
  let at = -1;
  const options = () => [...list.querySelectorAll("[role='option']")];
  const point = (to) => {
    const all = options();
    at = all.length ? (to + all.length + 1) % (all.length + 1) : -1;
    if (at === all.length) at = -1;
    all.forEach((option, i) => option.setAttribute("aria-selected", String(i === at)));
    if (at < 0) seek.removeAttribute("aria-activedescendant");
    else {
      seek.setAttribute("aria-activedescendant", all[at].id);
      all[at].scrollIntoView({ block: "nearest" });
    }
  };
  const close = () => {
    list.hidden = true;
    seek.setAttribute("aria-expanded", "false");
    point(-1);
  };
  const told = { actor: "attribution", issue: "position", outlet: "report", report: "" };
  whenTyped(seek, (found) => {
    list.replaceChildren(...found.map((each, i) => {
      const option = document.createElement("li");
      const name = document.createElement("span");
      const kind = document.createElement("span");
      name.textContent = each.name;
      name.dir = "auto";
      kind.textContent = told[each.kind] ? `${each.kind} · ${each.number.toLocaleString("en")} ${told[each.kind]}${each.number === 1 ? "" : "s"}` : each.kind;
      kind.className = "soft";
      option.id = `suggested-${i}`;
      option.setAttribute("role", "option");
      option.dataset.place = each.place;
      option.append(name, " ", kind);
      return option;
    }));
    list.hidden = !found.length;
    seek.setAttribute("aria-expanded", String(Boolean(found.length)));
    at = -1;
  });
  seek.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      point(at + (event.key === "ArrowDown" ? 1 : -1));
    } else if (event.key === "Enter" && at >= 0) {
      event.preventDefault();
      window.location.assign(options()[at].dataset.place);
    } else if (event.key === "Escape") {
      event.preventDefault();
      close();
    }
  });
  list.addEventListener("mousedown", (event) => {
    const option = event.target.closest("[role='option']");
    event.preventDefault();
    if (option) window.location.assign(option.dataset.place);
  });
  seek.addEventListener("blur", close);
  for (const field of document.querySelectorAll("[data-suggest]")) {
    const names = document.getElementById(field.getAttribute("list"));
    whenTyped(field, (found) => names.replaceChildren(...found.map((each) => new Option(each.name, each.name))));
  }

  for (const form of document.querySelectorAll("form")) {
    const busy = form.querySelector(".busy");
    if (busy) form.addEventListener("submit", () => { busy.hidden = false; });
  }
  window.addEventListener("pageshow", () => { for (const busy of document.querySelectorAll(".busy")) busy.hidden = true; });

  // A part that is still being made is asked for again, and put in its place when it is there.
  const fill = async (part) => {
    const address = new URL(window.location.href);
    address.searchParams.set("wait", "3");
    const answer = await fetch(address);
    const made = answer.ok && new DOMParser().parseFromString(await answer.text(), "text/html").getElementById(part.id);
    if (made && !made.hasAttribute("data-again")) {
      part.replaceWith(document.adoptNode(made));
      if (window.location.hash) document.getElementById(window.location.hash.slice(1))?.scrollIntoView();
    } else window.setTimeout(() => fill(part), 500);
  };
  for (const part of document.querySelectorAll("[data-again]")) fill(part).catch(() => window.location.reload());

  // Empty fields stay out of an address.
  for (const form of document.querySelectorAll("form[method='get']")) {
    form.addEventListener("formdata", (event) => {
      for (const [name, value] of [...event.formData.entries()]) if (value === "") event.formData.delete(name);
    });
  }
})();
