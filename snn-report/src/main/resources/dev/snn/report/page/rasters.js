// Spikes of input, layers and readout for a few test examples.
report.rasters = function (section) {
  const { el, charts } = report;
  const { rows, left_out: leftOut } = report.data.rasters;
  if (rows.length === 0) {
    section.append(el("p", {}, "This folder holds no rasters. 'snn table' leaves some in rasters/ for each row whose network spikes, when the run of its first seed ends."));
    return;
  }
  const cards = el("div", { class: "cards" });
  let drawn = [];

  function sample(image) {
    const canvas = el("canvas", { width: image.width, height: image.height, role: "img", "aria-label": "the example" });
    const context = canvas.getContext("2d");
    const pixels = context.createImageData(image.width, image.height);
    image.pixels.forEach((shade, k) => pixels.data.set([shade, shade, shade, 255], 4 * k));
    context.putImageData(pixels, 0, 0);
    return canvas;
  }

  /** Time axes of one width stand below each other. */
  const align = (scale) => (scale.width = 56);

  function layer(card, of, dt, last) {
    const title = of.name + ": " + report.number(of.size) + (of.size === 1 ? " unit" : " units");
    if (!of.spikes) {
      card.append(el("h4", {}, title), el("p", { class: "dim small" }, "Values, not spikes."));
      return;
    }
    const data = of.spikes.flatMap((units, t) => units.map((unit) => ({ x: t * dt, y: unit })));
    const part = of.every > 1 ? ", every " + of.every + "th unit shown" : "";
    const place = el("div", { class: "chart raster" });
    card.append(el("h4", {}, title + ", " + report.number(data.length) + " spikes" + part), place);
    const radius = data.length > 800 ? 1 : 1.75;
    drawn.push(
      charts.draw(place, "spikes of " + title, [{ data, pointRadius: radius, pointHitRadius: 0, borderWidth: 0 }], {
        x: charts.axis("ms", { display: true, title: { display: last, text: "ms" }, min: -0.5 * dt, max: (of.steps - 0.5) * dt, ticks: { precision: 0, includeBounds: false } }),
        y: charts.axis("unit", { afterFit: align, min: -0.5, max: of.size - 0.5, ticks: { precision: 0, includeBounds: false, maxTicksLimit: 4 } }),
      }, { events: [] }),
    );
  }

  function show(index) {
    drawn.forEach(charts.drop);
    drawn = [];
    cards.replaceChildren();
    const named = (k) => (rows[index].class_names && rows[index].class_names[k]) || k;
    for (const example of rows[index].examples) {
      const words = [];
      if (example.label !== undefined && example.label >= 0) {
        words.push("class " + named(example.label));
      }
      if (example.prediction !== undefined) {
        words.push("taken for " + named(example.prediction) + (example.prediction === example.label ? "" : " (wrong)"));
      }
      const card = el("div", { class: "card" }, el("h3", {}, example.title || "Test example " + example.test_index));
      cards.append(card);
      if (example.image || words.length > 0) {
        card.append(el("div", { class: "sample" }, example.image ? sample(example.image) : null, el("span", {}, words.join(", "))));
      }
      example.layers.forEach((of, k, all) => layer(card, of, rows[index].dt, k === all.length - 1));
    }
  }

  const spikes = (row) => row.examples.some((example) => example.layers.some((of) => of.spikes));
  const first = Math.max(0, rows.findIndex(spikes));
  section.append(
    el("p", { class: "dim" }, "In the first draw of the evaluation, at the end of training with the first seed."),
    el("div", { class: "controls" }, report.choice("Row", rows.map((row) => row.row + ", seed " + row.seed), show, first)),
    cards,
  );
  if (leftOut.length > 0) {
    section.append(el("p", { class: "dim small" }, "Left out to keep this file small (their files are in rasters/): " + leftOut.join(", ") + "."));
  }
  show(first);
};
