package dev.snn.bench.experiment;

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

class ExperimentFinderTest {
  @TempDir Path root;
  private ExperimentFinder finder;

  @BeforeEach
  void files() throws IOException {
    for (String file :
        List.of("top.yaml", "a/one.yaml", "a/two.yaml", "b/two.yaml", "b/top.yaml")) {
      Files.createDirectories(root.resolve(file).getParent());
      Files.writeString(root.resolve(file), "");
    }
    finder = new ExperimentFinder(List.of(root.resolve("nowhere"), root));
  }

  @Test
  void aFileOfTheRootComesFirst() {
    assertThat(finder.find("top")).containsExactly(root.resolve("top.yaml"));
  }

  @Test
  void thenTheOnlyFileOfAFolder() {
    assertThat(finder.find("one")).containsExactly(root.resolve("a/one.yaml"));
    assertThat(finder.find("a/two")).containsExactly(root.resolve("a/two.yaml"));
  }

  @Test
  void thenAllFilesOfAFolder() {
    assertThat(finder.find("a"))
        .containsExactly(root.resolve("a/one.yaml"), root.resolve("a/two.yaml"));
  }

  @Test
  void thenAPath() {
    Path file = root.resolve("b/two.yaml");
    assertThat(finder.find(file.toString())).containsExactly(file);
    assertThat(finder.find(root.resolve("b").toString())).hasSize(2);
  }

  @Test
  void severalFilesOfOneName() {
    assertThatThrownBy(() -> finder.find("two"))
        .isInstanceOf(UserError.class)
        .hasMessage(
            "there are several experiments named 'two': [a/two.yaml, b/two.yaml]. Give a path.");
  }

  @Test
  void nothing() {
    assertThatThrownBy(() -> finder.find("onw"))
        .isInstanceOf(UserError.class)
        .hasMessage(
            "no experiment named 'onw'. Did you mean 'one'? Available: [one, top, two], or the path"
                + " of a file.");
  }
}
