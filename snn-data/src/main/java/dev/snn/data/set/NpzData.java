package dev.snn.data.set;

import dev.snn.api.data.BadDataException;
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
import dev.snn.data.format.Zip;
import java.util.List;

/**
 * NumPy arrays {@code x_train}, {@code y_train}, {@code x_val}, {@code y_val}, {@code x_test},
 * {@code y_test} in one .npz file. Values are {@code [n, features]}, {@code [n, rows, columns]} or
 * {@code [n, channels, rows, columns]}; labels are class numbers {@code [n]} or {@code [n, 1]}. The
 * names of MedMNIST are known as well: {@code train_images}, {@code train_labels}, {@code
 * val_images}, ... with the channels last, {@code [n, rows, columns, 3]}. Without the test arrays a
 * fixed share of each class becomes the test part.
 */
public final class NpzData implements DatasetPlugin<NpzData.Config> {

  /** Which file, and how many examples to use. */
  public record Config(
      @Doc("the .npz file") String path,
      @Doc("value that becomes 1: all values are divided by it; 0: 255 for bytes, else 1")
          double scale,
      @Doc("share of each class to test on where there are no test arrays, fraction")
          double testFraction,
      @Doc("training examples, of each class the first ones; 0: all that remain") int train,
      @Doc("validation examples, taken from the training part, of each class its share; 0: none")
          int validation,
      @Doc("test examples, of each class the first ones; 0: all") int test,
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
    }
  }

  @Override
  public String name() {
    return "npz";
  }

  @Override
  public Config defaults() {
    return new Config("", 0, 0.2, 0, 0, 0, Normalise.NONE, 0);
  }

  @Override
  public String description() {
    return "your own NumPy arrays in one .npz file";
  }

  @Override
  public Dataset create(Config config, BuildContext context) {
    Source source = OwnFiles.needed(context, "path", config.path());
    DatasetInfo trainedOn = context.dataset();
    return OwnFiles.cached(
        "npz|" + config, trainedOn, () -> read(config, source, trainedOn), source);
  }

  private Dataset read(Config config, Source source, DatasetInfo trainedOn) {
    try (Zip zip = Zip.open(source.path())) {
      NumpyPair train = pair(zip, source, "train");
      if (train == null) {
        List<String> names = zip.names();
        throw new BadDataException(
            source.name()
                + " needs the arrays x_train and y_train, or train_images and train_labels; it holds "
                + names.subList(0, Math.min(8, names.size()))
                + ".");
      }
      return new NumpyArrays(train, pair(zip, source, "val"), pair(zip, source, "test"))
          .dataset(
              name(),
              source.name(),
              config.scale(),
              config.normalise(),
              new OwnParts(
                  new Selection(config.train(), config.validation(), config.test()),
                  config.testFraction(),
                  config.splitSeed()),
              trainedOn,
              Content.read(source).checksums());
    }
  }

  /** The arrays of a part under either pair of names; null where it has none. */
  private static NumpyPair pair(Zip zip, Source source, String part) {
    String[][] names = {{"x_" + part, "y_" + part}, {part + "_images", part + "_labels"}};
    for (String[] pair : names) {
      Npy values = array(zip, source, pair[0]);
      Npy labels = array(zip, source, pair[1]);
      if (values != null && labels != null) {
        return NumpyPair.of(values, labels, pair[0].endsWith("images"));
      }
      if ((values != null || labels != null) && !part.equals("train")) {
        throw new BadDataException(
            "%s: give '%s' and '%s', or neither.".formatted(source.name(), pair[0], pair[1]));
      }
    }
    return null;
  }

  private static Npy array(Zip zip, Source source, String name) {
    byte[] bytes = zip.get(name + ".npy");
    return bytes == null ? null : Npy.read(source.name() + ", array '" + name + "'", bytes);
  }
}
