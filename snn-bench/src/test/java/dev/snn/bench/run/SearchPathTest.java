package dev.snn.bench.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SearchPathTest {
  private static final Path HOME = Path.of("home");

  @Test
  void theOptionThenTheVariableThenTheCache() {
    SearchPath path =
        SearchPath.of(Optional.of(Path.of("given")), Map.of("SNN_DATA_HOME", "variable"), HOME);
    assertThat(path.folders())
        .containsExactly(
            Path.of("given"), Path.of("variable"), HOME.resolve(".cache").resolve("snn"));
    assertThat(path.cache()).isEqualTo(HOME.resolve(".cache").resolve("snn"));
  }

  @Test
  void theCacheFollowsItsVariable() {
    SearchPath path = SearchPath.of(Optional.empty(), Map.of("XDG_CACHE_HOME", "caches"), HOME);
    assertThat(path.folders()).containsExactly(Path.of("caches", "snn"));
  }
}
