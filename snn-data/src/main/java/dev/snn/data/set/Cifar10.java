package dev.snn.data.set;

import dev.snn.api.data.BadDataException;
import dev.snn.api.data.Dataset;
import dev.snn.api.data.DatasetInfo;
import dev.snn.api.data.DatasetPlugin;
import dev.snn.api.data.Legend;
import dev.snn.api.data.MissingDataException;
import dev.snn.api.plugin.BuildContext;
import dev.snn.data.file.Content;
import dev.snn.data.file.Finder;
import dev.snn.data.file.Source;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * CIFAR-10: 32 x 32 colour pictures of 10 classes, 50,000 + 10,000 (A. Krizhevsky, "Learning
 * Multiple Layers of Features from Tiny Images", 2009). Read from the files of the binary version
 * that are at hand, {@code cifar10/data_batch_1.bin} .. {@code 5} and {@code test_batch.bin},
 * packed with gzip or not: per picture a byte of the class, then red, green and blue planes of 32
 * rows.
 */
public final class Cifar10 implements DatasetPlugin<Selection> {
  private static final int SIDE = 32;
  private static final int RECORD = 1 + 3 * SIDE * SIDE;
  private static final int BATCHES = 5;

  /** By their numbers, as {@code batches.meta.txt} has them. */
  private static final List<String> NAMES =
      List.of(
          "airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck");

  @Override
  public String name() {
    return "cifar10";
  }

  @Override
  public Selection defaults() {
    return new Selection(0, 0, 0);
  }

  @Override
  public String description() {
    return "colour pictures of 10 classes, 32 x 32 x 3, from the data home";
  }

  @Override
  public String citation() {
    return "https://www.cs.toronto.edu/~kriz/learning-features-2009-TR.pdf";
  }

  @Override
  public Dataset create(Selection config, BuildContext context) {
    List<Path> folders = Finder.folders(context.data());
    List<Source> train = new ArrayList<>();
    for (int k = 1; k <= BATCHES; k++) {
      find(folders, "data_batch_" + k).ifPresent(train::add);
    }
    Source test = find(folders, "test_batch").orElse(null);
    if (train.isEmpty() || test == null) {
      throw new MissingDataException(
          "data set 'cifar10' is not at hand; get the binary version from https://www.cs.toronto.edu/~kriz/cifar.html and put data_batch_1.bin to data_batch_5.bin and test_batch.bin, or .bin.gz, into a folder cifar10 of the data home (looked in%s)."
              .formatted(Finder.after(folders).replaceFirst("^,", "")));
    }
    StringBuilder key = new StringBuilder("cifar10|" + config + "|" + test.stamp());
    train.forEach(source -> key.append('|').append(source.stamp()));
    DatasetInfo trainedOn = context.dataset();
    return OwnFiles.cached(key.toString(), trainedOn, () -> read(config, train, test, trainedOn));
  }

  private static java.util.Optional<Source> find(List<Path> folders, String name) {
    for (String folder : List.of("cifar10/", "cifar10/cifar-10-batches-bin/")) {
      java.util.Optional<Path> path = Finder.find(folders, folder + name + ".bin.gz");
      if (path.isPresent()) {
        return path.map(p -> Source.of("cifar10/" + p.getFileName(), p));
      }
    }
    return java.util.Optional.empty();
  }

  private Dataset read(Selection config, List<Source> train, Source test, DatasetInfo trainedOn) {
    Classes classes = Classes.fixed(trainedOn, name(), NAMES);
    int[] numbers = classes.numbers(NAMES.toArray(String[]::new));
    Map<String, String> checksums = new TreeMap<>();
    List<byte[]> parts = new ArrayList<>();
    List<int[]> labels = new ArrayList<>();
    int trains = 0;
    for (Source source : train) {
      trains += add(source, numbers, parts, labels, checksums);
    }
    int tests = add(test, numbers, parts, labels, checksums);
    Batches table = new Batches(parts, labels, trains + tests);
    Selection.Chosen chosen =
        config.from(name(), Selection.all(trains), Selection.from(trains, tests), "official split");
    List<String> notes =
        train.size() == BATCHES
            ? List.of()
            : List.of(
                "%d of the 5 training batches of cifar10 are at hand".formatted(train.size()));
    DatasetInfo info =
        new DatasetInfo(
            name(),
            DatasetInfo.Kind.VALUES,
            SIDE,
            SIDE,
            3,
            classes.names().size(),
            0,
            "CIFAR-10 binary version, Krizhevsky 2009, %d of 5 batches".formatted(train.size()),
            checksums,
            chosen.words());
    return new TableDataset(
        info.with(Legend.ofClasses(classes.names())),
        new TableDataset.Part(table, chosen.train(), 0, false),
        new TableDataset.Part(table, chosen.validation(), 0, false),
        new TableDataset.Part(table, chosen.test(), 0, false),
        notes);
  }

  private static int add(
      Source source,
      int[] numbers,
      List<byte[]> parts,
      List<int[]> labels,
      Map<String, String> checksums) {
    Content content = Content.read(source);
    byte[] bytes = content.bytes();
    if (bytes.length == 0 || bytes.length % RECORD != 0) {
      throw new BadDataException(
          "%s is cut off or no batch of CIFAR-10: its %d bytes are no whole number of pictures of %d bytes; get it again."
              .formatted(source.name(), bytes.length, RECORD));
    }
    int[] classes = new int[bytes.length / RECORD];
    for (int k = 0; k < classes.length; k++) {
      int given = bytes[k * RECORD] & 255;
      if (given >= NAMES.size()) {
        throw new BadDataException(
            "%s is damaged: the class at byte %d is %d, of 10; get it again."
                .formatted(source.name(), (long) k * RECORD, given));
      }
      classes[k] = numbers[given];
    }
    parts.add(bytes);
    labels.add(classes);
    checksums.putAll(content.checksums());
    return classes.length;
  }

  /** Pictures of files, one behind the other. */
  private record Batches(List<byte[]> parts, List<int[]> labels, int size) implements Table {
    @Override
    public float[] row(int example) {
      int part = 0;
      int k = example;
      while (k >= labels.get(part).length) {
        k -= labels.get(part++).length;
      }
      byte[] bytes = parts.get(part);
      float[] row = new float[RECORD - 1];
      for (int f = 0; f < row.length; f++) {
        row[f] = (bytes[k * RECORD + 1 + f] & 255) / 255f;
      }
      return row;
    }

    @Override
    public int label(int example) {
      int part = 0;
      int k = example;
      while (k >= labels.get(part).length) {
        k -= labels.get(part++).length;
      }
      return labels.get(part)[k];
    }
  }
}
