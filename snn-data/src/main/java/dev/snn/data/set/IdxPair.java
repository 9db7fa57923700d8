package dev.snn.data.set;

import dev.snn.api.data.BadDataException;
import dev.snn.data.file.Content;
import dev.snn.data.format.Idx;

/**
 * Images and their labels from two IDX files.
 *
 * @param labels class of each image
 */
record IdxPair(Content imageFile, Idx images, int[] labels, TableDataset.Shape shape) {

  static IdxPair of(Content imageFile, Content labelFile) {
    String imageName = imageFile.source().name();
    String labelName = labelFile.source().name();
    Idx images = Idx.read(imageName, imageFile.bytes());
    Idx labels = Idx.read(labelName, labelFile.bytes());
    TableDataset.Shape shape = TableDataset.Shape.of(images.shape());
    if (shape == null || shape.features() < 1) {
      throw new BadDataException(
          imageName + " holds no images: it needs 2 to 4 dimensions, none of them 0.");
    }
    if (labels.shape().length != 1) {
      throw new BadDataException(
          labelName + " holds no labels: it has " + labels.shape().length + " dimensions, not 1.");
    }
    if (labels.examples() != images.examples()) {
      throw new BadDataException(
          "%s holds %d examples, but %s holds %d labels; they do not belong together."
              .formatted(imageName, images.examples(), labelName, labels.examples()));
    }
    int[] classes = new int[labels.examples()];
    for (int k = 0; k < classes.length; k++) {
      classes[k] = labels.bytes()[labels.offset() + k] & 255;
    }
    return new IdxPair(imageFile, images, classes, shape);
  }

  Table table(double scale) {
    return new Table.Bytes(images.bytes(), images.offset(), shape.features(), scale, labels);
  }
}
