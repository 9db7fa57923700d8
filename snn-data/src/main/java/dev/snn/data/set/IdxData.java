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
import dev.snn.data.format.CsvLayout.Missing;
import java.util.Map;
import java.util.TreeMap;

/**
 * Images and labels from IDX files of unsigned bytes, packed with gzip or not. Without test files a
 * fixed share of each class becomes the test part.
 */
public final class IdxData implements DatasetPlugin<IdxData.Config> {

  /** Which files, and how many examples to use. */
  public record Config(
      @Doc("file of the training images") String trainImages,
      @Doc("file of the training labels") String trainLabels,
      @Doc("file of the test images; empty: test examples are taken from the training file")
          String testImages,
      @Doc("file of the test labels") String testLabels,
      @Doc("pixel value that becomes 1") double scale,
      @Doc("share of each class to test on where there are no test files, fraction")
          double testFraction,
      @Doc("training examples, of each class the first ones; 0: all that remain") int train,
      @Doc("validation examples, taken from the training part, of each class its share; 0: none")
          int validation,
      @Doc("test examples, of each class the first ones; 0: all") int test,
      @Added @Doc("file of the validation images; empty: see validation") String validationImages,
      @Added @Doc("file of the validation labels") String validationLabels,
      @Added
          @Doc("each column by its training part: nothing, to [0, 1], or to mean 0 and deviation 1")
          Normalise normalise,
      @Added @Doc("which of the arbitrary choices of parts; not the seed of a run") int splitSeed) {
    /** Checks the values. */
    public Config {
      Check.positive("scale", scale);
      Check.inside("test_fraction", testFraction, 0, 1);
      Check.atLeast("split_seed", splitSeed, 0);
      new Selection(train, validation, test);
      if (testImages.isBlank() != testLabels.isBlank()) {
        throw new IllegalArgumentException("give test_images and test_labels, or neither");
      }
      if (validationImages.isBlank() != validationLabels.isBlank()) {
        throw new IllegalArgumentException(
            "give validation_images and validation_labels, or neither");
      }
    }
  }

  @Override
  public String name() {
    return "idx";
  }

  @Override
  public Config defaults() {
    return new Config("", "", "", "", 255, 0.2, 0, 0, 0, "", "", Normalise.NONE, 0);
  }

  @Override
  public String description() {
    return "your own IDX files of images and labels";
  }

  @Override
  public Dataset create(Config config, BuildContext context) {
    Source[] files = {
      OwnFiles.needed(context, "train_images", config.trainImages()),
      OwnFiles.needed(context, "train_labels", config.trainLabels()),
      OwnFiles.optional(context, "validation_images", config.validationImages()),
      OwnFiles.optional(context, "validation_labels", config.validationLabels()),
      OwnFiles.optional(context, "test_images", config.testImages()),
      OwnFiles.optional(context, "test_labels", config.testLabels())
    };
    DatasetInfo trainedOn = context.dataset();
    return OwnFiles.cached("idx|" + config, trainedOn, () -> read(config, files, trainedOn), files);
  }

  private Dataset read(Config config, Source[] files, DatasetInfo trainedOn) {
    IdxPair[] pairs = new IdxPair[3];
    Map<String, String> checksums = new TreeMap<>();
    for (int k = 0; k < pairs.length; k++) {
      if (files[2 * k] != null) {
        Content images = Content.read(files[2 * k]);
        Content labels = Content.read(files[2 * k + 1]);
        pairs[k] = IdxPair.of(images, labels);
        checksums.putAll(images.checksums());
        checksums.putAll(labels.checksums());
        requireSize(pairs[0], pairs[k]);
      }
    }
    return new OwnData(
            name(),
            files[0].name(),
            pairs[0].shape(),
            new OwnParts(
                new Selection(config.train(), config.validation(), config.test()),
                config.testFraction(),
                config.splitSeed()),
            trainedOn)
        .classes(labels(pairs[0]), labels(pairs[1]), labels(pairs[2]))
        .labelled(name() + ": classes")
        .normalised(config.normalise(), Missing.ERROR)
        .scaled(true)
        .files(checksums)
        .of(
            table(pairs[0], config.scale()),
            table(pairs[1], config.scale()),
            table(pairs[2], config.scale()));
  }

  private static void requireSize(IdxPair first, IdxPair other) {
    if (!other.shape().equals(first.shape())) {
      throw new BadDataException(
          "the images of %s are %s, those of %s are %s; they must have one size."
              .formatted(
                  first.imageFile().source().name(),
                  first.shape(),
                  other.imageFile().source().name(),
                  other.shape()));
    }
  }

  private static int[] labels(IdxPair pair) {
    return pair == null ? new int[0] : pair.labels();
  }

  private static Table table(IdxPair pair, double scale) {
    return pair == null ? null : pair.table(scale);
  }
}
