package dev.snn.data.set;

import dev.snn.api.data.BadDataException;
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
import dev.snn.data.format.Zip;
import java.nio.file.Path;
import java.util.List;

/**
 * NumPy arrays {@code x_train}, {@code y_train}, {@code x_test}, {@code y_test} in one .npz file.
 * Values are {@code [n, features]}, {@code [n, rows, columns]} or {@code [n, channels, rows,
 * columns]}; labels are class numbers {@code [n]}. Without the test arrays a fixed share of each
 * class becomes the test part.
 */
public final class NpzData implements DatasetPlugin<NpzData.Config> {

  /** Which file, and how many examples to use. */
  public record Config(
      @Doc("the .npz file") String path,
      @Doc("value that becomes 1: all values are divided by it; 0: 255 for bytes, else 1")
          double scale,
      @Doc("share of each class to test on where there are no test arrays, fraction")
          double testFraction,
      @Doc("training examples, the first ones; 0: all that remain") int train,
      @Doc("validation examples, the last ones of the training part; 0: none") int validation,
      @Doc("test examples, the first ones; 0: all") int test) {
    /** Checks the values. */
    public Config {
      Check.notNegative("scale", scale);
      Check.inside("test_fraction", testFraction, 0, 1);
      new Selection(train, validation, test);
    }
  }

  @Override
  public String name() {
    return "npz";
  }

  @Override
  public Config defaults() {
    return new Config("", 0, 0.2, 0, 0, 0);
  }

  @Override
  public String description() {
    return "your own NumPy arrays in one .npz file";
  }

  @Override
  public Dataset create(Config config, BuildContext context) {
    Path path = Finder.own(context.data(), "path", config.path());
    Source source = Source.of(config.path(), path);
    return Cache.get("npz|" + config + "|" + source.stamp(), () -> read(config, source));
  }

  private Dataset read(Config config, Source source) {
    try (Zip zip = Zip.open(source.path())) {
      Npy values = array(zip, source, "x_train");
      Npy labels = array(zip, source, "y_train");
      if (values == null || labels == null) {
        List<String> names = zip.names();
        throw new BadDataException(
            source.name()
                + " needs the arrays x_train and y_train (and x_test, y_test); it holds "
                + names.subList(0, Math.min(8, names.size()))
                + ".");
      }
      NumpyArrays arrays =
          new NumpyArrays(
              values, labels, array(zip, source, "x_test"), array(zip, source, "y_test"));
      return arrays.dataset(
          name(),
          source.name(),
          config.scale(),
          config.testFraction(),
          new Selection(config.train(), config.validation(), config.test()),
          Content.read(source));
    }
  }

  private static Npy array(Zip zip, Source source, String name) {
    byte[] bytes = zip.get(name + ".npy");
    return bytes == null ? null : Npy.read(source.name() + ", array '" + name + "'", bytes);
  }
}
