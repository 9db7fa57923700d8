package dev.snn.bench.table;

import dev.snn.bench.stats.Moments;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What {@code table.csv} and {@code comparisons.csv} hold, with fractions. */
public final class CsvWriter {
  /** Behind all other columns, in every table. */
  private static final List<String> EFFICIENCY =
      List.of(
          "activation_sparsity",
          "connection_sparsity",
          "effective_acs",
          "effective_macs",
          "dense_operations",
          "decoder_operations",
          "membrane_updates",
          "footprint_bytes");

  private static final List<String> COMPARISON =
      List.of(
          "a",
          "b",
          "dataset",
          "metric",
          "epoch",
          "n",
          "difference",
          "ci_low",
          "ci_high",
          "p_value",
          "test",
          "p_holm",
          "experiment",
          "expected",
          "verdict",
          "margin",
          "p_equivalence",
          "verdict_p");

  private CsvWriter() {}

  /** A line for each row. */
  public static TextTable table(Table table) {
    List<String> all = table.metrics();
    List<String> swept = table.swept();
    List<String> metrics = all.stream().filter(m -> !m.equals("accuracy")).toList();
    List<String> header =
        new ArrayList<>(
            List.of(
                "experiment",
                "row",
                "dataset",
                "status",
                "n",
                "accuracy_mean",
                "accuracy_sd",
                "spikes_per_example",
                "parameters",
                "seconds_per_epoch"));
    metrics.forEach(m -> header.addAll(List.of(m + "_mean", m + "_sd")));
    List<Extra> extras = extras(table);
    extras.forEach(extra -> header.add(extra.column()));
    all.forEach(m -> header.addAll(List.of(m + "_ci_low", m + "_ci_high")));
    header.addAll(swept);
    header.addAll(EFFICIENCY);
    TextTable out = new TextTable(header);
    for (Summary s : table.lines()) {
      List<String> cells =
          new ArrayList<>(
              List.of(s.experiment(), s.row(), s.dataset(), s.status(), String.valueOf(s.n())));
      moments(cells, s.score("test", "accuracy"));
      cells.add(Numbers.raw(s.spikes()));
      cells.add(Numbers.raw(s.parameters()));
      cells.add(Numbers.raw(s.secondsPerEpoch()));
      metrics.forEach(m -> moments(cells, s.score("test", m)));
      extras.forEach(e -> cells.add(Numbers.raw(s.score(e.variant(), e.name()).mean())));
      all.forEach(m -> interval(cells, s.score("test", m)));
      swept.forEach(option -> cells.add(SweepTrace.text(s.swept().get(option))));
      EFFICIENCY.forEach(
          name -> cells.add(Numbers.raw(s.efficiency().getOrDefault(name, Double.NaN))));
      out.lines().add(cells);
    }
    return out;
  }

  private record Extra(String column, String variant, String name) {}

  private static List<Extra> extras(Table table) {
    List<Extra> extras = new ArrayList<>();
    for (String metric : table.metrics()) {
      if (table.has("validation", metric)) {
        extras.add(new Extra("validation_" + metric + "_mean", "validation", metric));
      }
      if (table.has("test@shuffled", metric)) {
        extras.add(new Extra("shuffled_" + metric + "_mean", "test@shuffled", metric));
      }
    }
    table.terms().forEach(term -> extras.add(new Extra(term, "test", term)));
    return extras;
  }

  private static void moments(List<String> cells, Moments m) {
    cells.add(Numbers.raw(m.mean()));
    cells.add(Numbers.raw(m.sd()));
  }

  private static void interval(List<String> cells, Moments m) {
    cells.add(Numbers.raw(m.mean() - m.halfInterval()));
    cells.add(Numbers.raw(m.mean() + m.halfInterval()));
  }

  /** A line for each comparison. */
  public static TextTable comparisons(List<Comparisons.Line> lines) {
    TextTable out = new TextTable(COMPARISON);
    for (Comparisons.Line c : lines) {
      out.lines()
          .add(
              List.of(
                  c.a(),
                  c.b(),
                  c.dataset(),
                  c.metric(),
                  String.valueOf(c.epoch()),
                  String.valueOf(c.result().n()),
                  Numbers.raw(c.result().difference()),
                  Numbers.raw(c.result().low()),
                  Numbers.raw(c.result().high()),
                  Numbers.raw(c.result().p()),
                  "paired-t",
                  Numbers.raw(c.corrected()),
                  c.experiment(),
                  c.expect() == null ? "" : c.expect().name().toLowerCase(Locale.ROOT),
                  c.verdict().text(),
                  Numbers.raw(c.equivalence().margin()),
                  Numbers.raw(c.equivalence().p()),
                  restsOn(c)));
    }
    return out;
  }

  /** The column of the p that decides. */
  private static String restsOn(Comparisons.Line line) {
    return line.verdict() == Verdict.NONE
        ? ""
        : line.isOfEquivalence() ? "p_equivalence" : "p_value";
  }
}
