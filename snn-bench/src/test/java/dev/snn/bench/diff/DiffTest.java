package dev.snn.bench.diff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.api.plugin.UserError;
import dev.snn.bench.table.TableManifest;
import dev.snn.engine.record.RecordDiff;
import dev.snn.engine.record.RecordFiles;
import dev.snn.engine.record.RunRecord;
import dev.snn.engine.tree.Trees;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiffTest {
  @TempDir Path dir;

  private static RunRecord record(
      String row, int seed, int epochs, double accuracy, double loss, String jdk) {
    return new RunRecord(
        (ObjectNode)
            Trees.parse(
                """
                schema_version: 1
                experiment: e
                row: %s
                seed: %d
                status: ok
                config: {training: {epochs: %d, lr: null}, layers: [{size: 8}]}
                config_hash: h%d
                plugins: [{name: lif, jar: neurons.jar, sha256: "%s"}]
                dataset: {name: d, checksums: {a: "1"}}
                metrics: [{name: accuracy, unit: fraction, higher_is_better: true}]
                parameters: 42
                final: {readout_spikes: 2.5, scores: {test: {accuracy: %s, bits: %s},
                        validation: {accuracy: 0.5}}}
                environment: {jdk: "%s", os: Linux}
                timing: {seconds_per_epoch: 1.5, runs_at_a_time: 1}
                """
                    .formatted(row, seed, epochs, epochs, jdk, accuracy, loss, jdk),
                "record"));
  }

  @Test
  void rowsWithSharedSeedsArePaired() {
    Diff diff =
        Diff.ofTables(
            List.of(
                record("vib", 1, 3, 0.5, 1, "17"),
                record("vib", 2, 3, 0.6, 1, "17"),
                record("vib", 3, 3, 0.7, 1, "17"),
                record("old", 1, 3, 0.5, 1, "17")),
            List.of(
                record("vib", 1, 4, 0.6, 1, "17"),
                record("vib", 2, 4, 0.8, 1, "17"),
                record("vib", 9, 4, 0.1, 1, "21"),
                record("new", 1, 3, 0.5, 1, "21")));

    assertThat(diff.onlyA()).containsExactly("old");
    assertThat(diff.onlyB()).containsExactly("new");
    assertThat(diff.rows()).hasSize(1);
    RowDiff row = diff.rows().get(0);
    assertThat(row.config()).containsExactly(new RecordDiff.Line("training.epochs", "3", "4"));
    assertThat(row.outcomes())
        .extracting(Contrast::name)
        .containsExactly("accuracy", "bits", "spikes/example", "parameters", "s/epoch");
    Contrast accuracy = row.outcomes().get(0);
    assertThat(accuracy.unit()).isEqualTo("fraction");
    // Means of seeds 1 and 2, the ones that both have.
    assertThat(accuracy.a().n()).isEqualTo(2);
    assertThat(accuracy.a().mean()).isCloseTo(0.55, within(1e-12));
    assertThat(accuracy.b().n()).isEqualTo(2);
    assertThat(accuracy.b().mean()).isCloseTo(0.7, within(1e-12));
    // Seeds 1 and 2: differences 0.1 and 0.2, mean 0.15, deviation 0.0707, error 0.05, t = 3 with
    // one degree of freedom: p = 1 - 2 atan(3) / pi = 0.20483; the interval is +- 12.706 x 0.05.
    assertThat(accuracy.test()).isEqualTo("paired-t");
    assertThat(accuracy.difference()).isCloseTo(0.15, within(1e-12));
    assertThat(accuracy.p()).isCloseTo(0.2048327646991, within(1e-9));
    assertThat(accuracy.low()).isCloseTo(0.15 - 0.6353102, within(1e-6));
    assertThat(accuracy.high()).isCloseTo(0.15 + 0.6353102, within(1e-6));
    assertThat(row.statusA()).isEqualTo("3 ok");
    assertThat(diff.environment())
        .containsExactly(
            new RecordDiff.Line("jar neurons.jar", "17", "17, 21"),
            new RecordDiff.Line("jdk", "17", "17, 21"));
  }

  @Test
  void rowsWithoutSharedSeedsAreNot() {
    Diff diff =
        Diff.ofTables(
            List.of(
                record("vib", 1, 3, 0.5, 1, "17"),
                record("vib", 2, 3, 0.6, 1, "17"),
                record("vib", 3, 3, 0.7, 1, "17")),
            List.of(record("vib", 4, 3, 0.9, 1, "17"), record("vib", 5, 3, 0.7, 1, "17")));

    Contrast accuracy = diff.rows().get(0).outcomes().get(0);
    // Means 0.6 and 0.8; squared errors 0.01 / 3 and 0.02 / 2; t = 0.2 / sqrt(0.0133333) =
    // 1.7320508;
    // degrees of freedom 0.0133333^2 / (0.0033333^2 / 2 + 0.01^2 / 1) = 1.684211.
    assertThat(accuracy.test()).isEqualTo("welch-t");
    assertThat(accuracy.difference()).isCloseTo(0.2, within(1e-12));
    assertThat(accuracy.p()).isCloseTo(0.248188538, within(1e-6));
    assertThat(accuracy.low()).isCloseTo(-0.397699745, within(1e-6));
    assertThat(accuracy.high()).isCloseTo(0.797699745, within(1e-6));
    assertThat(diff.rows().get(0).config()).isEmpty();
    assertThat(diff.environment()).isEmpty();
  }

  private Path folder(String name, RunRecord... records) {
    for (RunRecord record : records) {
      RecordFiles.write(dir.resolve(name), record);
    }
    return dir.resolve(name);
  }

  private static TableManifest manifest(String hash, Long... seeds) {
    return new TableManifest(
        List.of("e.yaml"),
        null,
        List.of(),
        null,
        null,
        List.of(new TableManifest.Experiment("e", "T", "", List.of(seeds), Map.of("vib", hash))));
  }

  @Test
  void recordsOfAnotherConfigurationAreNotOfTheTable() {
    Path a =
        folder(
            "a",
            record("vib", 1, 3, 0.5, 1, "17"),
            record("vib", 2, 3, 0.7, 1, "17"),
            record("vib", 3, 9, 0.1, 1, "17"),
            record("old", 1, 9, 0.1, 1, "17"));
    manifest("h3", 1L, 2L, 3L).write(a);
    Path b = folder("b", record("vib", 5, 4, 0.9, 1, "17"));

    Diff diff = Diff.of(a, b);

    assertThat(diff.a()).extracting(r -> r.id().seed()).containsExactly(1L, 2L);
    assertThat(diff.onlyA()).isEmpty();
    assertThat(diff.rows().get(0).config())
        .containsExactly(new RecordDiff.Line("training.epochs", "3", "4"));
    assertThat(diff.rows().get(0).outcomes().get(0).a().mean()).isCloseTo(0.6, within(1e-12));
  }

  @Test
  void withoutATableRowsOfSeveralConfigurationsAreRefused() {
    Path a = folder("a", record("vib", 1, 3, 0.5, 1, "17"), record("vib", 2, 4, 0.5, 1, "17"));

    assertThatThrownBy(() -> Diff.of(a, a))
        .isInstanceOf(UserError.class)
        .hasMessage(
            "%s holds records of several configurations of row 'vib', and no table.json that says"
                + " which are meant. Compare single records, or finish the table with 'snn table"
                + " --resume'.",
            a);
  }

  @Test
  void aTableWithoutRecordsOfItsConfiguration() {
    Path a = folder("a", record("vib", 1, 3, 0.5, 1, "17"));
    manifest("h4", 1L).write(a);

    assertThatThrownBy(() -> Diff.of(a, a))
        .isInstanceOf(UserError.class)
        .hasMessage(
            "no record in %s is of the configurations in table.json. Finish the table with 'snn"
                + " table --resume'.",
            a.resolve("records"));
  }

  @Test
  void twoRecordsHaveDifferencesWithoutATest() {
    Diff diff =
        Diff.ofRecords(record("vib", 1, 3, 0.5, 2, "17"), record("rate", 7, 3, 0.75, 1, "17"));

    assertThat(diff.rows()).extracting(RowDiff::row).containsExactly("vib -> rate");
    assertThat(diff.rows().get(0).outcomes())
        .extracting(Contrast::name, Contrast::difference, Contrast::test)
        .contains(
            tuple("accuracy", 0.25, ""),
            tuple("bits", -1.0, ""),
            tuple("accuracy (validation)", 0.0, ""));
  }
}
