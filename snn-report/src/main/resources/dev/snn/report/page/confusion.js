// Which class was taken for which: a matrix of one row of the table at a time.
report.confusion = function (section) {
  const { el, data } = report;
  const place = el("div", { class: "scroll", role: "region", tabindex: "0", "aria-label": "Which class is taken for which" });

  function matrix(of) {
    const head = el("tr", {}, el("th", { scope: "col" }, "class"));
    of.names.forEach((name) => head.append(el("th", { scope: "col", class: "number" }, name)));
    head.append(el("th", { scope: "col", class: "number" }, "right"));
    const body = el("tbody", {});
    of.counts.forEach((counts, label) => {
      const all = counts.reduce((a, b) => a + b, 0);
      const line = el("tr", {}, el("th", { scope: "row" }, of.names[label]));
      counts.forEach((count, predicted) => {
        const share = all === 0 ? 0 : count / all;
        const colour = predicted === label ? "var(--good)" : "var(--bad)";
        const cell = el("td", { class: "number" }, count === 0 ? "\u00b7" : String(count));
        if (count > 0) {
          cell.style.background = "color-mix(in srgb, " + colour + " " + Math.round(10 + 50 * share) + "%, transparent)";
        }
        cell.title = of.names[label] + " taken for " + of.names[predicted] + ": " + report.percent(share) + " %";
        line.append(cell);
      });
      line.append(el("td", { class: "number" }, all === 0 ? "" : report.percent(counts[label] / all) + " %"));
      body.append(line);
    });
    const caption = "Lines: the class of test examples; columns: what the network takes them for. "
      + (of.runs === 1 ? "One run" : "Sum over " + of.runs + " runs") + ", at the end";
    return el("table", { class: "confusion" }, el("caption", {}, caption), el("thead", {}, head), body);
  }

  const show = (k) => place.replaceChildren(matrix(data.confusion[k]));
  section.append(el("div", { class: "controls" }, report.choice("Row", data.confusion.map((of) => of.row), show)), place);
  show(0);
};
