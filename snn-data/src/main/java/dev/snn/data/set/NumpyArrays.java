package dev.snn.data.set;

import dev.snn.api.data.BadDataException;
import dev.snn.api.data.Dataset;
import dev.snn.api.data.DatasetInfo;
import dev.snn.data.format.CsvLayout.Missing;
import java.util.Map;

/**
 * A data set from values and labels in arrays, whatever they were read from.
 *
 * @param validation null where there is no such part
 * @param test null where a share of the first becomes it
 */
record NumpyArrays(NumpyPair train, NumpyPair validation, NumpyPair test) {

  Dataset dataset(
      String name,
      String version,
      double scale,
      Normalise normalise,
      OwnParts parts,
      DatasetInfo trainedOn,
      Map<String, String> checksums) {
    requireSize(validation);
    requireSize(test);
    return new OwnData(name, version, train.shape(), parts, trainedOn)
        .classes(train.labels(), labels(validation), labels(test))
        .labelled(name + ": classes")
        .normalised(normalise, Missing.ERROR)
        .scaled(scale != 0 || train.values().type().equals("u1"))
        .files(checksums)
        .of(table(train, scale), table(validation, scale), table(test, scale));
  }

  private void requireSize(NumpyPair other) {
    if (other != null && !other.shape().equals(train.shape())) {
      throw new BadDataException(
          "the examples of %s are %s, those of %s are %s; they must have one size."
              .formatted(
                  train.values().name(), train.shape(), other.values().name(), other.shape()));
    }
  }

  private static int[] labels(NumpyPair pair) {
    return pair == null ? new int[0] : pair.labels();
  }

  private static Table table(NumpyPair pair, double scale) {
    return pair == null ? null : pair.table(scale);
  }
}
