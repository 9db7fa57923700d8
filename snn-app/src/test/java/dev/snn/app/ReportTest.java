package dev.snn.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportTest {
  private static final String EMPTY = "{\"files\": [], \"settings\": [], \"experiments\": []}";

  @TempDir Path dir;

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          report-without-folder      | report
          report-missing-folder      | report {dir}/nowhere
          report-without-table       | report {dir}
          report-onto-a-folder       | report {dir}/table --out {dir}
          report-of-another-table    | report {dir}/other
          """)
  void mistakes(String name, String line) throws IOException {
    Golden.file(dir, "table/table.json", EMPTY);
    Golden.file(dir, "other/table.csv", "a,b", "1,2");

    Golden.error(dir, name, line.strip().replace("{dir}", dir.toString()).split(" "));
  }

  @Test
  void aTableLeavesAReportUnlessItIsNotWanted() throws IOException {
    Path out = dir.resolve("out");

    Snn.Result without = Snn.run(dir, "table", "single", "--no-report", "--out", out.toString());
    assertThat(out.resolve("table.csv")).isNotEmptyFile();
    assertThat(out.resolve("report.html")).doesNotExist();
    assertThat(without.err()).doesNotContain("report");
    Snn.Result report = Snn.run(dir, "report", out.toString());
    final String html = Files.readString(out.resolve("report.html"));
    Files.delete(out.resolve("report.html"));
    Snn.Result resumed =
        Snn.run(dir, "table", "single", "--quiet", "--resume", "--out", out.toString());

    assertThat(report.code()).as(report.err()).isZero();
    assertThat(report.out()).isEmpty();
    assertThat(report.err()).isEqualTo("snn: report in " + out.resolve("report.html") + "\n");
    assertThat(resumed.err()).isEmpty();
    assertThat(out.resolve("report.html")).content().isEqualTo(html);
    assertThat(html)
        .contains("One row", "./snn table experiments/some/single.yaml --backend ")
        .doesNotContain(dir.toString());
  }

  @Test
  void aReportMayStandElsewhere() throws IOException {
    Path folder = Golden.file(dir, "t/table.json", EMPTY).getParent();
    Path file = dir.resolve("new/place.html");

    Snn.Result result =
        Snn.run(dir, "report", folder.toString(), "--quiet", "--out", file.toString());

    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.err()).isEmpty();
    assertThat(file).content().startsWith("<!DOCTYPE html>");
    assertThat(folder.resolve("report.html")).doesNotExist();
  }
}
