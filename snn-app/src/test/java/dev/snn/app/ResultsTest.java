package dev.snn.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ResultsTest {
  private static final String RECORD =
      """
      {"schema_version": 1, "experiment": "e", "row": "rate", "seed": 1, "status": "ok",
       "config_hash": "h", "config": {"loss": {"beta": 0.5}}, "dataset": {"name": "d"},
       "final": {"number": 1, "scores": {"test": {"accuracy": 0.875}}}, "epochs": [],
       "environment": {}, "timing": {}}
      """;

  @TempDir Path dir;

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          results-missing-folder     | results --in {dir}/nowhere
          results-without-records    | results --in {dir}/empty
          results-two-words          | results SELECT 1 --in {dir}
          results-csv-alone          | results --csv --in {dir}
          results-delete             | results DELETE --in {dir}
          """)
  void mistakes(String name, String line) throws IOException {
    Golden.file(dir, "a/records/e--rate--seed-1.json", RECORD);
    Files.createDirectories(dir.resolve("empty"));

    Golden.error(dir, name, line.strip().replace("{dir}", dir.toString()).split(" "));
  }

  @Test
  void aQuestionIsAnsweredAsColumnsOrCsv() throws IOException {
    Golden.file(dir, "a/records/e--rate--seed-1.json", RECORD);
    String sql = "SELECT row, seed, accuracy, spikes, 1e20 AS big, 2.0 AS two FROM runs";

    Snn.Result columns = Snn.run(dir, "results", sql, "--in", dir.toString());
    Snn.Result csv = Snn.run(dir, "results", "--csv", "--in", dir.toString(), sql, "--quiet");

    assertThat(columns.out())
        .isEqualTo(
            """
            row   seed  accuracy  spikes  big          two
            rate  1     0.875000          1.00000e+20  2.0
            """);
    assertThat(columns.err()).isEqualTo("snn: 1 line\n");
    assertThat(csv.out()).isEqualTo("row,seed,accuracy,spikes,big,two\nrate,1,0.875,,1.0E20,2.0\n");
    assertThat(csv.err()).isEmpty();
  }

  @Test
  void foldersMayBeInEachOther() throws IOException {
    Golden.file(dir, "a/records/e--rate--seed-1.json", RECORD);
    String sql = "SELECT count(*) AS n FROM runs";
    String all = dir.toString();

    for (String inner : List.of("/a", "/a/records", "/.")) {
      Snn.Result result = Snn.run(dir, "results", sql, "--in", all, "--in", all + inner);
      assertThat(result.code()).as(result.err()).isZero();
      assertThat(result.out()).isEqualTo("n\n1\n");
    }
    assertThat(Snn.run(dir, "results", sql, "--in", all + "/a/records").out()).isEqualTo("n\n1\n");
  }

  @Test
  void withoutAQuestionTheTablesAreShown() throws IOException {
    Golden.file(dir, "a/records/e--rate--seed-1.json", RECORD);

    Snn.Result result = Snn.run(dir, "results", "--in", dir.toString());

    assertThat(result.code()).isZero();
    assertThat(result.out())
        .contains(
            "runs (1 lines): one line per record, with the scores at its end\n  run folder record",
            "edited accuracy\n",
            "config (1 lines): one line per configuration and option, its key with dots\n"
                + "  config_hash key value\n",
            "GROUP BY dataset, value\"");
  }
}
