package dev.snn.data.set;

import dev.snn.api.data.BadDataException;
import dev.snn.data.format.Npy;
import java.util.Arrays;

/**
 * Values and their labels from two NumPy arrays.
 *
 * @param labels class of each example
 */
record NumpyPair(Npy values, int[] labels, TableDataset.Shape shape) {
  private static final int MOST_COLOURS = 4;

  /**
   * @param mayBeLast whether four dimensions of which the last is at most 4 have the channels last
   */
  static NumpyPair of(Npy given, Npy labels, boolean mayBeLast) {
    int[] form = given.shape();
    Npy values =
        mayBeLast && form.length == 4 && form[3] >= 1 && form[3] <= MOST_COLOURS
            ? given.channelsFirst()
            : given;
    TableDataset.Shape shape = TableDataset.Shape.of(values.shape());
    if (shape == null || shape.features() < 1 || values.examples() < 1) {
      throw new BadDataException(
          "%s has shape %s; it needs [n, features], [n, rows, columns] or [n, channels, rows, columns], none of them 0."
              .formatted(values.name(), Arrays.toString(values.shape())));
    }
    if (labels.examples() != labels.length()) {
      throw new BadDataException(
          "%s has shape %s; labels need [n], one class number per example."
              .formatted(labels.name(), Arrays.toString(labels.shape())));
    }
    if (labels.examples() != values.examples()) {
      throw new BadDataException(
          "%s holds %d examples, but %s holds %d labels; they do not belong together."
              .formatted(values.name(), values.examples(), labels.name(), labels.examples()));
    }
    double[] numbers = labels.toDoubles();
    int[] classes = new int[numbers.length];
    for (int k = 0; k < classes.length; k++) {
      classes[k] = (int) numbers[k];
      if (classes[k] != numbers[k] || classes[k] < 0 || classes[k] > 0xffff) {
        throw new BadDataException(
            "%s holds %s at position %d; a class is a whole number from 0 to 65535."
                .formatted(labels.name(), numbers[k], k));
      }
    }
    return new NumpyPair(values, classes, shape);
  }

  /** A table; scale 0 is 255 for unsigned bytes and 1 for other types. */
  Table table(double scale) {
    boolean bytes = values.type().equals("u1");
    double divisor = scale > 0 ? scale : bytes ? 255 : 1;
    if (bytes && !values.fortran()) {
      byte[] raw = new byte[values.length()];
      values.data().get(0, raw);
      return new Table.Bytes(raw, 0, shape.features(), divisor, labels);
    }
    float[] scaled = values.toFloats(divisor);
    for (int k = 0; k < scaled.length; k++) {
      if (!Float.isFinite(scaled[k])) {
        throw new BadDataException(
            "%s holds %s in example %d; values must be finite."
                .formatted(values.name(), scaled[k], k / shape.features()));
      }
    }
    return new Table.Floats(scaled, shape.features(), labels);
  }
}
