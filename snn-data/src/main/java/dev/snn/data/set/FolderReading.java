package dev.snn.data.set;

import dev.snn.api.data.Dataset;
import dev.snn.api.data.DatasetInfo;
import dev.snn.api.random.Seed;
import dev.snn.data.file.HashedInput;
import dev.snn.data.file.Sha256;
import dev.snn.data.file.Source;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Reads those files of class folders that are asked for, each once, into examples of values.
 *
 * @param path of the folder, as it was given
 * @param testFraction share of each class to test on where there is no test part
 */
record FolderReading(
    String name, String path, EventListing listing, Selection selection, double testFraction) {

  /** Makes the examples of files. */
  interface Examples {
    /** Takes the file of an example. */
    void take(int example, Path file, byte[] bytes);

    /** The table, after all files, and its shape. */
    Table table(int[] labels);

    /** The shape of an example. */
    TableDataset.Shape shape();

    /** What they are, in words. */
    String words();

    /** What is to be said of them. */
    List<String> notes();
  }

  /** The data set. */
  Dataset dataset(Examples examples) {
    List<EventListing.Item> items = listing.all();
    String[] texts = items.stream().map(EventListing.Item::label).toArray(String[]::new);
    Classes classes = Classes.of(listing.folder().toString(), texts);
    int[] labels = classes.numbers(texts);
    Selection.Chosen chosen = choose(labels, classes.names().size());
    int[] rows =
        Stream.of(chosen.train(), chosen.validation(), chosen.test())
            .flatMapToInt(IntStream::of)
            .sorted()
            .toArray();
    StringBuilder sums = new StringBuilder();
    for (int row : rows) {
      EventListing.Item item = items.get(row);
      Path file = listing.path(item);
      try (InputStream in = Files.newInputStream(file)) {
        Source.requireRegular(file);
        HashedInput hashed = new HashedInput(in);
        byte[] bytes = hashed.readNBytes(Integer.MAX_VALUE - 8);
        sums.append(hashed.sha256()).append("  ").append(item.name()).append('\n');
        examples.take(row, file, bytes);
      } catch (IOException e) {
        throw Source.unreadable(file.toString(), e);
      }
    }
    Table table = examples.table(labels);
    TableDataset.Shape shape = examples.shape();
    DatasetInfo info =
        new DatasetInfo(
            name,
            DatasetInfo.Kind.VALUES,
            shape.width(),
            shape.height(),
            shape.channels(),
            classes.names().size(),
            0,
            examples.words(),
            Map.of(
                path + ", " + rows.length + " files",
                Sha256.of(sums.toString().getBytes(StandardCharsets.UTF_8))),
            chosen.words());
    List<String> notes = new ArrayList<>(listing.notes());
    notes.addAll(examples.notes());
    return new NotedDataset(
        info,
        new TableDataset.Part(table, chosen.train(), 0, false),
        new TableDataset.Part(table, chosen.validation(), 0, false),
        new TableDataset.Part(table, chosen.test(), 0, false),
        notes);
  }

  private Selection.Chosen choose(int[] labels, int classes) {
    int trains = listing.train().size();
    if (listing.test() == null) {
      int[][] parts = Selection.byClass(labels, classes, testFraction);
      String words = listing.words() + ", fixed split by class, " + testFraction + " to test";
      return selection.from(name, parts[0], parts[1], words);
    }
    int validations = listing.validation() == null ? 0 : listing.validation().size();
    int[] train = order(trains, 0);
    int[] test = order(labels.length - trains - validations, trains + validations);
    return listing.validation() == null
        ? selection.from(name, train, test, listing.words())
        : selection.from(name, train, order(validations, trains), test, listing.words());
  }

  /** Classes follow each other in folders: a fixed pseudo-random order. */
  private static int[] order(int n, int first) {
    int[] order = new Seed(0).stream("data/split").permutation(n);
    return IntStream.of(order).map(i -> first + i).toArray();
  }
}
