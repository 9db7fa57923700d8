// Runs without results, comparisons, pictures, configuration, provenance, command.
report.details = (function () {
  const { el } = report;
  const { data } = report;

  function runs(section) {
    const columns = [{ label: "row", head: true }, { label: "status" }, { label: "seeds" }, { label: "reason", long: true }];
    const style = (status) => status.replace("n/a", "na").replace("not run", "skipped");
    const rows = data.runs.map((run) => [
      { text: run.row },
      { text: run.status, style: style(run.status) },
      { text: run.seeds.join(", ") },
      { text: run.reason },
    ]);
    section.append(report.table("Runs that failed, were skipped, do not apply or were not made", columns, rows));
  }

  function comparisons(section) {
    const all = data.comparisons;
    if (all.length === 0) {
      section.append(el("p", {}, "The experiment compares no rows (its 'compare' names the pairs)."));
      return;
    }
    // Two digits of half the interval.
    const plain = (v, c) => {
      const half = c.ci_low === null ? 0 : (c.ci_high - c.ci_low) / 2;
      return half > 0 ? v.toFixed(Math.min(6, Math.max(0, 1 - Math.floor(Math.log10(half))))) : report.number(v, c.difference);
    };
    const signed = (v, c) => (v === null ? "" : (v > 0 ? "+" : "") + (c.percent ? report.percent(v) : plain(v, c)).replace("-", "\u2212"));
    const p = (v) => ({ text: v === null ? "" : v < 1e-4 ? "< 0.0001" : v.toFixed(4), value: v });
    const claims = all.some((c) => c.verdict !== null || c.expected !== null);
    const margins = all.some((c) => c.margin !== null);
    const columns = ["comparison", "metric", "epoch", "n", "difference", "p", "p (Holm)"].map((label, k) => ({ label, head: k === 0, numeric: k > 1 }));
    if (margins) {
      columns.push({ label: "p (equivalence)", numeric: true });
    }
    if (claims) {
      columns.push({ label: "expected" }, { label: "verdict" });
    }
    const within = (c) => (c.margin === null ? "" : " within " + Number((c.margin * (c.percent ? 100 : 1)).toPrecision(10)) + (c.percent ? " points" : ""));
    const basis = { p_value: "by raw p", p_equivalence: "by p (equivalence)" };
    const styles = { "not confirmed": "partial", "no difference seen": "partial" };
    const cells = (c) => {
      const interval = c.ci_low === null ? "" : signed(c.ci_low, c) + " to " + signed(c.ci_high, c);
      const line = [
        { text: c.a + " \u2212 " + c.b },
        { text: c.metric + (c.percent ? " %" : "") },
        { text: String(c.epoch), value: c.epoch },
        { text: String(c.n), value: c.n },
        { text: signed(c.difference, c), value: c.difference, below: interval },
        p(c.p_value),
        p(c.p_holm),
      ];
      if (margins) {
        line.push(c.margin === null ? { text: "" } : p(c.p_equivalence));
      }
      if (claims) {
        const verdict = c.verdict || "";
        line.push({ text: (c.expected || "") + within(c) }, { text: verdict, style: styles[verdict] || verdict, below: basis[c.verdict_p] });
      }
      return line;
    };
    const caption = "Paired over seeds: two-sided t-test, 95 % interval below the difference, Holm's correction over the pairs of one metric and epoch"
      + (claims ? "; verdicts rest on raw p at the level 0.05, 'same' is confirmed by equivalence within a margin only" : "");
    const place = el("div", {});
    const show = (epochs) => place.replaceChildren(report.table(caption, columns, all.filter((c) => epochs || c.last).map(cells)));
    if (all.some((c) => !c.last)) {
      section.append(el("div", { class: "controls" }, report.choice("Epochs", ["the last", "all"], (k) => show(k === 1))));
    }
    section.append(place);
    show(false);
  }

  function pictures(section) {
    const { rows, left_out: leftOut } = data.pictures;
    section.append(el("p", { class: "dim" }, "Above: the first test images. Below: what the network makes of them at the end."));
    const place = el("div", { class: "pictures" });
    section.append(place);
    for (const picture of rows) {
      const text = picture.row + ", seed " + picture.seed;
      const image = el("img", { src: "data:image/png;base64," + picture.png, alt: "test images and their reconstructions by " + text });
      place.append(el("figure", {}, el("figcaption", {}, text), image));
    }
    if (leftOut.length > 0) {
      section.append(el("p", { class: "dim small" }, "Left out to keep this file small (their files are in records/): " + leftOut.join(", ") + "."));
    }
  }

  function configuration(section) {
    const rows = data.provenance.configurations;
    const text = el("pre", { tabindex: "0", "aria-label": "configuration of the row" });
    const hash = el("p", { class: "dim small" });
    const show = (k) => {
      text.textContent = rows[k].yaml;
      hash.textContent = "SHA-256 of the configuration: " + rows[k].hash;
    };
    section.append(
      el("p", { class: "dim" }, "With every default spelled out, as it is in the records."),
      el("div", { class: "controls" }, report.choice("Row", rows.map((row) => row.row), show)),
      text,
      hash,
    );
    show(0);
  }

  function list(entries) {
    const known = entries.filter(([, value]) => value !== null && value !== undefined && value !== "");
    return el("dl", {}, ...known.flatMap(([name, value]) => [el("dt", {}, name), el("dd", {}, String(value))]));
  }

  /** One line where all rows have the same. */
  function seeds() {
    const rows = Object.entries(data.provenance.seeds).map(([row, list]) => [row, list.join(", ")]);
    const same = rows.every(([, list]) => list === rows[0][1]);
    return list(same ? [["all rows", rows[0][1]]] : rows);
  }

  const ofRuns = (n) => n + (n === 1 ? " run" : " runs");

  function provenance(section) {
    for (const { value: e, runs: n } of data.provenance.environments) {
      section.append(el("h3", {}, "Program and machine of " + ofRuns(n)), list([
        ["commit", e.git_commit], ["version", e.snn_version], ["JDK", [e.jdk, e.jvm].filter(Boolean).join(", ")],
        ["system", [e.os, e.arch].filter(Boolean).join(", ")], ["CPU", e.cpu], ["cores", e.cores],
        ["threads", e.threads], ["backend", e.backend],
      ]));
    }
    for (const { value: d, runs: n } of data.provenance.datasets) {
      const files = Object.entries(d.checksums || {});
      section.append(el("h3", {}, "Data of " + ofRuns(n) + ": " + d.name), list([
        ["version", d.version], ["split", d.split],
        ["examples", d.train === undefined ? null : [d.train, d.validation, d.test].map((k) => report.number(k)).join(" / ") + " (training / validation / test)"],
      ]));
      if (files.length > 0) {
        section.append(el("details", {}, el("summary", {}, "SHA-256 of " + files.length + (files.length === 1 ? " file" : " files")), list(files)));
      }
    }
    section.append(el("h3", {}, "Seeds"), seeds());
    const plugins = data.provenance.plugins.map(({ value: p }) => [p.family + " " + p.name, [p.class, p.jar, p.sha256].filter(Boolean).join(" \u00b7 ")]);
    section.append(el("details", {}, el("summary", {}, "Plug-ins with class and jar (" + plugins.length + ")"), list(plugins)));
  }

  function command(section) {
    const { lines, guessed, repro } = data.command;
    const box = (text) => el("pre", { tabindex: "0" }, text);
    section.append(box(lines.join("\n")));
    if (guessed) {
      section.append(el("p", {}, "The folder has no table.json, so the profile and other options of the command are not known; the configuration above is what was run."));
    }
    if (repro) {
      section.append(el("p", {}, "One run again, with a comparison of all its fields (in the output folder):"), box(repro));
    }
  }

  // Numbers come rounded; those behind a sign of less sort as the number.
  function tests(section, list) {
    const number = (text) => (/^[<\d.-]/.test(text) && !Number.isNaN(parseFloat(text.replace("< ", ""))) ? parseFloat(text.replace("< ", "")) : null);
    for (const test of list) {
      if (test.rows.length > 0) {
        const numeric = test.columns.map((label, k) => test.rows.some((row) => number(row[k]) !== null));
        const columns = test.columns.map((label, k) => ({ label: label.toLowerCase().replace("(holm)", "(Holm)"), head: k === 0, numeric: numeric[k] }));
        const rows = test.rows.map((row) => row.map((text, k) => (numeric[k] ? { text, value: number(text) } : { text })));
        section.append(report.table(test.title, columns, rows));
      } else {
        section.append(el("p", {}, test.title + "."));
      }
      test.notes.forEach((note) => section.append(el("p", {}, note)));
    }
  }

  const decisions = (section) => tests(section, data.decisions);
  const rankings = (section) => tests(section, data.rankings);

  return { decisions, rankings, runs, comparisons, pictures, configuration, provenance, command };
})();
