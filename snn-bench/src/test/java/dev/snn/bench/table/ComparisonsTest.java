package dev.snn.bench.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.bench.experiment.ExperimentFile.Comparison;
import dev.snn.bench.experiment.ExperimentFile.Expectation;
import dev.snn.engine.record.RunRecord;
import dev.snn.engine.tree.Trees;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonsTest {

  private static RunRecord record(String row, long seed, double... accuracies) {
    ObjectNode tree = Trees.NODES.objectNode();
    tree.put("experiment", "e").put("row", row).put("seed", seed).put("status", "ok");
    tree.putObject("dataset").put("name", "toy");
    tree.putArray("metrics").addObject().put("name", "accuracy").put("unit", "fraction");
    ArrayNode epochs = tree.putArray("epochs");
    for (int k = 0; k < accuracies.length; k++) {
      ObjectNode scores = epochs.addObject().put("number", k + 1).putObject("scores");
      scores.putObject("test").put("accuracy", accuracies[k]);
      scores.putObject("test@shuffled").put("accuracy", accuracies[k] - 0.25);
    }
    return new RunRecord(tree);
  }

  private static List<Comparisons.Line> lines(List<RunRecord> records, Comparison... pairs) {
    return Comparisons.of("e", List.of(pairs), ExperimentRecords.of(records));
  }

  @Test
  void seedsArePairedAndEpochsThatOnlyOneHasAreLeftOut() {
    List<Comparisons.Line> lines =
        lines(
            List.of(
                record("a", 1, 0.5, 0.8, 0.9),
                record("a", 2, 0.6, 0.9, 0.9),
                record("a", 3, 0.1, 0.1, 0.1),
                record("b", 2, 0.5, 0.7),
                record("b", 1, 0.5, 0.7)),
            new Comparison("a", "b"));
    assertThat(lines).extracting(Comparisons.Line::epoch).containsExactly(1, 2);
    assertThat(lines.get(0).result().n()).isEqualTo(2);
    assertThat(lines.get(0).result().difference()).isEqualTo(0.05, within(1e-12));
    assertThat(lines.get(1).result().difference()).isEqualTo(0.15, within(1e-12));
  }

  @Test
  void aRowIsComparedWithItsOwnShuffle() {
    List<Comparisons.Line> lines =
        lines(
            List.of(record("a", 1, 0.5), record("a", 2, 0.625)), new Comparison("a", "a@shuffled"));
    assertThat(lines).singleElement();
    assertThat(lines.get(0).result().difference()).isEqualTo(0.25);
    assertThat(lines.get(0).result().p()).isZero();
  }

  @Test
  void holmRunsOverThePairsOfOneEpoch() {
    List<RunRecord> records =
        List.of(
            record("a", 1, 0.5, 0.51),
            record("a", 2, 0.52, 0.56),
            record("a", 3, 0.57, 0.58),
            record("b", 1, 0.4, 0.5),
            record("b", 2, 0.4, 0.5),
            record("b", 3, 0.4, 0.5),
            record("c", 1, 0.3),
            record("c", 2, 0.2),
            record("c", 3, 0.1));
    List<Comparisons.Line> lines =
        lines(records, new Comparison("a", "b"), new Comparison("a", "c"));
    Comparisons.Line ab = lines.get(0);
    Comparisons.Line abLater = lines.get(1);
    Comparisons.Line ac = lines.get(2);
    double smaller = Math.min(ab.result().p(), ac.result().p());
    double larger = Math.max(ab.result().p(), ac.result().p());
    assertThat(Math.min(ab.corrected(), ac.corrected())).isEqualTo(2 * smaller, within(1e-12));
    assertThat(Math.max(ab.corrected(), ac.corrected()))
        .isEqualTo(Math.max(2 * smaller, larger), within(1e-12));
    assertThat(abLater.corrected()).isEqualTo(abLater.result().p());
  }

  private static String verdict(Expectation expect, double... differences) {
    return line(expect, Double.NaN, differences).verdict().text();
  }

  private static Comparisons.Line line(Expectation expect, double margin, double... differences) {
    List<RunRecord> records = new ArrayList<>();
    for (int k = 0; k < differences.length; k++) {
      records.add(record("a", k + 1, 0.5 + differences[k]));
      records.add(record("b", k + 1, 0.5));
    }
    List<Comparisons.Line> lines =
        lines(
            records,
            new Comparison("a", "b", "accuracy", expect, margin),
            new Comparison("a", "b", "mse", expect, margin));
    assertThat(lines).hasSize(1);
    return lines.get(0);
  }

  @Test
  void aClaimIsConfirmedWhereTheWholeIntervalIsOnItsSide() {
    double[] more = {0.1, 0.11, 0.12};
    double[] less = {-0.1, -0.11, -0.12};
    double[] either = {0.1, -0.11, 0.02};
    assertThat(verdict(Expectation.ABOVE, more)).isEqualTo("confirmed");
    assertThat(verdict(Expectation.ABOVE, less)).isEqualTo("reversed");
    assertThat(verdict(Expectation.ABOVE, either)).isEqualTo("not confirmed");
    assertThat(verdict(Expectation.BELOW, more)).isEqualTo("reversed");
    assertThat(verdict(Expectation.BELOW, less)).isEqualTo("confirmed");
    assertThat(verdict(Expectation.BELOW, either)).isEqualTo("not confirmed");
    assertThat(verdict(Expectation.ABOVE, 0.1)).isEmpty();
    assertThat(verdict(null, more)).isEmpty();
  }

  @Test
  void withoutMarginNothingIsTheSame() {
    assertThat(verdict(Expectation.SAME, 0.1, 0.11, 0.12)).isEqualTo("not confirmed");
    assertThat(verdict(Expectation.SAME, 0.1, -0.11, 0.02)).isEqualTo("no difference seen");
    assertThat(verdict(Expectation.SAME, 0, 0, 0)).isEqualTo("no difference seen");
    assertThat(verdict(Expectation.SAME, 0.1)).isEmpty();
  }

  @Test
  void withMarginEquivalenceDecidesWhateverTheDifference() {
    Comparisons.Line equivalent = line(Expectation.SAME, 0.02, 0.004, -0.003, 0.001);
    Comparisons.Line noisy = line(Expectation.SAME, 0.02, 0.1, -0.11, 0.02);
    Comparisons.Line smallButReal = line(Expectation.SAME, 0.02, 0.004, 0.005, 0.006);
    Comparisons.Line realPerhapsLarge = line(Expectation.SAME, 0.02, 0.012, 0.02, 0.028);
    Comparisons.Line above = line(Expectation.SAME, 0.02, 0.1, 0.11, 0.12);
    Comparisons.Line below = line(Expectation.SAME, 0.02, -0.1, -0.11, -0.12);

    assertThat(equivalent.result().p()).isGreaterThan(0.05);
    assertThat(equivalent.verdict()).isEqualTo(Verdict.CONFIRMED);
    assertThat(noisy.result().p()).isGreaterThan(0.05);
    assertThat(noisy.verdict()).isEqualTo(Verdict.NOT_CONFIRMED);
    assertThat(smallButReal.result().p()).isLessThan(0.05);
    assertThat(smallButReal.verdict()).isEqualTo(Verdict.CONFIRMED);
    assertThat(realPerhapsLarge.result().p()).isLessThan(0.05);
    assertThat(realPerhapsLarge.verdict()).isEqualTo(Verdict.NOT_CONFIRMED);
    assertThat(above.verdict()).isEqualTo(Verdict.REVERSED);
    assertThat(below.verdict()).isEqualTo(Verdict.REVERSED);
    assertThat(line(Expectation.SAME, 0.02, 0.01).verdict()).isEqualTo(Verdict.NONE);
  }

  @Test
  void verdictsRestOnRawP() {
    List<RunRecord> records = new ArrayList<>();
    double[] clear = {0.1, 0.11, 0.12};
    double[] less = {0.02, 0.03, 0.04};
    for (int k = 0; k < clear.length; k++) {
      records.add(record("a", k + 1, 0.5 + clear[k]));
      records.add(record("b", k + 1, 0.5 + less[k]));
      records.add(record("c", k + 1, 0.5));
      records.add(record("d", k + 1, 0.5 - 0.1 * k));
    }
    Comparisons.Line line =
        lines(
                records,
                new Comparison("b", "c", "accuracy", Expectation.ABOVE, Double.NaN),
                new Comparison("c", "d"),
                new Comparison("b", "d"),
                new Comparison("a", "d"))
            .get(0);

    assertThat(line.result().p()).isLessThan(0.05);
    assertThat(line.corrected()).isGreaterThan(0.05);
    assertThat(line.verdict()).isEqualTo(Verdict.CONFIRMED);
    assertThat(line.isOfEquivalence()).isFalse();
  }
}
