// The figures that the experiment file asks for: a curve for each grid, a point for each of its rows.
report.figures = function (section) {
  const { el, charts } = report;

  function axis({ label, log }) {
    return charts.axis(label + (log ? " (logarithmic)" : ""), { type: log ? "logarithmic" : "linear", grace: "5%" });
  }

  function entry(row) {
    const swatch = el("i", { class: charts.shape(row) });
    const paint = () => (swatch.style.background = charts.colour(row));
    report.theme.onChange(paint);
    paint();
    return el("li", {}, swatch, row);
  }

  function one(figure) {
    section.append(el("h3", {}, figure.title));
    if (figure.nothing) {
      section.append(el("p", {}, figure.nothing));
      return;
    }
    if (figure.note) {
      section.append(el("p", { class: "dim" }, figure.note));
    }
    const place = el("div", { class: "chart" });
    section.append(el("ul", { class: "legend" }, ...figure.curves.map((curve) => entry(curve.row))), place);
    const datasets = figure.curves.map((curve) => ({
      row: curve.row,
      label: curve.row,
      intervals: true,
      data: curve.points,
      showLine: true,
      borderWidth: 1.5,
      borderDash: charts.dash(curve.row),
      pointRadius: 4,
      pointStyle: charts.shape(curve.row),
    }));
    const label = (at) => at.raw.row + ": " + report.number(at.raw.x) + ", " + report.number(at.raw.y);
    charts.draw(place, figure.title, datasets, { x: axis(figure.x), y: axis(figure.y) }, { plugins: { tooltip: { callbacks: { label } } } });
  }

  section.append(el("p", { class: "dim" }, "Means over seeds, with 95 % intervals of what is measured for each seed."));
  report.data.figures.forEach(one);
};
