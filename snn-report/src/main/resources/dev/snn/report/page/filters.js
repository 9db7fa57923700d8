// What the maps of layers that learn by themselves look for.
report.filters = function (section) {
  const { el } = report;
  const rows = report.data.rasters.rows.filter((row) => row.filters);
  const place = el("div", {});

  /** From -100, black, to 100, white. */
  function picture(values, size, name) {
    const canvas = el("canvas", { width: size, height: size, role: "img", "aria-label": name });
    const context = canvas.getContext("2d");
    const pixels = context.createImageData(size, size);
    values.forEach((value, k) => {
      const shade = Math.round(127.5 + 1.275 * value);
      pixels.data.set([shade, shade, shade, 255], 4 * k);
    });
    context.putImageData(pixels, 0, 0);
    return canvas;
  }

  function show(index) {
    place.replaceChildren();
    for (const of of rows[index].filters) {
      const part = of.pictures.length < of.maps ? ", the first " + of.pictures.length + " shown" : "";
      place.append(
        el("h3", {}, of.name + ": " + of.maps + " maps, " + of.size + " x " + of.size + " pixels" + part),
        el("div", { class: "filters" }, ...of.pictures.map((values, k) => picture(values, of.size, of.name + ", map " + k))),
      );
    }
  }

  section.append(
    el("p", { class: "dim" }, "Weights of the first channel of the code less those of the second, where there is one; those of deeper layers through the layers before them. White: first, black: second, grey: neither; each map scaled to its largest value."),
    el("div", { class: "controls" }, report.choice("Row", rows.map((row) => row.row + ", seed " + row.seed), show)),
    place,
  );
  show(0);
};
