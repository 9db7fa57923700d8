package dev.snn.data.set;

import dev.snn.api.data.Dataset;
import dev.snn.api.data.DatasetInfo;
import dev.snn.api.data.DatasetPlugin;
import dev.snn.api.plugin.Added;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Check;
import dev.snn.api.plugin.Doc;
import dev.snn.data.file.Content;
import dev.snn.data.file.Source;
import dev.snn.data.format.Npy;
import java.util.Map;
import java.util.TreeMap;

/** As {@link NpzData}, with each array in a .npy file of its own. */
public final class NpyData implements DatasetPlugin<NpyData.Config> {

  /** Which files, and how many examples to use. */
  public record Config(
      @Doc("file of the training values") String xTrain,
      @Doc("file of the training labels") String yTrain,
      @Doc("file of the test values; empty: test examples are taken from the training file")
          String xTest,
      @Doc("file of the test labels") String yTest,
      @Doc("value that becomes 1: all values are divided by it; 0: 255 for bytes, else 1")
          double scale,
      @Doc("share of each class to test on where there are no test files, fraction")
          double testFraction,
      @Doc("training examples, of each class the first ones; 0: all that remain") int train,
      @Doc("validation examples, taken from the training part, of each class its share; 0: none")
          int validation,
      @Doc("test examples, of each class the first ones; 0: all") int test,
      @Added @Doc("file of the validation values; empty: see validation") String xVal,
      @Added @Doc("file of the validation labels") String yVal,
      @Added
          @Doc("each column by its training part: nothing, to [0, 1], or to mean 0 and deviation 1")
          Normalise normalise,
      @Added @Doc("which of the arbitrary choices of parts; not the seed of a run") int splitSeed) {
    /** Checks the values. */
    public Config {
      Check.notNegative("scale", scale);
      Check.inside("test_fraction", testFraction, 0, 1);
      Check.atLeast("split_seed", splitSeed, 0);
      new Selection(train, validation, test);
      if (xTest.isBlank() != yTest.isBlank()) {
        throw new IllegalArgumentException("give x_test and y_test, or neither");
      }
      if (xVal.isBlank() != yVal.isBlank()) {
        throw new IllegalArgumentException("give x_val and y_val, or neither");
      }
    }
  }

  @Override
  public String name() {
    return "npy";
  }

  @Override
  public Config defaults() {
    return new Config("", "", "", "", 0, 0.2, 0, 0, 0, "", "", Normalise.NONE, 0);
  }

  @Override
  public String description() {
    return "your own NumPy arrays in .npy files";
  }

  @Override
  public Dataset create(Config config, BuildContext context) {
    Source[] files = {
      OwnFiles.needed(context, "x_train", config.xTrain()),
      OwnFiles.needed(context, "y_train", config.yTrain()),
      OwnFiles.optional(context, "x_val", config.xVal()),
      OwnFiles.optional(context, "y_val", config.yVal()),
      OwnFiles.optional(context, "x_test", config.xTest()),
      OwnFiles.optional(context, "y_test", config.yTest())
    };
    DatasetInfo trainedOn = context.dataset();
    return OwnFiles.cached("npy|" + config, trainedOn, () -> read(config, files, trainedOn), files);
  }

  private Dataset read(Config config, Source[] files, DatasetInfo trainedOn) {
    Map<String, String> checksums = new TreeMap<>();
    NumpyPair[] pairs = new NumpyPair[3];
    for (int k = 0; k < pairs.length; k++) {
      if (files[2 * k] != null) {
        Npy values = array(files[2 * k], checksums);
        pairs[k] = NumpyPair.of(values, array(files[2 * k + 1], checksums), false);
      }
    }
    return new NumpyArrays(pairs[0], pairs[1], pairs[2])
        .dataset(
            name(),
            files[0].name(),
            config.scale(),
            config.normalise(),
            new OwnParts(
                new Selection(config.train(), config.validation(), config.test()),
                config.testFraction(),
                config.splitSeed()),
            trainedOn,
            checksums);
  }

  private static Npy array(Source file, Map<String, String> checksums) {
    Content content = Content.read(file);
    checksums.putAll(content.checksums());
    return Npy.read(file.name(), content.bytes());
  }
}
