package dev.snn.data.set;

import dev.snn.api.data.BadDataException;
import dev.snn.api.data.Dataset;
import dev.snn.api.data.DatasetInfo;
import dev.snn.api.data.DatasetPlugin;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Check;
import dev.snn.api.plugin.Doc;
import dev.snn.data.file.Content;
import dev.snn.data.file.Source;
import dev.snn.data.format.Mat;
import dev.snn.data.format.Npy;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.TreeMap;

/**
 * Numeric arrays of MATLAB files ({@link Mat}). Values are {@code [n, features]} or {@code [n,
 * rows, columns]}, or with the examples last, {@code [rows, columns, n]} or {@code [rows, columns,
 * channels, n]}; labels are class numbers {@code [n, 1]} or {@code [1, n]}. Without a test part a
 * fixed share of each class becomes it.
 */
public final class MatData implements DatasetPlugin<MatData.Config> {

  /** Which files and arrays, and how many examples to use. */
  public record Config(
      @Doc("the .mat file") String path,
      @Doc("file of the test arrays; empty: the first file") String testPath,
      @Doc("name of the array of the values, or of the training values") String x,
      @Doc("name of the array of the labels") String y,
      @Doc("name of the array of the validation values; empty: see validation") String xVal,
      @Doc("name of the array of the validation labels") String yVal,
      @Doc("name of the array of the test values; empty: x of test_path, or a share of each class")
          String xTest,
      @Doc("name of the array of the test labels") String yTest,
      @Doc("value that becomes 1: all values are divided by it; 0: 255 for bytes, else 1")
          double scale,
      @Doc("each column by its training part: nothing, to [0, 1], or to mean 0 and deviation 1")
          Normalise normalise,
      @Doc("share of each class to test on where there are no test arrays, fraction")
          double testFraction,
      @Doc("training examples, of each class the first ones; 0: all that remain") int train,
      @Doc("validation examples, taken from the training part, of each class its share; 0: none")
          int validation,
      @Doc("test examples, of each class the first ones; 0: all") int test,
      @Doc("which of the arbitrary choices of parts; not the seed of a run") int splitSeed) {
    /** Checks the values. */
    public Config {
      Check.notNegative("scale", scale);
      Check.inside("test_fraction", testFraction, 0, 1);
      Check.atLeast("split_seed", splitSeed, 0);
      new Selection(train, validation, test);
      if (xVal.isBlank() != yVal.isBlank() || xTest.isBlank() != yTest.isBlank()) {
        throw new IllegalArgumentException("give both arrays of a part, x and y, or neither");
      }
    }
  }

  @Override
  public String name() {
    return "mat";
  }

  @Override
  public Config defaults() {
    return new Config("", "", "X", "y", "", "", "", "", 0, Normalise.NONE, 0.2, 0, 0, 0, 0);
  }

  @Override
  public String description() {
    return "your own arrays in a MATLAB file";
  }

  @Override
  public Dataset create(Config config, BuildContext context) {
    Source train = OwnFiles.needed(context, "path", config.path());
    Source test = OwnFiles.optional(context, "test_path", config.testPath());
    DatasetInfo trainedOn = context.dataset();
    return OwnFiles.cached(
        "mat|" + config, trainedOn, () -> read(config, train, test, trainedOn), train, test);
  }

  private Dataset read(Config config, Source file, Source testFile, DatasetInfo trainedOn) {
    Map<String, String> checksums = new TreeMap<>();
    Map<String, Npy> arrays = arrays(file, checksums);
    NumpyPair train = pair(file, arrays, config.x(), config.y());
    NumpyPair validation =
        config.xVal().isBlank() ? null : pair(file, arrays, config.xVal(), config.yVal());
    NumpyPair test = null;
    if (testFile != null || !config.xTest().isBlank()) {
      boolean named = !config.xTest().isBlank();
      test =
          pair(
              testFile == null ? file : testFile,
              testFile == null ? arrays : arrays(testFile, checksums),
              named ? config.xTest() : config.x(),
              named ? config.yTest() : config.y());
    }
    return new NumpyArrays(train, validation, test)
        .dataset(
            name(),
            file.name(),
            config.scale(),
            config.normalise(),
            new OwnParts(
                new Selection(config.train(), config.validation(), config.test()),
                config.testFraction(),
                config.splitSeed()),
            trainedOn,
            checksums);
  }

  private static Map<String, Npy> arrays(Source file, Map<String, String> checksums) {
    Content content = Content.read(file);
    checksums.putAll(content.checksums());
    return Mat.read(file.name(), content.bytes());
  }

  private static NumpyPair pair(Source file, Map<String, Npy> arrays, String x, String y) {
    Npy labels = array(file, arrays, "y", y);
    int[] flat = {labels.length()};
    boolean line =
        labels.shape().length == 2 && Math.min(labels.shape()[0], labels.shape()[1]) == 1;
    Npy column = line ? new Npy(labels.name(), flat, labels.type(), false, labels.data()) : labels;
    return NumpyPair.of(
        examplesFirst(array(file, arrays, "x", x), column.examples()), column, false);
  }

  private static Npy array(Source file, Map<String, Npy> arrays, String option, String wanted) {
    Npy array = arrays.get(wanted);
    if (array == null) {
      throw new BadDataException(
          "%s has no plain numeric array '%s'; it has %s: set %s."
              .formatted(file.name(), wanted, arrays.keySet().stream().limit(12).toList(), option));
    }
    return array;
  }

  /** MATLAB keeps images as rows, columns, channels, examples. */
  private static Npy examplesFirst(Npy values, int n) {
    int[] shape = values.shape();
    int last = shape.length - 1;
    if (shape[0] == n || shape[last] != n || last > 3) {
      return values;
    }
    int rows = shape[0];
    int columns = last < 2 ? 1 : shape[1];
    int channels = last < 3 ? 1 : shape[2];
    int bytes = values.data().capacity() / Math.max(1, values.length());
    ByteBuffer moved = ByteBuffer.allocate(values.data().capacity()).order(values.data().order());
    int to = 0;
    for (int k = 0; k < n; k++) {
      for (int c = 0; c < channels; c++) {
        for (int r = 0; r < rows; r++) {
          for (int q = 0; q < columns; q++) {
            int from = r + rows * (q + columns * (c + channels * k));
            for (int b = 0; b < bytes; b++) {
              moved.put(to++, values.data().get(from * bytes + b));
            }
          }
        }
      }
    }
    int[] form =
        switch (last) {
          case 1 -> new int[] {n, rows};
          case 2 -> new int[] {n, rows, columns};
          default -> new int[] {n, channels, rows, columns};
        };
    return new Npy(values.name(), form, values.type(), false, moved);
  }
}
