package dev.snn.bench.table;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.engine.record.RunRecord;
import dev.snn.engine.tree.Trees;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SelectionsTest {
  private static RunRecord record(
      String row, long seed, double validation, double test, boolean higher) {
    ObjectNode tree =
        (ObjectNode)
            Trees.parse(
                """
                experiment: e
                row: %s
                seed: %d
                status: ok
                dataset: {name: d}
                metrics: [{name: m, unit: fraction, higher_is_better: %s}]
                final: {scores: {validation: {m: %s}, test: {m: %s}}}
                epochs: [{number: 1, scores: {validation: {m: %s}, test: {m: %s}}}]
                """
                    .formatted(row, seed, higher, validation, test, validation, test),
                "record");
    return new RunRecord(tree);
  }

  private static List<RunRecord> chosen(List<RunRecord> records) {
    return Selections.of(
        Map.of("best", List.of("a", "b")), List.of(1L, 2L), ExperimentRecords.of(records));
  }

  @Test
  void eachSeedChoosesByValidationNotByTest() {
    List<RunRecord> chosen =
        chosen(
            List.of(
                record("a", 1, 0.9, 0.1, true),
                record("b", 1, 0.8, 0.7, true),
                record("a", 2, 0.5, 0.6, true),
                record("b", 2, 0.6, 0.2, true)));
    assertThat(chosen)
        .extracting(r -> r.id().toString())
        .containsExactly("best, seed 1", "best, seed 2");
    assertThat(chosen).extracting(r -> r.finalScores("test").get("m")).containsExactly(0.1, 0.2);
  }

  @Test
  void lowerIsBetterWhereTheMetricSaysSo() {
    List<RunRecord> chosen =
        chosen(List.of(record("a", 1, 0.9, 0.1, false), record("b", 1, 0.8, 0.7, false)));
    assertThat(chosen).extracting(r -> r.finalScores("test").get("m")).containsExactly(0.7);
  }

  @Test
  void aMissingCandidateLeavesTheSeedOpen() {
    List<RunRecord> records = new ArrayList<>(List.of(record("a", 1, 0.9, 0.1, true)));
    assertThat(chosen(records)).isEmpty();
  }

  @Test
  void aCandidateThatCannotBeIsNoCandidate() {
    RunRecord impossible = record("a", 1, 0.9, 0.1, true);
    impossible.tree().put("status", "n/a").remove("final");
    assertThat(chosen(List.of(impossible, record("b", 1, 0.8, 0.7, true))))
        .extracting(r -> r.finalScores("test").get("m"))
        .containsExactly(0.7);
    assertThat(chosen(List.of(impossible))).isEmpty();
  }
}
