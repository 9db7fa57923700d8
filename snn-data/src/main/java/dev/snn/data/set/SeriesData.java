package dev.snn.data.set;

import dev.snn.api.data.BadDataException;
import dev.snn.api.data.Dataset;
import dev.snn.api.data.DatasetInfo;
import dev.snn.api.data.DatasetPlugin;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Check;
import dev.snn.api.plugin.Doc;
import dev.snn.data.file.Source;
import dev.snn.data.file.Unpacked;
import dev.snn.data.format.CsvLayout.Missing;
import dev.snn.data.format.FloatRows;
import dev.snn.data.format.Ts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Series of values with a class, in the formats of the UCR and UEA archives ({@code .ts}, {@code
 * .tsv}, {@code .txt}; {@link Ts}). An example is T rows of F values, T the length of the longest
 * training series or {@code length}; zeros fill up shorter ones. The encoder {@code rows} shows a
 * row per step.
 */
public final class SeriesData implements DatasetPlugin<SeriesData.Config> {

  /** Which files, how to read them, and how many examples to use. */
  public record Config(
      @Doc("file of the series, or of the training series") String path,
      @Doc("file of the test series; empty: they are taken from the first file") String testPath,
      @Doc("file of the validation series; empty: see validation") String validationPath,
      @Doc("rows of an example; longer series are an error; 0: those of the longest in the files")
          int length,
      @Doc("where shorter series are filled up with zeros: after or before them")
          JapaneseVowels.Pad pad,
      @Doc("value that becomes 1: all values are divided by it") double scale,
      @Doc(
              "where a value inside a series is missing: an error, its dimension's mean in the training part, or 0")
          Missing missing,
      @Doc("each dimension by the training part: nothing, to [0, 1], or to mean 0 and deviation 1")
          Normalise normalise,
      @Doc("share of each class to test on where there is no test file, fraction")
          double testFraction,
      @Doc("training examples, of each class the first ones; 0: all that remain") int train,
      @Doc("validation examples, taken from the training part, of each class its share; 0: none")
          int validation,
      @Doc("test examples, of each class the first ones; 0: all") int test,
      @Doc("which of the arbitrary choices of parts; not the seed of a run") int splitSeed) {
    /** Checks the values. */
    public Config {
      Check.positive("scale", scale);
      Check.inside("test_fraction", testFraction, 0, 1);
      Check.atLeast("length", length, 0);
      Check.atLeast("split_seed", splitSeed, 0);
      new Selection(train, validation, test);
      if (missing == Missing.SKIP) {
        throw new IllegalArgumentException("missing must be error, mean or zero, got skip");
      }
      if (!validationPath.isBlank() && validation > 0) {
        throw new IllegalArgumentException("give validation or validation_path, not both");
      }
    }
  }

  /** Most values of all examples, so that one long series among many is no trap. */
  private static final long MOST_VALUES = 1L << 29;

  @Override
  public String name() {
    return "series";
  }

  @Override
  public Config defaults() {
    return new Config(
        "", "", "", 0, JapaneseVowels.Pad.AFTER, 1, Missing.ERROR, Normalise.NONE, 0.2, 0, 0, 0, 0);
  }

  @Override
  public String description() {
    return "your own series of values with a class, as in the UCR and UEA archives";
  }

  @Override
  public Dataset create(Config config, BuildContext context) {
    Source[] files = {
      OwnFiles.needed(context, "path", config.path()),
      OwnFiles.optional(context, "validation_path", config.validationPath()),
      OwnFiles.optional(context, "test_path", config.testPath())
    };
    DatasetInfo trainedOn = context.dataset();
    return OwnFiles.cached(
        "series|" + config, trainedOn, () -> read(config, files, trainedOn), files);
  }

  private Dataset read(Config config, Source[] files, DatasetInfo trainedOn) {
    Map<String, String> checksums = new TreeMap<>();
    Ts[] read = new Ts[files.length];
    List<String[]> labels = new ArrayList<>();
    int longest = 0;
    for (int k = 0; k < files.length; k++) {
      if (files[k] != null) {
        read[k] = read(config, files[k], checksums);
        labels.add(read[k].labels());
        longest =
            Math.max(longest, read[k].series().stream().mapToInt(s -> s.length).max().orElse(0));
        if (read[k].dimensions() != read[0].dimensions()) {
          throw new BadDataException(
              "%s has series of %d dimensions, %s of %d; they must be the same."
                  .formatted(
                      files[0].name(),
                      read[0].dimensions(),
                      files[k].name(),
                      read[k].dimensions()));
        }
      }
    }
    int dimensions = read[0].dimensions();
    int rows = length(config, longest, trainedOn, dimensions);
    Classes classes =
        Classes.of(trainedOn, name(), files[0].name(), labels.toArray(String[][]::new));
    OwnData own =
        new OwnData(
                name(),
                files[0].name(),
                new TableDataset.Shape(dimensions, rows, 1),
                new OwnParts(
                    new Selection(config.train(), config.validation(), config.test()),
                    config.testFraction(),
                    config.splitSeed()),
                trainedOn)
            .classes(classes.names())
            .labelled(name() + ": classes")
            .normalised(config.normalise(), config.missing())
            .period(dimensions)
            .scaled(config.scale() != 1)
            .files(checksums);
    int missing = Arrays.stream(read).mapToInt(ts -> ts == null ? 0 : ts.missing()).sum();
    if (missing > 0) {
      own.note("%s: %d values are missing in the files".formatted(name(), missing));
    }
    return own.of(
        table(files[0], read[0], classes, config, rows),
        table(files[1], read[1], classes, config, rows),
        table(files[2], read[2], classes, config, rows));
  }

  private static Ts read(Config config, Source file, Map<String, String> checksums) {
    try (Unpacked in = Unpacked.open(file)) {
      Ts ts = Ts.read(file.name(), in, config.missing() != Missing.ERROR);
      checksums.putAll(in.checksums());
      return ts;
    }
  }

  private static int length(Config config, int longest, DatasetInfo trainedOn, int dimensions) {
    int rows = config.length() == 0 ? longest : config.length();
    boolean same = trainedOn != null && trainedOn.width() == dimensions;
    if (config.length() == 0 && same && trainedOn.height() > longest) {
      rows = trainedOn.height();
    }
    if (longest > rows) {
      throw new IllegalArgumentException(
          "length is " + rows + ", and the longest series has " + longest + " rows");
    }
    return rows;
  }

  private static Table table(Source file, Ts ts, Classes classes, Config config, int rows) {
    if (ts == null) {
      return null;
    }
    int n = ts.labels().length;
    int dimensions = ts.dimensions();
    if ((long) n * rows * dimensions > MOST_VALUES) {
      throw new BadDataException(
          "%s: %d series filled up to %d rows of %d values are too many; split off the longest."
              .formatted(file.name(), n, rows, dimensions));
    }
    FloatRows values = new FloatRows(rows * dimensions);
    float[] row = new float[rows * dimensions];
    boolean fitted = config.normalise() != Normalise.NONE || config.missing() != Missing.ERROR;
    for (int k = 0; k < n; k++) {
      float[][] series = ts.series().get(k);
      Arrays.fill(row, fitted ? Fit.PADDING : 0);
      int first = config.pad() == JapaneseVowels.Pad.AFTER ? 0 : rows - series.length;
      IntStream.range(0, series.length)
          .forEach(t -> System.arraycopy(series[t], 0, row, (first + t) * dimensions, dimensions));
      values.add(row);
    }
    return new Table.Rows(values, config.scale(), classes.numbers(ts.labels()), null);
  }
}
