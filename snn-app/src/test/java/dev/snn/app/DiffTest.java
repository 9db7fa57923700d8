package dev.snn.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiffTest {
  @TempDir Path dir;

  private Path record(String folder, String row, int seed, int epochs, double accuracy)
      throws IOException {
    return Golden.file(
        dir,
        "%s/records/e--%s--seed-%d.json".formatted(folder, row, seed),
        """
        {"schema_version": 1, "experiment": "e", "row": "%s", "seed": %d, "status": "ok",
         "config_hash": "h", "config": {"training": {"epochs": %d}, "decoder": "%s"},
         "dataset": {"name": "d"},
         "metrics": [{"name": "accuracy", "unit": "fraction", "higher_is_better": true}],
         "parameters": 42, "final": {"number": 1, "readout_spikes": %d,
           "scores": {"test": {"accuracy": %s}}}, "epochs": [],
         "environment": {"jdk": "%s"}, "timing": {}}
        """
            .formatted(row, seed, epochs, row, epochs, accuracy, folder));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          diff-one-word              | diff {dir}
          diff-missing               | diff {dir}/nowhere {dir}/a/records/e--rate--seed-1.json
          diff-file-and-folder       | diff {dir}/a {dir}/a/records/e--rate--seed-1.json
          diff-without-records       | diff {dir}/a {dir}
          diff-no-record             | diff {dir}/notes.json {dir}/notes.json
          """)
  void mistakes(String name, String line) throws IOException {
    record("a", "rate", 1, 3, 0.5);
    Golden.file(dir, "notes.json", "{}");

    Golden.error(dir, name, line.strip().replace("{dir}", dir.toString()).split(" "));
  }

  @Test
  void twoTables() throws IOException {
    record("a", "rate", 1, 3, 0.5);
    record("a", "rate", 2, 3, 0.75);
    record("a", "vib", 1, 3, 0.5);
    record("a", "old", 1, 3, 0.5);
    record("b", "rate", 1, 4, 0.625);
    record("b", "rate", 2, 4, 0.875);
    record("b", "vib", 1, 4, 0.25);

    Snn.Result result =
        Snn.run(dir, "diff", dir.resolve("a").toString(), dir.resolve("b").toString());

    assertThat(result.code()).isZero();
    assertThat(result.err()).isEmpty();
    assertThat(result.out().replace(dir.toString(), "{dir}"))
        .isEqualTo(
            """
            A: {dir}/a (3 rows, 4 records)
            B: {dir}/b (2 rows, 3 records)
            only in A: old

            Configuration
              all rows
                training.epochs  3 -> 4

            Outcome
              ROW   NUMBER          A              B              B - A   95 % INTERVAL       p         TEST
              rate  accuracy %      62.50 ± 17.68  75.00 ± 17.68  +12.50  +12.50 to +12.50    < 0.0001  paired-t
              rate  spikes/example  3 ± 0          4 ± 0          +1      +1.0000 to +1.0000  < 0.0001  paired-t
              rate  parameters      42 ± 0         42 ± 0         0       +0.0000 to +0.0000  1.0000    paired-t
              vib   accuracy %      50.00          25.00          -25.00  -                   -         -
              vib   spikes/example  3              4              +1      -                   -         -
              vib   parameters      42             42             0       -                   -         -

            Machine and program
              jdk  a -> b
            """);
  }

  @Test
  void twoRecords() throws IOException {
    Path a = record("a", "rate", 1, 3, 0.5);
    Path b = record("a", "vib", 1, 3, 0.75);

    Snn.Result result = Snn.run(dir, "diff", a.toString(), b.toString());

    assertThat(result.out().lines().skip(2).toList())
        .containsExactly(
            "",
            "Configuration",
            "  decoder  \"rate\" -> \"vib\"",
            "",
            "Outcome",
            "  ROW          NUMBER          A      B      B - A",
            "  rate -> vib  accuracy %      50.00  75.00  +25.00",
            "  rate -> vib  spikes/example  3      3      0",
            "  rate -> vib  parameters      42     42     0",
            "",
            "Machine and program",
            "  none");
  }

  @Test
  void aRecordAndItselfDifferInNothing() throws IOException {
    String a = record("a", "rate", 1, 3, 0.5).toString();

    assertThat(Snn.run(dir, "diff", a, a).out())
        .contains("Configuration\n  none\n", "Machine and program\n  none\n");
  }
}
