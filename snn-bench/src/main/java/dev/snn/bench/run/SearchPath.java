package dev.snn.bench.run;

import dev.snn.api.plugin.DataHome;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Data homes in order: the one given, {@code SNN_DATA_HOME}, the cache. What a data set bundles
 * comes last and is its own business.
 */
public record SearchPath(List<Path> folders, Path cache) implements DataHome {

  /**
   * The order for these surroundings.
   *
   * @param given by option
   * @param environment variables
   * @param home of the user
   */
  public static SearchPath of(Optional<Path> given, Map<String, String> environment, Path home) {
    List<Path> folders = new ArrayList<>();
    given.ifPresent(folders::add);
    String variable = environment.get("SNN_DATA_HOME");
    if (variable != null && !variable.isBlank()) {
      folders.add(Path.of(variable));
    }
    String xdg = environment.get("XDG_CACHE_HOME");
    Path caches = xdg == null || xdg.isBlank() ? home.resolve(".cache") : Path.of(xdg);
    Path cache = caches.resolve("snn");
    folders.add(cache);
    return new SearchPath(List.copyOf(folders), cache);
  }
}
