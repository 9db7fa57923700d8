package dev.snn.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tables of README and docs are what the records that are checked in give. */
class DocTablesTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  @TempDir Path dir;

  @Test
  void readmeAndDocsSayWhatTheirRecordsGive() {
    Snn.Result result =
        Snn.run(
            dir,
            "docs",
            "--check",
            ROOT.resolve("README.md").toString(),
            ROOT.resolve("docs").toString());

    assertThat(result.out()).as("mend it with: ./snn docs README.md docs").isEmpty();
    assertThat(result.code()).as(result.err()).isZero();
  }

  @Test
  void aStalePageIsToldAndWrittenAnew() throws IOException {
    String quoted =
        "<!-- table: "
            + ROOT.resolve("experiments/mnist/reference/decoders-quick")
            + "; rows: rate; columns: row, n -->\n";
    Path page = Files.writeString(dir.resolve("page.md"), quoted + "stale\n<!-- end -->\n");

    Snn.Result check = Snn.run(dir, "docs", "--check", page.toString());
    assertThat(check.code()).isEqualTo(3);
    assertThat(check.out()).contains("page.md is not what its records give");
    assertThat(Files.readString(page)).contains("stale");

    assertThat(Snn.run(dir, "docs", page.toString()).code()).isZero();
    assertThat(Files.readString(page)).contains("| rate |   3 |").doesNotContain("stale");
    assertThat(Snn.run(dir, "docs", "--check", dir.toString()).code()).isZero();
  }

  @Test
  void mistakes() throws IOException {
    Golden.error(dir, "docs-missing-page", "docs", dir.resolve("nowhere.md").toString());
    Path page = Golden.file(dir, "p.md", "<!-- table: nowhere -->", "<!-- end -->");
    Golden.error(dir, "docs-missing-folder", "docs", page.toString());
    List<String> tex = List.of("report", dir.toString(), "--columns", "row");
    Golden.error(dir, "report-columns-without-tex", tex.toArray(String[]::new));
    Golden.error(dir, "plot-bad-size", "plot", "pareto", dir.toString(), "--size", "wide");
    Golden.error(dir, "plot-bad-log", "plot", "pareto", dir.toString(), "--log", "z");
  }
}
