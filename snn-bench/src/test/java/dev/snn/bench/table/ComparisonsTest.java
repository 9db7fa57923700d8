package dev.snn.bench.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.bench.experiment.ExperimentFile;
import dev.snn.bench.experiment.ExperimentFile.Comparison;
import dev.snn.bench.experiment.ExperimentFile.Expectation;
import dev.snn.engine.record.RunRecord;
import dev.snn.engine.tree.Trees;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
    return Comparisons.of(
        new ExperimentFile("e", "", "", List.of(1L, 2L, 3L), List.of(), Map.of(), List.of(pairs)),
        records);
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
    List<RunRecord> records = new ArrayList<>();
    for (int k = 0; k < differences.length; k++) {
      records.add(record("a", k + 1, 0.5 + differences[k]));
      records.add(record("b", k + 1, 0.5));
    }
    List<Comparisons.Line> lines =
        lines(
            records,
            new Comparison("a", "b", "accuracy", expect),
            new Comparison("a", "b", "mse", expect));
    assertThat(lines).hasSize(1);
    return lines.get(0).verdict();
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
    assertThat(verdict(Expectation.SAME, more)).isEqualTo("not confirmed");
    assertThat(verdict(Expectation.SAME, either)).isEqualTo("confirmed");
    assertThat(verdict(Expectation.ABOVE, 0.1)).isEmpty();
    assertThat(verdict(null, more)).isEmpty();
  }
}
