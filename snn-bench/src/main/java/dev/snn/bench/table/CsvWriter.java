package dev.snn.bench.table;

import dev.snn.bench.stats.Moments;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/** What {@code table.csv} and {@code comparisons.csv} hold, with fractions. */
public final class CsvWriter {
  /** The name of a row without its place in a grid or its number in a sweep. */
  public static final String BASE = "base";

  /** Behind all other columns, in every table. */
  static final List<String> EFFICIENCY =
      List.of(
          "activation_sparsity",
          "connection_sparsity",
          "effective_acs",
          "effective_macs",
          "dense_operations",
          "decoder_operations",
          "membrane_updates",
          "footprint_bytes");

  private record Field(String name, Function<Comparisons.Line, String> cell) {}

  private static final List<Field> COMPARISON =
      List.of(
          new Field("a", Comparisons.Line::a),
          new Field("b", Comparisons.Line::b),
          new Field("dataset", Comparisons.Line::dataset),
          new Field("metric", Comparisons.Line::metric),
          new Field("epoch", line -> String.valueOf(line.epoch())),
          new Field("n", line -> String.valueOf(line.result().n())),
          new Field("difference", line -> Numbers.raw(line.result().difference())),
          new Field("ci_low", line -> Numbers.raw(line.result().low())),
          new Field("ci_high", line -> Numbers.raw(line.result().high())),
          new Field("p_value", line -> Numbers.raw(line.result().p())),
          new Field("test", line -> "paired-t"),
          new Field("p_holm", line -> Numbers.raw(line.corrected())),
          new Field("experiment", Comparisons.Line::experiment),
          new Field("expected", CsvWriter::expected),
          new Field("verdict", line -> line.verdict().text()),
          new Field("margin", line -> Numbers.raw(line.equivalence().margin())),
          new Field("p_equivalence", line -> Numbers.raw(line.equivalence().p())),
          new Field("verdict_p", CsvWriter::restsOn));

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
    header.add(BASE);
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
      cells.add(s.base());
      swept.forEach(option -> cells.add(SweepTrace.text(s.swept().get(option))));
      EFFICIENCY.forEach(
          name -> cells.add(Numbers.raw(s.efficiency().getOrDefault(name, Double.NaN))));
      out.lines().add(cells);
    }
    return out;
  }

  /** The columns of {@code table.csv} that have the values of grids and sweeps. */
  public static List<String> options(Collection<String> header) {
    List<String> columns = List.copyOf(header);
    int base = columns.indexOf(BASE);
    return base < 0
        ? List.of()
        : columns.subList(base + 1, columns.size()).stream()
            .filter(column -> !EFFICIENCY.contains(column))
            .toList();
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
    TextTable out = new TextTable(COMPARISON.stream().map(Field::name).toList());
    for (Comparisons.Line line : lines) {
      out.lines().add(COMPARISON.stream().map(field -> field.cell().apply(line)).toList());
    }
    return out;
  }

  private static String expected(Comparisons.Line line) {
    return line.expect() == null ? "" : line.expect().name().toLowerCase(Locale.ROOT);
  }

  /** The column of the p that decides. */
  private static String restsOn(Comparisons.Line line) {
    return line.verdict() == Verdict.NONE
        ? ""
        : line.isOfEquivalence() ? "p_equivalence" : "p_value";
  }
}
