package dev.snn.data.set;

import dev.snn.api.data.BadDataException;
import dev.snn.api.random.Seed;
import dev.snn.data.event.EventFiles;
import dev.snn.data.file.Sha256;
import dev.snn.data.file.Source;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Recordings and their classes.
 *
 * @param folder that the names are relative to
 * @param train recordings to train on, in order
 * @param validation recordings to validate on; null where they are to be taken from the others
 * @param test recordings to test on; null where they are to be taken from the others
 * @param listed whether lists give the order; else classes follow each other
 * @param words what the parts are
 * @param notes what was passed over, in sentences
 */
record EventListing(
    Path folder,
    List<Item> train,
    List<Item> validation,
    List<Item> test,
    boolean listed,
    String words,
    List<String> notes) {

  /**
   * A recording.
   *
   * @param name of the file, relative to the folder, with forward slashes
   * @param label text that stands for its class
   */
  record Item(String name, String label) {}

  /** What examples are, for folders of them. */
  interface Kind {
    /** Those of this kind, in the plural. */
    String what();

    /** Whether a regular file is one, by its name and at most a glance into it. */
    boolean accepts(Path file);

    /** A folder in which there are none. */
    BadDataException none(String where);
  }

  /** Event recordings. */
  static final Kind RECORDINGS =
      new Kind() {
        @Override
        public String what() {
          return "recordings";
        }

        @Override
        public boolean accepts(Path file) {
          return EventFiles.isRecording(file);
        }

        @Override
        public BadDataException none(String where) {
          return EventListing.none(where);
        }
      };

  /**
   * Sub-folders are classes; they may lie in folders {@code train} and {@code test}, and one to
   * validate on.
   */
  static EventListing ofFolders(Path folder, Kind kind) {
    FolderParts parts = FolderParts.of(folder);
    ClassFolders classes = new ClassFolders(folder, kind.what(), kind::accepts);
    List<Item> train = items(classes, parts.train(), kind);
    List<Item> validation =
        parts.validation() == null ? null : items(classes, parts.validation(), kind);
    List<Item> test = parts.test() == null ? null : items(classes, parts.test(), kind);
    List<String> notes = new ArrayList<>(classes.notes());
    if (!parts.others().isEmpty()) {
      notes.add(
          "beside %s these folders were left out: %s"
              .formatted(parts.words(), ClassFolders.some(parts.others())));
    }
    return new EventListing(folder, train, validation, test, false, parts.words(), notes);
  }

  private static List<Item> items(ClassFolders classes, Path part, Kind kind) {
    List<Item> items = classes.items(part);
    if (items.isEmpty()) {
      throw kind.none(part.toString());
    }
    return items;
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
        null,
        second,
        true,
        Stream.of(train, test)
            .filter(list -> list != null)
            .map(list -> list.getFileName().toString())
            .reduce((a, b) -> a + " and " + b)
            .orElseThrow(),
        List.of());
  }

  /** All recordings: those to train on, to validate on and to test on. */
  List<Item> all() {
    return Stream.of(train, validation, test)
        .filter(part -> part != null)
        .flatMap(List::stream)
        .toList();
  }

  /** The classes of all, as text. */
  String[] labels() {
    return all().stream().map(Item::label).toArray(String[]::new);
  }

  /** What stands for the class, in words. */
  String labelled() {
    return listed ? "classes by list" : "classes by sub-folder";
  }

  /**
   * What becomes of whom; where there is no test part, a share of each class is tested on.
   *
   * @param dataset for error texts
   * @param labels class of each, in the order of {@link #all}
   */
  Selection.Chosen choose(
      String dataset, Selection selection, double testFraction, int[] labels, int classes) {
    if (test == null) {
      int[][] parts = Selection.byClass(labels, classes, testFraction);
      String how = words + ", fixed split by class, " + testFraction + " to test";
      return selection.from(dataset, parts[0], parts[1], how);
    }
    int validations = validation == null ? 0 : validation.size();
    int[] first = order(train.size(), 0);
    int[] last = order(test.size(), train.size() + validations);
    return validation == null
        ? selection.from(dataset, first, last, words)
        : selection.from(dataset, first, order(validations, train.size()), last, words);
  }

  /** That of a list; in folders, where classes follow each other, a fixed pseudo-random one. */
  private int[] order(int n, int first) {
    int[] order = listed ? Selection.all(n) : new Seed(0).stream("data/split").permutation(n);
    return IntStream.of(order).map(i -> first + i).toArray();
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

  static BadDataException none(String where) {
    return new BadDataException(
        where
            + " holds no recordings ("
            + String.join(
                ", ", EventFiles.endings().stream().filter(e -> !e.endsWith(".gz")).toList())
            + "); make a sub-folder per class, or give train_list.");
  }
}
