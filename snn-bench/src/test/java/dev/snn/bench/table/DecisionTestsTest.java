package dev.snn.bench.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.api.procedure.Decisions;
import dev.snn.bench.experiment.ExperimentFile;
import dev.snn.bench.experiment.ExperimentFile.Comparison;
import dev.snn.bench.stats.McNemar;
import dev.snn.engine.record.RunRecord;
import dev.snn.engine.tree.Trees;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DecisionTestsTest {

  /** A record of decisions, 1 for right. */
  private static RunRecord record(String row, long seed, String right) {
    Decisions decisions = new Decisions();
    right.chars().forEach(c -> decisions.add(c == '1'));
    ObjectNode tree = Trees.NODES.objectNode();
    tree.put("experiment", "e").put("row", row).put("seed", seed).put("status", "ok");
    tree.put("config_hash", row).putObject("dataset").put("name", "toy");
    tree.putObject("decisions")
        .put("samples", decisions.size())
        .put("right", Base64.getEncoder().encodeToString(decisions.bits()));
    return new RunRecord(tree);
  }

  private static Comparison pair(String a, String b, int window) {
    return new Comparison(a, b, null, null, Double.NaN, ExperimentFile.Test.MCNEMAR, window);
  }

  private static List<DecisionTests.Line> lines(List<RunRecord> records, Comparison... pairs) {
    return tests(records, pairs).lines();
  }

  private static DecisionTests tests(List<RunRecord> records, Comparison... pairs) {
    return DecisionTests.of("e", List.of(pairs), ExperimentRecords.of(records));
  }

  @Test
  void wholeStreamAndWindowsWithoutOverlap() {
    // Three windows of eight: a alone is right in 7, in none, b alone in 6; the last four in none.
    String a = "11111110" + "10101010" + "00000011" + "1111";
    String b = "00000000" + "10101010" + "11111111" + "0000";

    List<DecisionTests.Line> lines =
        lines(List.of(record("a", 1, a), record("b", 1, b)), pair("a", "b", 8));

    assertThat(lines).hasSize(1);
    DecisionTests.Line line = lines.get(0);
    assertThat(line.samples()).isEqualTo(28);
    assertThat(line.all()).isEqualTo(McNemar.of(11, 6));
    assertThat(line.corrected()).isEqualTo(line.all().p());
    assertThat(line.windows()).isEqualTo(3);
    assertThat(line.firstBetter()).isEqualTo(1);
    assertThat(line.secondBetter()).isEqualTo(1);
    assertThat(DecisionTests.csv(lines).maps().get(0))
        .containsEntry("only_a_right", "11")
        .containsEntry("only_b_right", "6")
        .containsEntry("chi2", "")
        .containsEntry("test", "mcnemar-exact")
        .containsEntry("a_better", "0.3333333333")
        .containsEntry("windows", "3");
  }

  @Test
  void eachSeedByItselfWithHolmOverItsPairs() {
    String none = "0".repeat(8);
    List<DecisionTests.Line> lines =
        lines(
            List.of(
                record("a", 1, "11111111"),
                record("a", 2, "11111111"),
                record("b", 1, none),
                record("b", 3, none),
                record("c", 1, "00000011")),
            pair("a", "b", 500),
            pair("a", "c", 500));

    assertThat(lines).extracting(DecisionTests.Line::seed).containsExactly(1L, 1L);
    assertThat(lines.get(0).all().p()).isEqualTo(2 / 256.0, within(1e-12));
    assertThat(lines.get(0).corrected()).isEqualTo(4 / 256.0, within(1e-12));
    assertThat(lines.get(1).corrected()).isEqualTo(2 / 64.0, within(1e-12));
    assertThat(lines.get(0).windows()).isZero();
    assertThat(DecisionTests.csv(lines).maps().get(0)).containsEntry("a_better", "");
  }

  @Test
  void runsWithoutDecisionsOrOfAnotherLengthAreLeftOutAndTold() {
    RunRecord without = record("b", 1, "1");
    without.tree().remove("decisions");
    RunRecord damaged = record("d", 1, "1111");
    ((ObjectNode) damaged.tree().get("decisions")).put("right", "?");

    DecisionTests tests =
        tests(
            List.of(
                record("a", 1, "1111"),
                record("a", 2, "1111"),
                record("a", 3, "1111"),
                without,
                record("c", 1, "11111"),
                damaged),
            pair("a", "b", 2),
            pair("a", "c", 2),
            pair("a", "d", 2));
    assertThat(tests.lines()).isEmpty();
    assertThat(tests.isEmpty()).isFalse();
    assertThat(tests.left())
        .containsExactly(
            "Left out: a - b, seed 1: the record of 'b' has no decisions.",
            "Left out: a - b, seeds 2, 3: 'b' has no result.",
            "Left out: a - c, seed 1: 'a' has decisions of 4 samples and 'c' of 5.",
            "Left out: a - c, seeds 2, 3: 'c' has no result.",
            "Left out: a - d, seed 1: the field 'decisions' in the record of 'd' is damaged.",
            "Left out: a - d, seeds 2, 3: 'd' has no result.");
    assertThat(tests.sentences()).isEqualTo(tests.left());
  }

  /** Rows of a sweep of {@code dataset.shuffle}: the candidates have other samples. */
  @Test
  void runsOfOtherSamplesAreNotPaired() {
    RunRecord a = record("a", 1, "1111");
    RunRecord b = record("b", 1, "0000");
    a.tree().putObject("config").putObject("dataset").put("type", "toy").put("shuffle", 0);
    b.tree().putObject("config").putObject("dataset").put("type", "toy").put("shuffle", 100);

    assertThat(lines(List.of(a, b), pair("a", "b", 2))).isEmpty();
    assertThat(tests(List.of(a, b), pair("a", "b", 2)).left())
        .containsExactly(
            "Left out: a - b, seed 1: their data sets differ, so they were not tested on the same"
                + " samples.");

    ((ObjectNode) b.tree().at("/config/dataset")).put("shuffle", 0);
    assertThat(lines(List.of(a, b), pair("a", "b", 2))).hasSize(1);
  }

  @Test
  void theManifestOfATableKeepsThePairsAndTheRanks(@TempDir Path folder) {
    TableManifest.Experiment experiment =
        new TableManifest.Experiment(
            "e",
            "E",
            "",
            List.of(1L),
            Map.of("a", "a", "b", "b"),
            Map.of(),
            Map.of(),
            List.of(pair("a", "b", 100), new Comparison("a", "b")),
            List.of(),
            List.of(),
            "accuracy");
    TableManifest written =
        new TableManifest(List.of("e.yaml"), null, List.of(), null, null, List.of(experiment));

    written.write(folder);

    assertThat(TableManifest.read(folder)).contains(written);
  }

  @Test
  void aTableHasThemInPlaceOfTTests() {
    TableManifest.Experiment experiment =
        new TableManifest.Experiment(
            "e",
            "E",
            "",
            List.of(1L),
            Map.of("a", "a", "b", "b"),
            Map.of(),
            Map.of(),
            List.of(pair("a", "b", 4)),
            List.of(),
            List.of());
    Table table =
        Table.of(
            List.of(experiment),
            List.of(record("a", 1, "1".repeat(40)), record("b", 1, "10".repeat(20))));

    assertThat(table.comparisons()).isEmpty();
    assertThat(table.decisions().lines()).hasSize(1);
    assertThat(TextWriters.decisions(table))
        .containsExactly(
            List.of(
                "COMPARISON",
                "SAMPLES",
                "b",
                "c",
                "CHI2",
                "p",
                "p (HOLM)",
                "WINDOWS",
                "FIRST BETTER %",
                "SECOND BETTER %"),
            List.of(
                "a - b",
                "40",
                "20",
                "0",
                "exact",
                "< 0.0001",
                "< 0.0001",
                "10 of 4",
                "0.0",
                "0.0"));
    assertThat(TextWriters.markdown(table)).contains("| a - b ", DecisionTests.NOTE);
    assertThat(TextWriters.comparisons(table, 0))
        .startsWith("| comparison ")
        .contains(" chi2 ", "| a - b ")
        .doesNotContain("95 % interval")
        .endsWith("|\n\n" + DecisionTests.NOTE + ".\n");
  }
}
