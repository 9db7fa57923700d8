package dev.snn.data.set;

import dev.snn.api.data.BadDataException;
import dev.snn.data.event.EventFiles;
import dev.snn.data.file.Sha256;
import dev.snn.data.file.Source;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Recordings and their classes.
 *
 * @param folder that the names are relative to
 * @param train recordings to train on, in order
 * @param test recordings to test on; null where they are to be taken from the others
 * @param listed whether lists give the order; else classes follow each other
 * @param words what the parts are
 */
record EventListing(Path folder, List<Item> train, List<Item> test, boolean listed, String words) {

  /**
   * A recording.
   *
   * @param name of the file, relative to the folder, with forward slashes
   * @param label text that stands for its class
   */
  record Item(String name, String label) {}

  /** Sub-folders are classes; they may lie in two folders {@code train} and {@code test}. */
  static EventListing ofFolders(Path folder) {
    Path train = null;
    Path test = null;
    for (Path inner : EventFolders.inside(folder)) {
      String name = inner.getFileName().toString().toLowerCase(Locale.ROOT);
      train = name.equals("train") ? inner : train;
      test = name.equals("test") ? inner : test;
    }
    if (train == null || test == null) {
      return new EventListing(
          folder, EventFolders.items(folder, folder), null, false, "sub-folders");
    }
    return new EventListing(
        folder,
        EventFolders.items(folder, train),
        EventFolders.items(folder, test),
        false,
        "folders train and test");
  }

  /**
   * Lists are files with a recording and its class per line.
   *
   * @param test null where there is none
   */
  static EventListing ofLists(Path folder, Path train, Path test) {
    EventLists lists = new EventLists(folder);
    List<Item> first = lists.read(train);
    List<Item> second = test == null ? null : lists.read(test);
    return new EventListing(
        folder,
        first,
        second,
        true,
        Stream.of(train, test)
            .filter(list -> list != null)
            .map(list -> list.getFileName().toString())
            .reduce((a, b) -> a + " and " + b)
            .orElseThrow());
  }

  /** All recordings, those to train on first. */
  List<Item> all() {
    return test == null ? train : Stream.concat(train.stream(), test.stream()).toList();
  }

  Path path(Item item) {
    return folder.resolve(item.name());
  }

  /** Changes when a recording does. */
  String stamp() {
    StringBuilder stamps = new StringBuilder();
    for (Item item : all()) {
      stamps.append(Source.of(item.name(), path(item)).stamp()).append('|').append(item.label());
    }
    return Sha256.of(stamps.toString().getBytes(StandardCharsets.UTF_8));
  }

  /** Whether a file's name is that of a recording. */
  static boolean isRecording(Path path) {
    String name = path.getFileName().toString().toLowerCase(Locale.ROOT);
    return !name.startsWith(".")
        && EventFiles.endings().stream().anyMatch(name::endsWith)
        && Files.isRegularFile(path);
  }

  static BadDataException none(String where) {
    return new BadDataException(
        where
            + " holds no recordings ("
            + String.join(
                ", ", EventFiles.endings().stream().filter(e -> !e.endsWith("z")).toList())
            + "); make a sub-folder per class, or give train_list.");
  }
}
