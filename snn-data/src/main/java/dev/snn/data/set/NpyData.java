package dev.snn.data.set;

import dev.snn.api.data.Dataset;
import dev.snn.api.data.DatasetPlugin;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Check;
import dev.snn.api.plugin.Doc;
import dev.snn.data.file.Cache;
import dev.snn.data.file.Content;
import dev.snn.data.file.Finder;
import dev.snn.data.file.Source;
import dev.snn.data.format.Npy;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

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
      @Doc("training examples, the first ones; 0: all that remain") int train,
      @Doc("validation examples, the last ones of the training part; 0: none") int validation,
      @Doc("test examples, the first ones; 0: all") int test) {
    /** Checks the values. */
    public Config {
      Check.notNegative("scale", scale);
      Check.inside("test_fraction", testFraction, 0, 1);
      new Selection(train, validation, test);
      if (xTest.isBlank() != yTest.isBlank()) {
        throw new IllegalArgumentException("give x_test and y_test, or neither");
      }
    }
  }

  @Override
  public String name() {
    return "npy";
  }

  @Override
  public Config defaults() {
    return new Config("", "", "", "", 0, 0.2, 0, 0, 0);
  }

  @Override
  public String description() {
    return "your own NumPy arrays in .npy files";
  }

  @Override
  public Dataset create(Config config, BuildContext context) {
    List<Source> sources = new ArrayList<>();
    sources.add(source(context, "x_train", config.xTrain()));
    sources.add(source(context, "y_train", config.yTrain()));
    if (!config.xTest().isBlank()) {
      sources.add(source(context, "x_test", config.xTest()));
      sources.add(source(context, "y_test", config.yTest()));
    }
    String stamps = sources.stream().map(Source::stamp).collect(Collectors.joining("|"));
    return Cache.get("npy|" + config + "|" + stamps, () -> read(config, sources));
  }

  private static Source source(BuildContext context, String option, String given) {
    return Source.of(given, Finder.own(context.data(), option, given));
  }

  private Dataset read(Config config, List<Source> sources) {
    Content[] files = sources.stream().map(Content::read).toArray(Content[]::new);
    Npy[] arrays = new Npy[4];
    for (int k = 0; k < files.length; k++) {
      arrays[k] = Npy.read(files[k].source().name(), files[k].bytes());
    }
    return new NumpyArrays(arrays[0], arrays[1], arrays[2], arrays[3])
        .dataset(
            name(),
            files[0].source().name(),
            config.scale(),
            config.testFraction(),
            new Selection(config.train(), config.validation(), config.test()),
            files);
  }
}
