package dev.snn.data.set;

import dev.snn.api.data.BadDataException;
import dev.snn.api.data.DataFile;
import dev.snn.api.data.Dataset;
import dev.snn.api.data.DatasetInfo;
import dev.snn.api.data.DatasetPlugin;
import dev.snn.api.data.MissingDataException;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Check;
import dev.snn.api.plugin.Doc;
import dev.snn.data.file.Cache;
import dev.snn.data.file.Finder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * N-MNIST: MNIST digits seen by a moving ATIS event camera, 34 x 34 pixels, 2 polarities (Orchard
 * et al. 2015, doi:10.3389/fnins.2015.00437). Read from {@code nmnist/nmnist-small.zip} or the
 * unpacked folder {@code nmnist/}: recordings {@code N.bs2}, and {@code train1K.txt}, {@code
 * test100.txt} with a recording and its class per line.
 *
 * <p>Recording N has the id N - 1, which is the id of its image in the data set {@code mnist}.
 * Recordings last about 308 ms (297 .. 315 ms; one of 1,100 has events until 336 ms); all are given
 * the length 316 ms.
 */
public final class Nmnist implements DatasetPlugin<Nmnist.Config> {
  /** What a network is trained to give. */
  public enum Target {
    /** The class of the recording. */
    CLASS,
    /** The MNIST image that the camera saw. */
    IMAGE,
    /** The first training image of MNIST that shows the same digit. */
    IMAGE_OF_DIGIT
  }

  /** Which recordings are used, and for what. */
  public record Config(
      @Doc("training examples, the first ones; 0: all that remain") int train,
      @Doc("validation examples, the last ones of the training part; 0: none") int validation,
      @Doc("test examples, the first ones; 0: all") int test,
      @Doc(
              "class: its label; image: the MNIST image it was recorded from; image-of-digit: the first"
                  + " MNIST image of its digit")
          Target target,
      @Doc(
              "k: cross-validation over all recordings; the run's seed 1 .. k chooses the fold to test"
                  + " on, the next fold is the validation split; 0: the official split")
          int folds) {
    /** Checks the values. */
    public Config {
      new Selection(train, validation, test);
      if (folds != 0) {
        Check.atLeast("folds", folds, 3);
        if (validation != 0 || test != 0) {
          throw new IllegalArgumentException(
              "validation and test are whole folds where folds is " + folds + "; leave them out");
        }
      }
    }
  }

  static final int SIDE = 34;
  static final int DURATION_US = 316_000;
  private static final int CLASSES = 10;

  @Override
  public String name() {
    return "nmnist";
  }

  @Override
  public Config defaults() {
    return new Config(0, 0, 0, Target.CLASS, 0);
  }

  @Override
  public String description() {
    return "event-camera recordings of digits, 34 x 34 x 2, from the data home";
  }

  @Override
  public String citation() {
    return "doi:10.3389/fnins.2015.00437";
  }

  @Override
  public List<DataFile> files() {
    return List.of(Canon.NMNIST);
  }

  @Override
  public boolean splitsBySeed(Config config) {
    return config.folds() > 0;
  }

  @Override
  public Dataset create(Config config, BuildContext context) {
    List<Path> folders = Finder.folders(context.data());
    RecordingFiles files =
        folders.stream()
            .map(RecordingFiles::in)
            .flatMap(java.util.Optional::stream)
            .findFirst()
            .orElseThrow(
                () ->
                    new MissingDataException(
                        "data set 'nmnist' is not at hand; put nmnist/nmnist-small.zip, or its recordings and lists in a folder nmnist, into the data home (looked in"
                            + Finder.after(folders).replaceFirst("^,", "")
                            + ")."));
    MnistImages images =
        config.target() == Target.CLASS
            ? null
            : MnistImages.read(config.target() == Target.IMAGE_OF_DIGIT, context.data());
    int fold = config.folds() == 0 ? 0 : Math.floorMod(context.seed().root() - 1, config.folds());
    String key = "nmnist|" + config + "|" + fold + "|" + files.stamp();
    return Cache.get(key, () -> read(config, fold, files, images));
  }

  private Dataset read(Config config, int fold, RecordingFiles files, MnistImages images) {
    RecordingTable train = Cache.get("nmnist-train|" + files.stamp(), () -> files.table("train1K"));
    RecordingTable test = Cache.get("nmnist-test|" + files.stamp(), () -> files.table("test100"));
    for (RecordingTable table : List.of(train, test)) {
      if (IntStream.of(table.labels()).anyMatch(label -> label >= CLASSES)) {
        throw new BadDataException(files.where() + ": a list gives a class above 9.");
      }
    }
    RecordingTable all = train.and(test);
    Selection.Chosen chosen =
        config.folds() > 0
            ? Folds.of(all.labels(), config.folds()).choose(fold, config.train())
            : new Selection(config.train(), config.validation(), config.test())
                .from(
                    name(),
                    Selection.all(train.labels().length),
                    Selection.from(train.labels().length, test.labels().length),
                    "lists train1K and test100");
    Map<String, String> checksums = new TreeMap<>(files.checksums());
    if (images != null) {
      checksums.putAll(images.checksums());
    }
    DatasetInfo info =
        new DatasetInfo(
            name(),
            DatasetInfo.Kind.RECORDINGS,
            SIDE,
            SIDE,
            2,
            CLASSES,
            images == null ? 0 : images.features(),
            "N-MNIST, Orchard et al. 2015, subset",
            checksums,
            chosen.words(),
            images == null ? 0 : images.width());
    return new RecordingTable.Selected(
        info,
        new RecordingTable.Part(all, chosen.train(), images),
        new RecordingTable.Part(all, chosen.validation(), images),
        new RecordingTable.Part(all, chosen.test(), images));
  }
}
