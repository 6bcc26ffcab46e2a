"use strict";
(() => {
  const root = document.body;
  const main = document.querySelector("main");
  const wide = window.matchMedia("(min-width: 64rem)");
  const cards = [...main.querySelectorAll(".card")];
  const speech = cards.filter((card) => card.classList.contains("says"));
  const words = new Map();
  for (const piece of main.querySelectorAll("[data-a]")) {
    for (const id of piece.dataset.a.split(" ")) {
      if (!words.has(id)) words.set(id, []);
      words.get(id).push(piece);
    }
  }
  const rowOf = (element) => element.closest(".row");
  const speakersOf = new Map(speech.map((card) => [card.id, card.dataset.who.trim().split(" ")]));
  const status = document.querySelector(".filter");
  let chosen = null;
  let places = [];
  let marked = [];
  root.classList.add("js");

  const lit = (id, on, name) => {
    for (const piece of words.get(id) || []) piece.classList.toggle(name, on);
    const card = document.getElementById(id);
    if (card) card.classList.toggle(name, on);
  };

  // Paragraphs far off wait with their cards until the reader comes near: what is not looked at costs nothing.
  const FAR = 800;
  const rows = [...main.querySelectorAll(".row")];
  const isNear = (row) => row.classList.contains("near");
  const come = (row) => {
    if (!row || isNear(row)) return false;
    row.classList.add("near");
    watcher.unobserve(row);
    return true;
  };
  const watcher = new IntersectionObserver((seen) => {
    if (seen.filter((entry) => entry.isIntersecting && come(entry.target)).length) measure();
  }, { rootMargin: `${FAR}px 0px` });

  // The cards beside the text: each as near to its words as the others let it, the chosen one exactly beside them.
  const measure = () => {
    if (!wide.matches) {
      for (const card of cards) card.style.top = "";
      main.style.minHeight = "";
      places = [];
      return;
    }
    const base = main.getBoundingClientRect().top;
    places = cards
      .filter((card) => isNear(rowOf(card)) && card.offsetParent !== null)
      .map((card) => {
        const at = document.getElementById(`at-${card.id}`) || rowOf(card);
        return { card, wish: at.getBoundingClientRect().top - base, height: card.offsetHeight + 8 };
      });
    places.sort((one, other) => one.wish - other.wish);
    settle();
  };
  const settle = () => {
    const middle = Math.max(places.findIndex((place) => place.card === chosen), 0);
    let floor = places.slice(0, middle).reduce((sum, place) => sum + place.height, 0);
    for (let i = middle; i < places.length; i += 1) {
      places[i].top = Math.max(places[i].wish, floor);
      floor = places[i].top + places[i].height;
    }
    for (let i = middle - 1; i >= 0; i -= 1) places[i].top = Math.min(places[i].wish, places[i + 1].top - places[i].height);
    for (const place of places) place.card.style.top = `${place.top}px`;
    main.style.minHeight = `${floor}px`;
  };

  const choose = (card, { focus = true, remember = true } = {}) => {
    if (chosen && chosen !== card) lit(chosen.id, false, "on");
    chosen = card;
    mark([]);
    if (card) {
      come(rowOf(card));
      lit(card.id, true, "on");
      if (remember) window.history.replaceState(null, "", `#${card.id}`);
    }
    measure();
    if (!card) return;
    if (focus) card.querySelector(".who").focus({ preventScroll: true });
    const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";
    const at = wide.matches ? document.getElementById(`at-${card.id}`) || card : card;
    const box = at.getBoundingClientRect();
    if (box.top < 90 || box.bottom > window.innerHeight - 60) at.scrollIntoView({ block: wide.matches ? "center" : "nearest", behavior: still });
  };
  const cardAt = (hash) => {
    const card = hash.length > 1 ? document.getElementById(decodeURIComponent(hash.slice(1))) : null;
    return card && card.classList.contains("card") ? card : null;
  };

  // A link to words: those of an attribution choose its card, others are marked; of what does not fit, all sides are.
  const mark = (pieces) => {
    for (const piece of marked) piece.classList.remove("on");
    marked = pieces;
    for (const piece of marked) piece.classList.add("on");
  };
  const goTo = (hash) => {
    const id = decodeURIComponent(hash.slice(1));
    const card = cardAt(hash) || cardAt(hash.replace(/^#at-/, "#"));
    if (card) return choose(card, { focus: false, remember: false });
    const entry = id.replace(/^at-/, "");
    const sides = /^t\d+(-\d+)?$/.test(entry) ? `[data-e*="${entry.split("-")[0]}-"]` : `[data-e~="${CSS.escape(entry)}"]`;
    mark(entry ? [...main.querySelectorAll(sides)] : []);
    const at = id.startsWith("at-") && document.getElementById(id);
    if (at && rowOf(at)) {
      come(rowOf(at));
      measure();
      at.scrollIntoView({ block: "center" });
    } else measure();
    return undefined;
  };

  // Hover and focus light both sides: words and cards, of an entry and of those that it stands in.
  const idsOf = (target) => {
    if (!(target instanceof Element)) return [];
    const ids = [];
    for (let piece = target.closest("[data-a]"); piece; piece = piece.parentElement.closest("[data-a]")) ids.push(piece.dataset.a.split(" ")[0]);
    const sign = target.closest(".sign");
    if (sign) ids.push(decodeURIComponent(sign.hash.slice(1)));
    const card = target.closest(".card");
    return card ? [card.id] : [...new Set(ids)];
  };
  let hovered = [];
  const hover = (ids) => {
    for (const id of hovered) if (!ids.includes(id)) lit(id, false, "hover");
    for (const id of ids) if (!hovered.includes(id)) lit(id, true, "hover");
    hovered = ids;
  };
  for (const name of ["mouseover", "focusin"]) main.addEventListener(name, (event) => hover(idsOf(event.target)));
  main.addEventListener("focusin", (event) => { if (come(rowOf(event.target))) measure(); });
  main.addEventListener("mouseleave", () => hover([]));
  main.addEventListener("focusout", (event) => { if (!main.contains(event.relatedTarget)) hover([]); });

  main.addEventListener("click", (event) => {
    const piece = event.target.closest(".speech[data-a]");
    const link = event.target.closest("a[href^='#']");
    const card = event.target.closest(".card");
    if (event.ctrlKey || event.metaKey || event.shiftKey || (!link && String(window.getSelection()))) return;
    if (link && !piece && !link.classList.contains("who") && !cardAt(link.getAttribute("href"))) return;
    if (piece || (link && !link.classList.contains("who"))) {
      const ids = piece ? piece.dataset.a.split(" ") : [link.getAttribute("href").slice(1)];
      const next = chosen && ids.includes(chosen.id) ? ids[(ids.indexOf(chosen.id) + 1) % ids.length] : ids[0];
      event.preventDefault();
      choose(document.getElementById(next));
    } else if (card) {
      event.preventDefault();
      choose(card);
    }
  });

  // One speaker at a time.
  const bars = [...document.querySelectorAll(".bar")];
  const show = (bar) => {
    const who = bar ? bar.dataset.who : null;
    for (const other of bars) other.setAttribute("aria-pressed", String(other === bar));
    root.classList.toggle("filtered", Boolean(bar));
    for (const card of speech) {
      const picked = who !== null && speakersOf.get(card.id).includes(who);
      card.classList.toggle("picked", picked);
    }
    for (const piece of main.querySelectorAll(".speech[data-a]")) {
      piece.classList.toggle("picked", who !== null && piece.dataset.a.split(" ").some((id) => speakersOf.get(id).includes(who)));
    }
    status.textContent = "";
    if (bar) {
      const name = bar.querySelector(".name").textContent;
      const all = document.createElement("button");
      all.type = "button";
      all.textContent = "Show all";
      all.addEventListener("click", () => { show(null); bar.focus(); });
      status.append(`Showing ${speech.filter((card) => card.classList.contains("picked")).length} of ${speech.length} attributions: ${name}. `, all);
      if (chosen && !chosen.classList.contains("picked")) choose(null);
    }
    measure();
  };
  for (const bar of bars) {
    bar.setAttribute("role", "button");
    bar.setAttribute("aria-pressed", "false");
    const toggle = (event) => {
      event.preventDefault();
      show(bar.getAttribute("aria-pressed") === "true" ? null : bar);
    };
    bar.addEventListener("click", toggle);
    bar.addEventListener("keydown", (event) => { if (event.key === " ") toggle(event); });
  }

  // The tables under the text: rows of one actor, stance, modality ... at a time.
  const optionsOf = (rows, facet) => {
    const counts = new Map();
    for (const row of rows) counts.set(row.dataset[facet], (counts.get(row.dataset[facet]) || 0) + 1);
    return [...counts].sort((one, other) => other[1] - one[1]);
  };
  const picker = (rows, facet) => {
    const options = optionsOf(rows, facet);
    const label = document.createElement("label");
    const select = document.createElement("select");
    select.name = facet;
    select.append(new Option("all", ""), ...options.map(([value, count]) => new Option(`${value || "not told"} (${count})`, value)));
    label.append(`${facet[0].toUpperCase()}${facet.slice(1)} `, select);
    return options.length < 2 ? null : label;
  };
  const addFacets = (table) => {
    const place = table.querySelector(".rows");
    const rows = [...place.querySelectorAll("tbody > tr")];
    const labels = table.dataset.facets.split(" ").map((facet) => picker(rows, facet)).filter(Boolean);
    if (!labels.length) return;
    const bar = document.createElement("p");
    const told = document.createElement("span");
    bar.className = "facets";
    told.setAttribute("role", "status");
    bar.append(...labels, told);
    bar.addEventListener("change", () => {
      const picks = [...bar.querySelectorAll("select")].filter((select) => select.selectedIndex > 0);
      for (const row of rows) row.hidden = picks.some((select) => row.dataset[select.name] !== select.value);
      told.textContent = picks.length ? `${rows.filter((row) => !row.hidden).length} of ${rows.length}` : "";
    });
    place.before(bar);
  };
  for (const table of document.querySelectorAll("[data-facets]")) addFacets(table);
  const unhide = (hash) => {
    const row = hash.length > 1 ? document.getElementById(decodeURIComponent(hash.slice(1))) : null;
    if (!row || !row.hidden) return;
    const bar = row.closest("[data-facets]").querySelector(".facets");
    for (const select of bar.querySelectorAll("select")) select.selectedIndex = 0;
    bar.dispatchEvent(new Event("change"));
    row.scrollIntoView({ block: "center" });
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target instanceof Element && event.target.closest("input[type='text'], textarea, select")) return;
    if (event.key === "Escape") {
      if (root.classList.contains("filtered")) show(null);
      choose(null);
      window.history.replaceState(null, "", window.location.pathname + window.location.search);
    }
    if (event.key !== "j" && event.key !== "k") return;
    const open = speech.filter((card) => !root.classList.contains("filtered") || card.classList.contains("picked"));
    if (!open.length) return;
    const here = open.indexOf(chosen);
    const next = here < 0 ? (event.key === "j" ? 0 : open.length - 1) : Math.min(Math.max(here + (event.key === "j" ? 1 : -1), 0), open.length - 1);
    choose(open[next]);
  });

  window.addEventListener("hashchange", () => {
    const card = cardAt(window.location.hash);
    if (card) choose(card, { remember: false });
    else {
      unhide(window.location.hash);
      goTo(window.location.hash);
    }
  });
  document.querySelector(".layers").addEventListener("change", measure);
  let width = 0;
  new ResizeObserver(() => {
    if (main.clientWidth !== width) {
      width = main.clientWidth;
      measure();
    }
  }).observe(main);
  const below = window.innerHeight + FAR;
  for (const [row, top] of rows.map((row) => [row, row.getBoundingClientRect().top])) {
    if (top < below) come(row);
    else watcher.observe(row);
  }
  goTo(window.location.hash);
  window.addEventListener("beforeprint", () => { if (rows.filter(come).length) measure(); });
  window.requestAnimationFrame(() => root.classList.add("settled"));
})();
