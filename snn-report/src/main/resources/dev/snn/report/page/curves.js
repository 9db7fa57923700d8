// A line for each run, in the colour of its row.
report.curves = function (section) {
  const { el, charts } = report;
  const SHOWN_AT_FIRST = 8;
  const figures = report.data.curves;
  if (figures.length === 0) {
    section.append(el("p", {}, "No run reported more than once, so there are no curves."));
    return;
  }
  const rows = [...new Set(figures.flatMap((figure) => figure.series.map((line) => line.row)))];
  const hidden = new Set(rows.slice(SHOWN_AT_FIRST));
  const place = el("div", { class: "chart" });
  let chart = null;

  function show(index) {
    const figure = figures[index];
    const factor = figure.percent ? 100 : 1;
    if (chart) {
      charts.drop(chart);
      place.replaceChildren();
    }
    const datasets = figure.series.map((line) => ({
      row: line.row,
      label: line.row + ", seed " + line.seed,
      data: line.x.map((x, k) => ({ x, y: line.y[k] * factor })),
      showLine: true,
      borderWidth: 1.5,
      borderDash: charts.dash(line.row),
      pointRadius: line.x.length > 30 ? 0 : 2.5,
      pointStyle: charts.shape(line.row),
      hidden: hidden.has(line.row),
    }));
    const name = figure.name + (figure.percent ? " (%)" : "");
    chart = charts.draw(place, figure.name + " by " + figure.x + ", a line for each seed", datasets, {
      x: charts.axis(figure.x, { ticks: { precision: 0 } }),
      y: charts.axis(name),
    });
  }

  function toggle(row) {
    const swatch = el("i", {});
    const button = el("button", { type: "button", "aria-pressed": String(!hidden.has(row)) }, swatch, row);
    const colour = () => (swatch.style.background = charts.colour(row));
    report.theme.onChange(colour);
    colour();
    button.addEventListener("click", () => {
      const on = hidden.delete(row) || (hidden.add(row), false);
      button.setAttribute("aria-pressed", String(on));
      chart.data.datasets.forEach((set, k) => set.row === row && chart.setDatasetVisibility(k, on));
      chart.update("none");
    });
    return button;
  }

  section.append(
    el("p", { class: "dim" }, "One line for each seed, in the colour of its row. The buttons show and hide rows."),
    el("div", { class: "controls" }, report.choice("Curve", figures.map((figure) => figure.name), show)),
    el("div", { class: "controls rows", role: "group", "aria-label": "Rows in the figure" }, ...rows.map(toggle)),
    place,
  );
  show(0);
};
