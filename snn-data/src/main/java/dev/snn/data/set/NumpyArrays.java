package dev.snn.data.set;

import dev.snn.api.data.BadDataException;
import dev.snn.api.data.Dataset;
import dev.snn.data.file.Content;
import dev.snn.data.format.Npy;

/**
 * A data set from four arrays, the last two of which may be missing.
 *
 * @param trainValues training values
 * @param trainLabels training labels
 * @param testValues test values or null
 * @param testLabels test labels or null
 */
record NumpyArrays(Npy trainValues, Npy trainLabels, Npy testValues, Npy testLabels) {

  Dataset dataset(
      String name,
      String version,
      double scale,
      double testFraction,
      Selection selection,
      Content... files) {
    NumpyPair train = NumpyPair.of(trainValues, trainLabels);
    if (testValues == null && testLabels == null) {
      return OwnData.of(
          name,
          train.shape(),
          OwnData.classes(train.labels()),
          version,
          selection,
          testFraction,
          train.table(scale),
          null,
          files);
    }
    if (testValues == null || testLabels == null) {
      throw new BadDataException(version + ": give test values and test labels, or neither.");
    }
    NumpyPair test = NumpyPair.of(testValues, testLabels);
    if (!test.shape().equals(train.shape())) {
      throw new BadDataException(
          "the examples of %s are %s, those of %s are %s; they must have one size."
              .formatted(trainValues.name(), train.shape(), testValues.name(), test.shape()));
    }
    return OwnData.of(
        name,
        train.shape(),
        OwnData.classes(train.labels(), test.labels()),
        version,
        selection,
        testFraction,
        train.table(scale),
        test.table(scale),
        files);
  }
}
