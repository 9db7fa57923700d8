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
      @Doc("training examples, the first ones; 0: all that remain") int train,
      @Doc("validation examples, the last ones of the training part; 0: none") int validation,
      @Doc("test examples, the first ones; 0: all") int test) {
    /** Checks the values. */
    public Config {
      Check.positive("scale", scale);
      Check.inside("test_fraction", testFraction, 0, 1);
      new Selection(train, validation, test);
      if (testImages.isBlank() != testLabels.isBlank()) {
        throw new IllegalArgumentException("give test_images and test_labels, or neither");
      }
    }
  }

  @Override
  public String name() {
    return "idx";
  }

  @Override
  public Config defaults() {
    return new Config("", "", "", "", 255, 0.2, 0, 0, 0);
  }

  @Override
  public String description() {
    return "your own IDX files of images and labels";
  }

  @Override
  public Dataset create(Config config, BuildContext context) {
    Source trainImages = source(context, "train_images", config.trainImages());
    Source trainLabels = source(context, "train_labels", config.trainLabels());
    if (config.testImages().isBlank()) {
      String key = "idx|" + config + "|" + trainImages.stamp() + "|" + trainLabels.stamp();
      return Cache.get(key, () -> read(config, trainImages, trainLabels, null, null));
    }
    Source testImages = source(context, "test_images", config.testImages());
    Source testLabels = source(context, "test_labels", config.testLabels());
    String key =
        String.join(
            "|",
            "idx",
            config.toString(),
            trainImages.stamp(),
            trainLabels.stamp(),
            testImages.stamp(),
            testLabels.stamp());
    return Cache.get(key, () -> read(config, trainImages, trainLabels, testImages, testLabels));
  }

  private static Source source(BuildContext context, String option, String given) {
    return Source.of(given, Finder.own(context.data(), option, given));
  }

  private Dataset read(
      Config config, Source trainImages, Source trainLabels, Source testImages, Source testLabels) {
    Selection selection = new Selection(config.train(), config.validation(), config.test());
    Content images = Content.read(trainImages);
    Content labels = Content.read(trainLabels);
    IdxPair train = IdxPair.of(images, labels);
    if (testImages == null) {
      return OwnData.of(
          name(),
          train.shape(),
          OwnData.classes(train.labels()),
          images.source().name(),
          selection,
          config.testFraction(),
          train.table(config.scale()),
          null,
          images,
          labels);
    }
    Content imagesToTest = Content.read(testImages);
    Content labelsToTest = Content.read(testLabels);
    IdxPair test = IdxPair.of(imagesToTest, labelsToTest);
    if (!test.shape().equals(train.shape())) {
      throw new BadDataException(
          "the images of %s are %s, those of %s are %s; they must have one size."
              .formatted(trainImages.name(), train.shape(), testImages.name(), test.shape()));
    }
    return OwnData.of(
        name(),
        train.shape(),
        OwnData.classes(train.labels(), test.labels()),
        images.source().name(),
        selection,
        config.testFraction(),
        train.table(config.scale()),
        test.table(config.scale()),
        images,
        labels,
        imagesToTest,
        labelsToTest);
  }
}
