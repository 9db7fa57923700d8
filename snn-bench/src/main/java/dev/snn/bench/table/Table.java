package dev.snn.bench.table;

import dev.snn.bench.experiment.ExperimentFile.Comparison;
import dev.snn.bench.table.TableManifest.Experiment;
import dev.snn.engine.record.RunRecord;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Rows and columns, computed from records.
 *
 * @param titles of the experiments
 * @param lines in the order of the experiment files
 * @param comparisons of pairs of rows
 * @param decisions of pairs of rows that are compared sample by sample
 * @param sweeps what the searches among the rows have found
 * @param rankings of the rows over several experiments, one for each metric that these name
 */
public record Table(
    List<String> titles,
    List<Summary> lines,
    List<Comparisons.Line> comparisons,
    DecisionTests decisions,
    List<SweepTrace> sweeps,
    List<Ranking> rankings) {

  /** The table of these experiments; rows without any record are left out. */
  public static Table of(List<Experiment> experiments, Collection<RunRecord> records) {
    List<Summary> lines = new ArrayList<>();
    List<Comparisons.Line> comparisons = new ArrayList<>();
    List<DecisionTests> decisions = new ArrayList<>();
    List<SweepTrace> sweeps = new ArrayList<>();
    for (Experiment experiment : experiments) {
      Cells cells = Cells.of(experiment.cells());
      ExperimentRecords own = ExperimentRecords.of(experiment, records);
      SweepTraces traces = new SweepTraces(experiment, own);
      Map<String, List<String>> choices = traces.unfold(experiment.select());
      Selections.of(choices, experiment.seeds(), own).forEach(own::add);
      List<String> names = new ArrayList<>(experiment.rows().keySet());
      names.addAll(choices.keySet());
      for (String row : names) {
        List<RunRecord> of = own.of(row);
        if (!of.isEmpty()) {
          Summary line = Summary.of(experiment.name(), row, of, experiment.seeds().size());
          lines.add(line.at(cells.named(row)));
        }
      }
      List<Comparison> pairs = traces.unfold(experiment.compare());
      comparisons.addAll(Comparisons.of(experiment.name(), pairs, own));
      decisions.add(DecisionTests.of(experiment.name(), pairs, own));
      sweeps.addAll(traces.all());
    }
    return new Table(
        experiments.stream().map(Experiment::title).toList(),
        lines,
        comparisons,
        DecisionTests.of(decisions),
        sweeps,
        Ranking.of(experiments, lines));
  }

  /** The records of an experiment's rows, configurations and seeds, in the order of the seeds. */
  public static List<RunRecord> belonging(Experiment experiment, Collection<RunRecord> records) {
    return ExperimentRecords.of(experiment, records).all();
  }

  /** Names of the metrics of all lines, accuracy first. */
  List<String> metrics() {
    Set<String> names = new LinkedHashSet<>();
    names.add("accuracy");
    lines.forEach(line -> names.addAll(line.units().keySet()));
    return List.copyOf(names);
  }

  /** Names of the loss terms on the test split of all lines. */
  List<String> terms() {
    Set<String> names = new LinkedHashSet<>();
    for (Summary line : lines) {
      for (String key : line.scores().keySet()) {
        String name = key.substring(key.indexOf('/') + 1);
        if (key.startsWith("test/") && !line.units().containsKey(name)) {
          names.add(name);
        }
      }
    }
    return List.copyOf(names);
  }

  /** Names of the options that sweeps give values to. */
  List<String> swept() {
    Set<String> names = new LinkedHashSet<>();
    lines.forEach(line -> names.addAll(line.swept().keySet()));
    return List.copyOf(names);
  }

  /** True where a comparison is a claim. */
  public boolean hasClaims() {
    return comparisons.stream().anyMatch(line -> line.expect() != null);
  }

  /** Whether more of a metric is better; null where nothing says so. */
  Boolean higherIsBetter(String metric) {
    return lines.stream()
        .map(line -> line.higher().get(metric))
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  /** True where a metric is a share, shown in percent. */
  boolean isFraction(String metric) {
    return lines.stream().anyMatch(line -> "fraction".equals(line.units().get(metric)));
  }

  /**
   * Decimals that all scores of a metric are shown with; empty where that depends on each of them.
   */
  public OptionalInt decimals(String metric) {
    return Digits.of(lines.stream().map(line -> line.score("test", metric)).toList()).fixed();
  }

  /** True where any line has the score. */
  boolean has(String variant, String name) {
    return lines.stream().anyMatch(line -> line.scores().containsKey(variant + "/" + name));
  }
}
