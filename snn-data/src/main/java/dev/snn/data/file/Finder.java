package dev.snn.data.file;

import dev.snn.api.data.BadDataException;
import dev.snn.api.data.DataFile;
import dev.snn.api.plugin.DataHome;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Looks for files in the data home: its folders in order, then the cache, then what is bundled. */
public final class Finder {
  private Finder() {}

  /** The folders of a data home, the cache last; none where there is no data home. */
  public static List<Path> folders(DataHome home) {
    List<Path> all = new ArrayList<>();
    if (home != null) {
      all.addAll(home.folders());
      if (home.cache() != null && !all.contains(home.cache())) {
        all.add(home.cache());
      }
    }
    return all;
  }

  /**
   * The first folder's file at {@code relative} (forward slashes), or without its {@code .gz}
   * ending.
   */
  public static Optional<Path> find(List<Path> folders, String relative) {
    for (Path folder : folders) {
      for (String name : new String[] {relative, unpacked(relative)}) {
        Path path = folder.resolve(name);
        if (Files.isRegularFile(path)) {
          return Optional.of(path);
        }
        if (Files.isDirectory(path)) {
          throw new BadDataException(
              "%s is a folder where a file is expected; remove it or put the file there."
                  .formatted(path));
        }
      }
    }
    return Optional.empty();
  }

  /**
   * A canonical file: in the first folder that has it at its path, or that has a file of its name
   * with its content; else bundled.
   */
  public static Optional<Source> canonical(List<Path> folders, DataFile file) {
    String name = file.path().substring(file.path().lastIndexOf('/') + 1);
    String parent = file.path().substring(0, file.path().length() - name.length());
    for (Path folder : folders) {
      Optional<Source> found =
          find(List.of(folder), file.path())
              .or(() -> find(List.of(folder), name).filter(path -> holds(path, file)))
              .map(path -> Source.of(parent + path.getFileName(), path));
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.ofNullable(Source.bundled(file.path()));
  }

  private static boolean holds(Path path, DataFile file) {
    if (!file.md5().isEmpty()) {
      return false;
    }
    try {
      return Content.read(Source.of(path.getFileName().toString(), path)).is(file);
    } catch (BadDataException e) {
      return false;
    }
  }

  /**
   * A file the user named: as it stands, or relative to the working directory or to a folder of the
   * data home.
   */
  public static Path own(DataHome home, String option, String given) {
    if (given.isBlank()) {
      throw new IllegalArgumentException(option + " is missing; give the file to read");
    }
    Path path = expanded(option, given);
    if (Files.isDirectory(path)) {
      throw new IllegalArgumentException(option + ": '" + given + "' is a folder; give a file");
    }
    if (Files.exists(path)) {
      return path;
    }
    return below(home, path, Files::isRegularFile)
        .orElseThrow(() -> missing(home, "file", option, path));
  }

  /** A folder the user named, looked for as {@link #own} does. */
  public static Path ownFolder(DataHome home, String option, String given) {
    if (given.isBlank()) {
      throw new IllegalArgumentException(option + " is missing; give the folder to read");
    }
    Path path = expanded(option, given);
    if (Files.isRegularFile(path)) {
      throw new IllegalArgumentException(option + ": '" + given + "' is a file; give a folder");
    }
    if (Files.isDirectory(path)) {
      return path;
    }
    return below(home, path, Files::isDirectory)
        .orElseThrow(() -> missing(home, "folder", option, path));
  }

  /** A leading {@code ~/} is the user's home folder, as in a shell. */
  private static Path expanded(String option, String given) {
    try {
      return given.startsWith("~/")
          ? Path.of(System.getProperty("user.home"), given.substring(2))
          : Path.of(given);
    } catch (InvalidPathException e) {
      throw new IllegalArgumentException(option + ": '" + given + "' is no path", e);
    }
  }

  private static Optional<Path> below(DataHome home, Path path, Predicate<Path> right) {
    return path.isAbsolute()
        ? Optional.empty()
        : folders(home).stream().map(folder -> folder.resolve(path)).filter(right).findFirst();
  }

  /**
   * Own data that are missing are a mistake in the experiment, not data to be got: a table says so
   * and ends, where it leaves out rows whose public data set is not at hand.
   */
  private static BadDataException missing(DataHome home, String what, String option, Path path) {
    return new BadDataException(
        "no %s '%s' (%s); looked in the working directory%s."
            .formatted(what, path, option, path.isAbsolute() ? "" : after(folders(home))));
  }

  /** {@code ", /a, /b"} for texts; empty for no folders. */
  public static String after(List<Path> folders) {
    return folders.stream().map(p -> ", " + p).collect(Collectors.joining());
  }

  static String unpacked(String name) {
    return name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
  }
}
