// Score against spikes, and the rows that no other row beats.
report.pareto = function (section) {
  const { el, charts } = report;
  const { points, gain, cost, percent } = report.data.pareto;
  if (!points) {
    section.append(el("p", {}, "No row has both a score and a number of spikes."));
    return;
  }
  const factor = percent ? 100 : 1;
  const scaled = (v) => (v === null ? null : v * factor);
  const datasets = points.map((p) => ({
    row: p.row,
    label: p.row,
    intervals: true,
    data: [{ x: p.x, y: scaled(p.y), low: scaled(p.low), high: scaled(p.high) }],
    pointRadius: 6,
    borderWidth: 2,
    pointStyle: charts.shape(p.row),
    hollow: !p.front,
  }));
  const front = points.filter((p) => p.front).sort((a, b) => a.x - b.x);
  datasets.push({
    label: "front",
    data: front.map((p) => ({ x: p.x, y: scaled(p.y) })),
    showLine: true,
    pointRadius: 0,
    pointHitRadius: 0,
    borderWidth: 1,
    borderDash: [4, 4],
  });
  const xs = points.map((p) => p.x);
  const wide = Math.min(...xs) > 0 && Math.max(...xs) >= 50 * Math.min(...xs);
  const ends = points.flatMap((p) => [p.low, p.y, p.high]).filter((v) => v !== null).map(scaled);
  const edge = 0.06 * (Math.max(...ends) - Math.min(...ends) || 1);
  const place = el("div", { class: "chart" });
  const legend = points.map((p) => {
    const swatch = el("i", { class: charts.shape(p.row) });
    const paint = () => {
      swatch.style.border = "2px solid " + charts.colour(p.row);
      swatch.style.background = p.front ? charts.colour(p.row) : "transparent";
    };
    report.theme.onChange(paint);
    paint();
    return el("li", {}, swatch, p.row);
  });
  const text = "Filled: no other row has at most its spikes and at least its score. Intervals: 95 % over seeds.";
  section.append(el("p", { class: "dim" }, text), el("ul", { class: "legend" }, ...legend), place);
  charts.draw(place, gain + " against " + cost, datasets, {
    x: charts.axis(cost + (wide ? " (logarithmic)" : ""), { type: wide ? "logarithmic" : "linear", grace: "8%" }),
    y: charts.axis(gain + (percent ? " (%)" : ""), { min: Math.min(...ends) - edge, max: Math.max(...ends) + edge, ticks: { includeBounds: false } }),
  });
};
