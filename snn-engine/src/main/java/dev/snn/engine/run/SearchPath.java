package dev.snn.engine.run;

import dev.snn.api.plugin.DataHome;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Data homes in order: the one given, {@code SNN_DATA_HOME}, the cache, and the folders {@code
 * datasets} of the system, where its packages put data sets. What a data set bundles comes last and
 * is its own business.
 */
public record SearchPath(List<Path> folders, Path cache) implements DataHome {
  private static final String DEFAULT_DIRS =
      String.join(File.pathSeparator, "/usr/local/share", "/usr/share");

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
    folders.addAll(ofSystem(environment.get("XDG_DATA_DIRS")));
    return new SearchPath(List.copyOf(folders), cache);
  }

  /** Those folders {@code datasets} that there are, below the system's folders for data. */
  private static List<Path> ofSystem(String dirs) {
    List<Path> folders = new ArrayList<>();
    String all = dirs == null || dirs.isBlank() ? DEFAULT_DIRS : dirs;
    for (String dir : all.split(File.pathSeparator)) {
      Path folder = Path.of(dir, "datasets");
      if (!dir.isBlank() && Files.isDirectory(folder)) {
        folders.add(folder);
      }
    }
    return folders;
  }
}
