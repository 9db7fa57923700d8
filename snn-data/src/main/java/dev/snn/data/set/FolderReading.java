package dev.snn.data.set;

import dev.snn.api.data.Dataset;
import dev.snn.api.data.DatasetInfo;
import dev.snn.api.data.Legend;
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

/**
 * Reads those files of class folders that are asked for, each once, into examples of values.
 *
 * @param path of the folder, as it was given
 * @param testFraction share of each class to test on where there is no test part
 * @param trainedOn data of the network that is to be scored; null where none is
 */
record FolderReading(
    String name,
    String path,
    EventListing listing,
    Selection selection,
    double testFraction,
    DatasetInfo trainedOn) {

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
    String[] texts = listing.labels();
    Classes classes = Classes.of(trainedOn, name, listing.folder().toString(), texts);
    int[] labels = classes.numbers(texts);
    int count = classes.names().size();
    Selection.Chosen chosen = listing.choose(name, selection, testFraction, labels, count);
    int[] rows = chosen.rows();
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
    TableDataset.Part train = new TableDataset.Part(table, chosen.train(), 0, false);
    TableDataset.Part validation = new TableDataset.Part(table, chosen.validation(), 0, false);
    TableDataset.Part test = new TableDataset.Part(table, chosen.test(), 0, false);
    DatasetInfo info =
        new DatasetInfo(
            name,
            DatasetInfo.Kind.VALUES,
            shape.width(),
            shape.height(),
            shape.channels(),
            count,
            0,
            examples.words(),
            Map.of(
                path + ", " + rows.length + " files",
                Sha256.of(sums.toString().getBytes(StandardCharsets.UTF_8))),
            chosen.words());
    List<String> notes = new ArrayList<>(listing.notes());
    notes.addAll(
        OwnNotes.classes(
            name + ": " + listing.labelled(), count, classes.names(), train, validation, test));
    notes.addAll(examples.notes());
    return new TableDataset(
        info.with(Legend.ofClasses(classes.names())), train, validation, test, List.copyOf(notes));
  }
}
