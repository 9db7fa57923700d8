// Puts the parts in their places; sections that cannot hold anything go.
(function () {
  const { el, data, section } = report;

  function scores() {
    const columns = data.table.columns.map((column) => ({
      label: column.label + (column.unit === "%" ? " %" : ""),
      numeric: column.numeric,
      head: column.key === "row",
      title: column.higher_is_better === undefined ? null : (column.higher_is_better ? "higher" : "lower") + " is better",
    }));
    const at = columns.findIndex((column) => column.head);
    const order = [at, ...columns.keys()].filter((k, i) => i === 0 || k !== at);
    const cell = (value, column) => {
      const text = (v, like) =>
        column.percent ? report.percent(v) : column.decimals === undefined ? report.number(v, like) : v.toFixed(column.decimals);
      if (value === null || typeof value === "string") {
        return { text: value || "", value: value || "", style: column.key === "status" ? (value || "").replace("n/a", "na") : null };
      }
      if (typeof value === "number") {
        return { text: text(value), value };
      }
      const { value: mean, sd, ci_low: low, ci_high: high } = value;
      const deviation = sd === null ? "" : " \u00b1 " + text(sd, mean);
      const below = low === null ? null : text(low, mean) + " to " + text(high, mean);
      return { text: text(mean, sd === null ? undefined : mean) + deviation, value: mean, below };
    };
    const rows = data.table.rows.map((row) => order.map((k) => cell(row[k], data.table.columns[k])));
    const caption = "Mean \u00b1 standard deviation over n seeds, on the test split at the end; below it the 95 % interval of the mean";
    section("table").append(
      rows.length === 0
        ? el("p", {}, "The table has no rows yet.")
        : report.table(caption, order.map((k) => columns[k]), rows),
    );
    for (const note of data.notes) {
      section("table").append(el("p", {}, note));
    }
    if (data.missing) {
      section("table").append(el("p", {}, data.missing));
    }
  }

  data.titles.forEach((title) => section("titles").append(el("span", {}, title)));
  section("citations").textContent = data.citations.join(", ");
  scores();
  const parts = [
    ["runs", report.details.runs, data.runs.length > 0],
    ["comparisons", report.details.comparisons, true],
    ["decisions", report.details.decisions, data.decisions.length > 0],
    ["rankings", report.details.rankings, data.rankings.length > 0],
    ["figures", report.figures, data.figures.length > 0],
    ["pareto", report.pareto, true],
    ["confusion", report.confusion, data.confusion.length > 0],
    ["curves", report.curves, true],
    ["sweeps", report.sweeps, data.sweeps.length > 0],
    ["rasters", report.rasters, true],
    ["filters", report.filters, data.rasters.rows.some((row) => row.filters)],
    ["pictures", report.details.pictures, data.pictures.rows.length > 0],
    ["configuration", report.details.configuration, data.provenance.configurations.length > 0],
    ["provenance", report.details.provenance, data.provenance.configurations.length > 0],
    ["command", report.details.command, true],
  ];
  for (const [id, draw, there] of parts) {
    if (there) {
      draw(section(id));
    } else {
      section(id).remove();
    }
  }
  const links = [...document.querySelectorAll("main > section")].map((part) =>
    el("li", {}, el("a", { href: "#" + part.id }, part.querySelector("h2").textContent)));
  section("nav").append(el("ul", {}, ...links));
})();
