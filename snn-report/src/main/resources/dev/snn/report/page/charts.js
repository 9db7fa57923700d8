// Charts of Chart.js in the colours of the page.
report.charts = (function () {
  const LIGHT = ["#1668b8", "#c2570c", "#1d7f3b", "#b3261e", "#7545b0", "#80532d", "#b83280", "#5f6a74", "#857300", "#0d7c8c"];
  const DARK = ["#6db3ff", "#ffa657", "#67d286", "#ff8f87", "#c3a0ff", "#d9a878", "#ff9bce", "#b6bec7", "#e0cc4f", "#5fd4e6"];
  const DASHES = [[], [6, 3], [2, 2], [8, 3, 2, 3]];
  const SHAPES = ["circle", "rectRot", "rect", "triangle"];
  const charts = [];
  const names = [];

  Chart.defaults.animation = false;
  Chart.defaults.maintainAspectRatio = false;
  Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
  Chart.defaults.plugins.legend.display = false;

  /** Intervals of points that have a low and a high end. */
  const intervals = {
    id: "intervals",
    beforeDatasetsDraw(chart) {
      const { ctx, scales } = chart;
      chart.data.datasets.forEach((set, k) => {
        if (chart.isDatasetVisible(k) && set.intervals) {
          ctx.save();
          ctx.strokeStyle = set.borderColor;
          ctx.lineWidth = 1.5;
          for (const point of set.data.filter((p) => typeof p.low === "number" && typeof p.high === "number")) {
            const x = scales.x.getPixelForValue(point.x);
            // A logarithmic axis has no place for 0 and below.
            const low = scales.y.type === "logarithmic" ? Math.max(point.low, scales.y.min) : point.low;
            ctx.beginPath();
            for (const y of [low, point.high].map((v) => scales.y.getPixelForValue(v))) {
              ctx.moveTo(x - 4, y);
              ctx.lineTo(x + 4, y);
            }
            ctx.moveTo(x, scales.y.getPixelForValue(low));
            ctx.lineTo(x, scales.y.getPixelForValue(point.high));
            ctx.stroke();
          }
          ctx.restore();
        }
      });
    },
  };
  Chart.register(intervals);

  function index(row) {
    if (!names.includes(row)) {
      names.push(row);
    }
    return names.indexOf(row);
  }

  const colour = (row) => (report.theme.isDark() ? DARK : LIGHT)[index(row) % LIGHT.length];
  const turn = (row, list) => list[Math.floor(index(row) / LIGHT.length) % list.length];

  function paint(chart) {
    const { colour: of } = report.theme;
    for (const scale of Object.values(chart.options.scales)) {
      scale.grid = { color: of("line") };
      scale.border = { color: of("line") };
      scale.ticks = { ...scale.ticks, color: of("dim") };
      scale.title = { ...scale.title, color: of("text") };
    }
    for (const set of chart.data.datasets) {
      const own = set.row === undefined ? of("text") : colour(set.row);
      set.borderColor = own;
      set.backgroundColor = set.hollow ? of("back") : own;
    }
    chart.update("none");
  }

  report.theme.onChange(() => charts.filter((c) => c.canvas).forEach(paint));

  function axis(title, more) {
    return { type: "linear", title: { display: true, text: title }, ...more };
  }

  /** A chart in a box of its own; datasets with a row get that row's colour. */
  function draw(place, label, datasets, scales, more) {
    const canvas = report.el("canvas", { role: "img", "aria-label": label });
    place.append(canvas);
    const chart = new Chart(canvas, {
      type: "scatter",
      data: { datasets },
      options: { scales, ...more },
    });
    charts.push(chart);
    paint(chart);
    return chart;
  }

  function drop(chart) {
    charts.splice(charts.indexOf(chart), 1);
    chart.destroy();
  }

  return { draw, drop, axis, colour, index, dash: (row) => turn(row, DASHES), shape: (row) => turn(row, SHAPES) };
})();
