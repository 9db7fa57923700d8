package dev.snn.engine.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SearchPathTest {
  private static final Path HOME = Path.of("home");

  @Test
  void theOptionThenTheVariableThenTheCache() {
    SearchPath path =
        SearchPath.of(
            Optional.of(Path.of("given")),
            Map.of("SNN_DATA_HOME", "variable", "XDG_DATA_DIRS", "none"),
            HOME);
    assertThat(path.folders())
        .containsExactly(
            Path.of("given"), Path.of("variable"), HOME.resolve(".cache").resolve("snn"));
    assertThat(path.cache()).isEqualTo(HOME.resolve(".cache").resolve("snn"));
  }

  @Test
  void theCacheFollowsItsVariable() {
    SearchPath path =
        SearchPath.of(
            Optional.empty(), Map.of("XDG_CACHE_HOME", "caches", "XDG_DATA_DIRS", "none"), HOME);
    assertThat(path.folders()).containsExactly(Path.of("caches", "snn"));
  }

  @Test
  void theFoldersOfTheSystemComeLast(@TempDir Path share) throws IOException {
    Path datasets = Files.createDirectory(share.resolve("datasets"));
    String dirs = String.join(File.pathSeparator, share.resolve("other").toString(), share + "");
    SearchPath path =
        SearchPath.of(
            Optional.empty(), Map.of("XDG_CACHE_HOME", "caches", "XDG_DATA_DIRS", dirs), HOME);
    assertThat(path.folders()).containsExactly(Path.of("caches", "snn"), datasets);
    assertThat(path.cache()).isEqualTo(Path.of("caches", "snn"));
  }
}
