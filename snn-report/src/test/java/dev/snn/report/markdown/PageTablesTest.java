package dev.snn.report.markdown;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.snn.api.plugin.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageTablesTest {
  @TempDir Path dir;
  private Path page;

  @BeforeEach
  void folder() throws IOException {
    Path records = Files.createDirectories(dir.resolve("out/records"));
    for (int seed = 1; seed <= 2; seed++) {
      for (String row : List.of("a", "b")) {
        double accuracy = row.equals("a") ? 0.9 + seed / 100.0 : 0.5;
        Files.writeString(
            records.resolve(row + seed + ".json"),
            """
            {"schema_version": 2, "experiment": "e", "row": "%s", "seed": %d, "status": "ok",
             "config_hash": "%s", "config": {},
             "metrics": [{"name": "accuracy", "unit": "fraction", "higher_is_better": true}],
             "epochs": [{"number": 1, "scores": {"test": {"accuracy": %s}}},
                        {"number": 2, "scores": {"test": {"accuracy": %s}}}],
             "final": {"number": 2, "scores": {"test": {"accuracy": %s}}},
             "environment": {"git_commit": "%s", "jdk": "17.0.15+6-Debian", "backend": "plain"}}
            """
                .formatted(
                    row,
                    seed,
                    row,
                    accuracy / 2,
                    accuracy,
                    accuracy,
                    row.equals("a") ? "0123456789abcdef" : "fedcba9876543210"));
      }
    }
    Files.writeString(
        dir.resolve("out/table.json"),
        """
        {"version": 1, "files": [], "settings": [], "experiments": [
          {"name": "e", "title": "T", "citation": "", "seeds": [1, 2], "rows": {"a": "a", "b": "b"},
           "compare": [{"a": "a", "b": "b", "margin": "NaN"}]}]}
        """);
    page = Files.createDirectories(dir.resolve("docs")).resolve("page.md");
  }

  private String renew(String text) {
    return new PageTables().renew(page, text);
  }

  @Test
  void aTableFollowsFromTheRecordsAndSaysWhereItIsFrom() {
    String page =
        """
        Before.
        <!-- table: ../out -->
        stale
        <!-- end -->
        After.
        """;
    String renewed = renew(page);
    assertThat(renewed)
        .isEqualTo(
            """
            Before.
            <!-- table: ../out -->
            | row |   n |   accuracy % |
            | --- | --: | -----------: |
            | a   |   2 | 91.50 ± 0.71 |
            | b   |   2 | 50.00 ± 0.00 |

            *Mean ± standard deviation of [out](../out): commits 0123456789ab, fedcba987654, JDK 17.0.15, backend plain.*
            <!-- end -->
            After.
            """);
    assertThat(renew(renewed)).isEqualTo(renewed);
  }

  @Test
  void rowsColumnsAndEpochsAreChosen() {
    assertThat(renew("<!-- table: ../out; rows: b; columns: accuracy, row -->\n<!-- end -->\n"))
        .contains("| b   |\n", "|   accuracy % | row |\n")
        .doesNotContain("| a ");
    assertThat(renew("<!-- comparisons: ../out -->\n<!-- end -->\n"))
        .contains("| a - b      | accuracy % |     2 |   2 |     +41.50 |");
    assertThat(renew("<!-- comparisons: ../out; epoch: 1 -->\n<!-- end -->\n"))
        .contains("| a - b      | accuracy % |     1 |   2 |     +20.75 |");
  }

  @Test
  void pagesWithoutTablesAndExamplesStayAsTheyAre() {
    String page = "```\n<!-- table: nowhere -->\n```\r\nno line end";
    assertThat(renew(page)).isEqualTo(page);
  }

  @Test
  void wrongPlacesAreNamed() {
    assertWrong("\n<!-- table: ../out -->\n", "page.md, line 2: the table needs its line");
    assertWrong("<!-- table: ../nowhere -->\n<!-- end -->\n", "line 1: there is no folder");
    assertWrong("<!-- table: ../out; row: a -->\n<!-- end -->\n", "Did you mean 'rows'?");
    assertWrong("<!-- table: ../out; rows: c -->\n<!-- end -->\n", "no row 'c'");
    assertWrong("<!-- comparisons: ../out; epoch: x -->\n<!-- end -->\n", "whole number");
  }

  private void assertWrong(String text, String sentence) {
    assertThatThrownBy(() -> renew(text))
        .isInstanceOf(UserError.class)
        .hasMessageContaining(sentence);
  }
}
