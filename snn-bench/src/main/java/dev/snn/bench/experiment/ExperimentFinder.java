package dev.snn.bench.experiment;

import dev.snn.api.plugin.UserError;
import dev.snn.engine.error.Hint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Finds experiment files by name: {@code experiments/NAME.yaml}, else the only {@code
 * experiments/*\/NAME.yaml}, else all files of the folder {@code experiments/NAME/}, else a path.
 */
public final class ExperimentFinder {
  private final List<Path> roots;

  /** A finder that looks into these folders in order. */
  public ExperimentFinder(List<Path> roots) {
    this.roots = roots;
  }

  /** The files that a name stands for. */
  public List<Path> find(String name) {
    for (Path root : roots) {
      List<Path> files = find(root, name);
      if (!files.isEmpty()) {
        return files;
      }
    }
    Path path = Path.of(name);
    if (Files.isRegularFile(path)) {
      return List.of(path);
    }
    if (Files.isDirectory(path)) {
      List<Path> files = yamlFiles(path);
      if (!files.isEmpty()) {
        return files;
      }
    }
    List<String> names = names();
    throw new UserError(
        "no experiment named '%s'.%s Available: %s, or the path of a file."
            .formatted(name, Hint.didYouMean(name, names), names));
  }

  private static List<Path> find(Path root, String name) {
    if (!Files.isDirectory(root) || name.isBlank() || name.contains("..")) {
      return List.of();
    }
    Path file = root.resolve(name + ".yaml");
    if (Files.isRegularFile(file)) {
      return List.of(file);
    }
    List<Path> below = new ArrayList<>();
    for (Path folder : children(root)) {
      Path candidate = folder.resolve(name + ".yaml");
      if (Files.isRegularFile(candidate)) {
        below.add(candidate);
      }
    }
    if (below.size() > 1) {
      throw new UserError(
          "there are several experiments named '%s': %s. Give a path."
              .formatted(name, below.stream().map(p -> root.relativize(p).toString()).toList()));
    }
    return below.isEmpty() ? yamlFiles(root.resolve(name)) : below;
  }

  /** Names of all experiments. */
  public List<String> names() {
    List<String> names = new ArrayList<>();
    for (Path root : roots) {
      List<Path> folders = new ArrayList<>(children(root));
      folders.add(root);
      for (Path folder : folders) {
        for (Path file : yamlFiles(folder)) {
          String name = file.getFileName().toString().replaceFirst("\\.yaml$", "");
          if (!names.contains(name)) {
            names.add(name);
          }
        }
      }
    }
    return names.stream().sorted().toList();
  }

  private static List<Path> children(Path folder) {
    return list(folder).stream().filter(Files::isDirectory).toList();
  }

  private static List<Path> yamlFiles(Path folder) {
    return list(folder).stream()
        .filter(p -> p.toString().endsWith(".yaml") && Files.isRegularFile(p))
        .toList();
  }

  private static List<Path> list(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.sorted().toList();
    } catch (IOException e) {
      throw new UserError("cannot read the folder " + folder + ".", e);
    }
  }
}
