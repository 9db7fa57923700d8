package dev.snn.data.set;

import dev.snn.api.data.Dataset;
import dev.snn.api.data.DatasetInfo;
import dev.snn.data.file.Content;
import java.util.Map;
import java.util.TreeMap;

/** What the data sets for the user's own files share. */
final class OwnData {
  private OwnData() {}

  /** A table of {@code value / scale}. */
  static Table scaled(float[] values, int features, double scale, int[] labels) {
    float[] scaled = new float[values.length];
    for (int k = 0; k < values.length; k++) {
      scaled[k] = (float) (values[k] / scale);
    }
    return new Table.Floats(scaled, features, labels);
  }

  /**
   * A data set from a training table and a test table; where the latter is null, examples are split
   * by class.
   */
  static Dataset of(
      String name,
      TableDataset.Shape shape,
      int classes,
      String version,
      Selection selection,
      double testFraction,
      Table train,
      Table test,
      Content... files) {
    Map<String, String> checksums = new TreeMap<>();
    for (Content file : files) {
      checksums.putAll(file.checksums());
    }
    int[] trainPart = Selection.all(train.size());
    int[] testPart = test == null ? null : Selection.all(test.size());
    String parts = "training and test files";
    if (test == null) {
      int[] labels = new int[train.size()];
      for (int k = 0; k < labels.length; k++) {
        labels[k] = train.label(k);
      }
      int[][] split = Selection.byClass(labels, classes, testFraction);
      trainPart = split[0];
      testPart = split[1];
      parts = "fixed split by class, " + testFraction + " to test";
    }
    Selection.Chosen chosen = selection.from(name, trainPart, testPart, parts);
    DatasetInfo info =
        new DatasetInfo(
            name,
            DatasetInfo.Kind.VALUES,
            shape.width(),
            shape.height(),
            shape.channels(),
            classes,
            0,
            version,
            checksums,
            chosen.words());
    return TableDataset.of(info, chosen, train, test == null ? train : test);
  }

  /** One more than the highest class. */
  static int classes(int[]... labels) {
    int most = 0;
    for (int[] column : labels) {
      for (int label : column) {
        most = Math.max(most, label);
      }
    }
    return most + 1;
  }
}
