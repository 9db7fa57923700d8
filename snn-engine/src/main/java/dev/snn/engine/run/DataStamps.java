package dev.snn.engine.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.snn.api.data.DatasetInfo;
import dev.snn.api.plugin.DataHome;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What tells that the files of a data set have changed: place, size and time of change of those
 * that its configuration names and of those it read, wherever they may be looked for. A file that
 * comes to stand where it is found first counts as a change, too.
 */
final class DataStamps {
  private final List<Path> places = new ArrayList<>();
  private final Set<String> texts = new TreeSet<>();

  /**
   * Of a configuration.
   *
   * @param config options of the data set, some of which may be files or folders
   */
  DataStamps(DataHome home, JsonNode config) {
    places.add(Path.of(""));
    places.addAll(home.folders());
    for (Map.Entry<String, JsonNode> option : config.properties()) {
      if (!option.getKey().equals("type")) {
        collect(option.getValue());
      }
    }
  }

  private void collect(JsonNode node) {
    if (node.isTextual()) {
      texts.add(node.asText());
    }
    node.forEach(this::collect);
  }

  /** The stamps of what the configuration names. */
  List<String> named() {
    return of(texts);
  }

  /** The stamps of these, and of the files that were read. */
  List<String> of(DatasetInfo info) {
    Set<String> all = new TreeSet<>(texts);
    all.addAll(info.checksums().keySet());
    return of(all);
  }

  private List<String> of(Collection<String> names) {
    List<String> stamps = new ArrayList<>();
    for (String name : names) {
      for (Path place : places) {
        try {
          if (!name.isBlank()) {
            add(place.resolve(name), stamps);
          }
        } catch (InvalidPathException e) {
          // No option that names a file.
        }
      }
    }
    return stamps;
  }

  private static void add(Path path, List<String> stamps) {
    if (Files.isRegularFile(path)) {
      try {
        stamps.add(stamp(path, Files.readAttributes(path, BasicFileAttributes.class)));
      } catch (IOException e) {
        stamps.add(path + "|gone");
      }
    } else if (Files.isDirectory(path)) {
      addFolder(path, stamps);
    }
  }

  private static void addFolder(Path folder, List<String> stamps) {
    Set<String> files = new TreeSet<>();
    try {
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              files.add(stamp(file, attributes));
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
              files.add(file + "|unreadable");
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      files.add(folder + "|unreadable");
    }
    stamps.addAll(files);
  }

  private static String stamp(Path file, BasicFileAttributes found) {
    return "%s|%d|%s|%s"
        .formatted(file.toAbsolutePath(), found.size(), found.lastModifiedTime(), found.fileKey());
  }
}
