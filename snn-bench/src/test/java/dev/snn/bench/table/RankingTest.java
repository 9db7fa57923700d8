package dev.snn.bench.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.bench.table.TableManifest.Experiment;
import dev.snn.engine.record.RunRecord;
import dev.snn.engine.tree.Trees;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RankingTest {
  private static final String TEST_SCORES = "/final/scores/test";

  private final List<Experiment> experiments = new ArrayList<>();
  private final List<RunRecord> records = new ArrayList<>();

  /** Rows as {@code "a 0.5 0.6"}: a score for each seed, or the word of a status. */
  private void stream(String name, String ranks, String... rows) {
    Map<String, String> hashes = new LinkedHashMap<>();
    for (String row : rows) {
      String[] words = row.split(" ");
      hashes.put(words[0], words[0]);
      for (int seed = 1; seed < words.length; seed++) {
        records.add(record(name, words[0], seed, words[seed]));
      }
    }
    experiments.add(
        new Experiment(
            name,
            name,
            "",
            List.of(1L, 2L),
            hashes,
            Map.of(),
            Map.of(),
            List.of(),
            List.of(),
            List.of(),
            ranks));
  }

  private static RunRecord record(String experiment, String row, long seed, String score) {
    ObjectNode tree = Trees.NODES.objectNode();
    boolean ok = score.startsWith("0");
    tree.put("experiment", experiment).put("row", row).put("seed", seed);
    tree.put("config_hash", row).put("status", ok ? "ok" : score);
    tree.putObject("dataset").put("name", experiment);
    tree.putArray("metrics")
        .addObject()
        .put("name", "error")
        .put("unit", "fraction")
        .put("higher_is_better", false);
    if (ok) {
      ObjectNode test = tree.putObject("final").putObject("scores").putObject("test");
      test.put("error", Double.parseDouble(score));
    }
    return new RunRecord(tree);
  }

  private List<Ranking> rankings() {
    return Table.of(experiments, records).rankings();
  }

  @Test
  void theMeanOverTheSeedsIsRankedInEachStreamLessErrorFirst() {
    // The means of a, b and c are 0.15 0.2 0.3, 0.1 0.4 0.2 and 0.2 0.2 0.3.
    stream("one", "error", "a 0.1 0.2", "b 0.3 0.1", "c 0.3 0.3");
    stream("two", "error", "a 0.1 0.1", "b 0.4 0.4", "c 0.2 0.2");
    stream("three", "error", "c 0.3 0.3", "b 0.2 0.2", "a 0.2 0.2");

    Ranking ranking = rankings().get(0);

    assertThat(rankings()).hasSize(1);
    assertThat(ranking.ordered()).containsExactly("a", "b", "c");
    assertThat(ranking.averages())
        .containsExactly(new double[] {3.5 / 3, 6.5 / 3, 8.0 / 3}, within(1e-12));
    assertThat(ranking.title())
        .isEqualTo("Ranks of 3 rows by error over 3 experiments, 1 is the best: one, two, three");
    // CD = 2.3437 sqrt(12 / 18) = 1.91, above the largest difference of 1.5.
    assertThat(ranking.sentences())
        .hasSize(3)
        .contains(
            "Nemenyi: average ranks that differ by 1.91 or more differ at the level 0.05.",
            "No difference seen from a to c.");
    assertThat(Ranking.csv(rankings()).maps().get(1))
        .containsEntry("row", "b")
        .containsEntry("average_rank", "2.166666667")
        .containsEntry("experiments", "3");
    assertThat(TextWriters.markdown(Table.of(experiments, records)))
        .contains("| row | average rank |", "Iman-Davenport");
  }

  @Test
  void whatIsMissingSomewhereIsLeftOutAndNamed() {
    stream("one", "error", "a 0.1 0.2", "b 0.3 0.1", "c 0.3 0.3", "d 0.1 0.1", "e 0.2 failed");
    stream("two", "error", "a 0.1 0.1", "b 0.4 0.4", "c 0.2 0.2", "e 0.1 0.1");
    stream("three", "error", "a skipped skipped", "b skipped skipped");
    stream("four", null, "x 0.1 0.1");

    Ranking ranking = rankings().get(0);

    assertThat(ranking.rows()).containsExactly("a", "b", "c");
    assertThat(ranking.experiments()).containsExactly("one", "two");
    assertThat(ranking.left())
        .containsExactly(
            "three is left out: no row has error of all its seeds.",
            "Rows are left out that have no error of all their seeds in some experiment: d, e.");
    assertThat(ranking.sentences()).containsAll(ranking.left());
  }

  /** A measure that is not defined in each run, as kappa-m of a stream without errors. */
  @Test
  void aMeasureOfSomeSeedsOnlyIsNotRanked() {
    stream("one", "error", "a 0.1 0.2", "b 0.3 0.1", "c 0.3 0.3", "d 0.1 0.1");
    stream("two", "error", "a 0.1 0.1", "b 0.4 0.4", "c 0.2 0.2", "d 0.1 0.1");
    ObjectNode ofOneSeed = (ObjectNode) records.get(records.size() - 1).tree().at(TEST_SCORES);
    ofOneSeed.putNull("error");

    Ranking ranking = rankings().get(0);

    assertThat(ranking.rows()).containsExactly("a", "b", "c");
    assertThat(ranking.left())
        .containsExactly(
            "Rows are left out that have no error of all their seeds in some experiment: d.");
  }

  @Test
  void tooFewRowsOrStreamsAreSaid() {
    stream("one", "error", "a 0.1 0.2", "b 0.3 0.1");
    stream("two", "error", "a 0.1 0.1", "b 0.4 0.4", "c 0.2 0.2");
    Ranking ranking = rankings().get(0);
    assertThat(ranking.isThere()).isFalse();
    assertThat(ranking.sentences())
        .first()
        .isEqualTo(
            "Ranks by error need 2 experiments or more with 3 rows in common or more; there are 2"
                + " with 2.");
    assertThat(Ranking.csv(rankings()).lines()).isEmpty();
  }

  @Test
  void anExperimentAloneHasNoRanks() {
    stream("one", "error", "a 0.1 0.2", "b 0.3 0.1", "c 0.1 0.1");
    stream("two", null, "a 0.1 0.2", "b 0.3 0.1", "c 0.1 0.1");
    assertThat(rankings()).isEmpty();

    Table table = Table.of(experiments, records);
    assertThat(Ranking.of("error", List.of("one", "two"), table).isThere()).isTrue();
  }
}
