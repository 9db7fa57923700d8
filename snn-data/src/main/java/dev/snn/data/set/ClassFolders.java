package dev.snn.data.set;

import dev.snn.api.data.BadDataException;
import dev.snn.data.file.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Examples in a sub-folder per class. Nothing is passed over in silence: a class without examples,
 * an example a folder deeper and a link to nowhere are errors, other files are counted in a note.
 */
final class ClassFolders {
  /** How deep examples are looked for that lie too deep. */
  private static final int DEPTH = 6;

  private final Path folder;
  private final String what;
  private final Predicate<Path> isExample;
  private final List<String> passedOver = new ArrayList<>();

  /**
   * @param folder that names are relative to
   * @param what examples are called, in the plural
   * @param isExample whether a regular file is an example
   */
  ClassFolders(Path folder, String what, Predicate<Path> isExample) {
    this.folder = folder;
    this.what = what;
    this.isExample = isExample;
  }

  /** The folders in a folder, ordered by name; hidden ones are left out. */
  static List<Path> inside(Path folder) {
    return list(folder).stream().filter(Files::isDirectory).toList();
  }

  /**
   * The examples of all classes, ordered by class and name; none where there are no classes.
   *
   * @param part the folder of the classes
   */
  List<EventListing.Item> items(Path part) {
    List<EventListing.Item> items = new ArrayList<>();
    for (Path inner : list(part)) {
      if (Files.isDirectory(inner)) {
        items.addAll(ofClass(inner));
      } else {
        passOver(inner);
      }
    }
    return items;
  }

  /** What was passed over, in a sentence; empty where nothing was. */
  List<String> notes() {
    if (passedOver.isEmpty()) {
      return List.of();
    }
    int n = passedOver.size();
    return List.of(
        "%d other %s among the %s %s left out: %s"
            .formatted(
                n, n == 1 ? "file" : "files", what, n == 1 ? "was" : "were", some(passedOver)));
  }

  /** The first ones by name, and how many more. */
  static String some(List<String> names) {
    int shown = Math.min(3, names.size());
    String first = String.join(", ", names.subList(0, shown));
    return names.size() > shown ? first + ", and " + (names.size() - shown) + " more" : first;
  }

  private List<EventListing.Item> ofClass(Path inner) {
    List<EventListing.Item> items = new ArrayList<>();
    int others = 0;
    for (Path file : list(inner)) {
      if (Files.isDirectory(file)) {
        refuseDeeper(inner, file);
        others++;
      } else if (isRegular(file) && isExample.test(file)) {
        items.add(new EventListing.Item(name(file), inner.getFileName().toString()));
      } else {
        passOver(file);
        others++;
      }
    }
    if (items.isEmpty()) {
      throw new BadDataException(
          "%s, the folder of a class, holds no %s%s; put some there or remove it."
              .formatted(inner, what, others == 0 ? "" : " (" + others + " other files)"));
    }
    return items;
  }

  private void refuseDeeper(Path inner, Path deeper) {
    try (Stream<Path> files = Files.walk(deeper, DEPTH)) {
      files
          .filter(file -> !hidden(file) && Files.isRegularFile(file) && isExample.test(file))
          .findFirst()
          .ifPresent(
              file -> {
                throw new BadDataException(
                    "%s lies deeper than the folder of its class, %s; put %s right into it, or name them in a list."
                        .formatted(file, inner, what));
              });
    } catch (IOException | java.io.UncheckedIOException e) {
      throw unlistable(deeper, e);
    }
    passOver(deeper);
  }

  private void passOver(Path file) {
    Source.requireRegularOrFolder(file);
    passedOver.add(name(file));
  }

  private static boolean isRegular(Path file) {
    Source.requireRegularOrFolder(file);
    return Files.isRegularFile(file);
  }

  private String name(Path file) {
    return folder.relativize(file).toString().replace('\\', '/');
  }

  private static boolean hidden(Path path) {
    return path.getFileName().toString().startsWith(".");
  }

  private static List<Path> list(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(path -> !hidden(path)).sorted().toList();
    } catch (IOException e) {
      throw unlistable(folder, e);
    }
  }

  private static BadDataException unlistable(Path folder, Exception e) {
    return new BadDataException(
        "%s cannot be listed (%s); check its permissions."
            .formatted(folder, e.getClass().getSimpleName()));
  }
}
