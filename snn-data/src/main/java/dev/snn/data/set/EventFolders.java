package dev.snn.data.set;

import dev.snn.api.data.BadDataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Recordings in a sub-folder per class. */
final class EventFolders {
  private EventFolders() {}

  /** The folders in a folder, ordered by name; hidden ones are left out. */
  static List<Path> inside(Path folder) {
    return list(folder).stream()
        .filter(Files::isDirectory)
        .filter(path -> !path.getFileName().toString().startsWith("."))
        .toList();
  }

  /**
   * The recordings of all classes, ordered by class and name.
   *
   * @param folder that names are relative to
   * @param part the folder of the classes
   */
  static List<EventListing.Item> items(Path folder, Path part) {
    List<EventListing.Item> items = new ArrayList<>();
    for (Path inner : inside(part)) {
      for (Path file : list(inner)) {
        if (EventListing.isRecording(file)) {
          String name = folder.relativize(file).toString().replace('\\', '/');
          items.add(new EventListing.Item(name, inner.getFileName().toString()));
        }
      }
    }
    if (items.isEmpty()) {
      throw EventListing.none(part.toString());
    }
    return items;
  }

  private static List<Path> list(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new BadDataException(
          "%s cannot be listed (%s); check its permissions."
              .formatted(folder, e.getClass().getSimpleName()));
    }
  }
}
