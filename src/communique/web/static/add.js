"use strict";
(() => {
  // Dropping files on the form, and the progress of a hand-in as it happens.
  const form = document.querySelector("[data-drop]");
  if (form) {
    const place = form.querySelector(".drop");
    const field = form.querySelector("input[type='file']");
    for (const name of ["dragover", "dragenter"]) {
      form.addEventListener(name, (event) => {
        event.preventDefault();
        place.classList.add("over");
      });
    }
    form.addEventListener("dragleave", () => place.classList.remove("over"));
    form.addEventListener("drop", (event) => {
      event.preventDefault();
      place.classList.remove("over");
      if (event.dataTransfer.files.length) field.files = event.dataTransfer.files;
      const address = event.dataTransfer.getData("text/uri-list");
      if (address) form.elements.namedItem("addresses").value += `${address}\n`;
    });
  }

  const job = document.querySelector("[data-job]");
  if (!job || job.dataset.done === "yes") return;
  const list = job.querySelector("[data-steps]");
  const bar = job.querySelector("progress");
  const count = job.querySelector("[data-count]");
  let seen = Number(job.dataset.seen);
  const line = (parent, name, text, classes) => {
    const made = document.createElement(name);
    made.textContent = text;
    if (classes) made.className = classes;
    parent.append(made);
    return made;
  };
  const showDoubtful = (item, step) => {
    const entries = line(item, "ul", "", "doubtful");
    for (const entry of step.doubtful) {
      const row = line(entries, "li", "");
      line(row, "span", entry.kind, `tag ${["claim fails", "does not fit"].includes(entry.kind) ? "fails" : "cannot-tell"}`);
      row.append(" ");
      const words = line(row, "a", entry.words, "words");
      words.href = entry.place;
      words.dir = "auto";
    }
    const more = step.doubtful_total - step.doubtful.length;
    if (more > 0) line(entries, "li", `and ${more} more on its page`, "soft");
  };
  const show = (step) => {
    const item = line(list, "li", "", "item");
    item.dataset.item = "";
    const lead = line(item, "p", "", "lead");
    line(lead, "span", step.outcome, `tag ${step.outcome === "not read" ? "fails" : step.outcome === "added" ? "holds" : ""}`);
    lead.append(" ");
    const name = line(lead, step.document ? "a" : "span", step.name);
    if (step.document) {
      name.href = `/reports/${step.document}`;
      name.dataset.open = "";
    }
    if (step.message) line(item, "p", `${step.message} ${step.hint}`);
    if (step.document) {
      const under = line(item, "p", `${step.entries} entries${step.doubtful_total ? `, ${step.doubtful_total} to look at` : ""} · `, "under");
      line(under, "a", "review").href = `/review?document=${step.document}`;
    }
    for (const doubt of step.doubts) line(item, "p", `Doubt: ${doubt}`, "doubt-line");
    if (step.doubtful.length) showDoubtful(item, step);
  };
  const source = new EventSource(`/add/${encodeURIComponent(job.dataset.job)}/events`);
  source.addEventListener("step", (event) => {
    const step = JSON.parse(event.data);
    if (step.number <= seen) return;
    seen = step.number;
    show(step);
    bar.max = step.total || 1;
    bar.value = step.number;
    count.textContent = `${step.number} of ${step.total}`;
  });
  source.addEventListener("done", (event) => {
    source.close();
    const total = JSON.parse(event.data).total;
    bar.max = total || 1;
    bar.value = total || 1;
    count.textContent = `${seen} of ${total}, done`;
    document.querySelector("h1").textContent = "Added";
  });
})();
