// What each search has found: objectives in the order of the candidates, and the best so far.
report.sweeps = function (section) {
  const { el, charts } = report;
  const sweeps = report.data.sweeps;

  function one(sweep) {
    const place = el("div", { class: "chart" });
    const points = sweep.candidates.filter((c) => c.objective !== null);
    const best = sweep.candidates.filter((c) => c.best !== null);
    section.append(el("h3", {}, sweep.row + ": " + sweep.search));
    if (points.length > 0) {
      section.append(place);
      const name = sweep.metric + " on validation, " + (sweep.direction === "maximise" ? "higher" : "lower") + " is better";
      charts.draw(place, name + ", by candidate", [
        { row: sweep.row, label: "candidate", data: points.map((c) => ({ x: c.candidate, y: c.objective })), pointRadius: 4 },
        { label: "best so far", data: best.map((c) => ({ x: c.candidate, y: c.best })), showLine: true, stepped: true, pointRadius: 0, borderWidth: 1.5 },
      ], { x: charts.axis("candidate", { ticks: { precision: 0 } }), y: charts.axis(name) });
    }
    const options = [...new Set(sweep.candidates.flatMap((c) => Object.keys(c.values)))];
    const columns = [
      { label: "candidate", numeric: true },
      { label: "status" },
      { label: sweep.metric || "objective", numeric: true },
      ...options.map((option) => ({ label: option, numeric: true })),
    ];
    const value = (v) => ({ text: typeof v === "number" ? report.number(v) : String(v === undefined ? "" : v), value: v });
    const rows = sweep.candidates.map((c) => [value(c.candidate), { text: c.status }, value(c.objective === null ? undefined : c.objective), ...options.map((o) => value(c.values[o]))]);
    section.append(report.table("Candidates of " + sweep.row + ", in the order in which they were proposed", columns, rows));
  }

  sweeps.forEach(one);
};
