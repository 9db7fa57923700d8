package dev.snn.data.format;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What the lines of a stream of samples hold.
 *
 * @param arff whether they are ARFF data, with its quotes and sparse lines; else fields between
 *     separators
 * @param columns all columns, that of the class among them
 * @param label number of the column of the class, from 0
 * @param named whether the file names its columns
 */
record SampleHeader(boolean arff, List<Column> columns, int label, boolean named) {

  /**
   * A column.
   *
   * @param values texts it may have, in the order in which they were declared; null for numbers
   *     and, where it is that of the class, for any text
   * @param numbers what the texts become as values: the numbers they are, or their places
   */
  record Column(String name, List<String> values, float[] numbers) {
    /** Numbers. */
    static Column numeric(String name) {
      return new Column(name, null, null);
    }

    /** Any text. */
    static Column text(String name) {
      return new Column(name, null, new float[0]);
    }

    /**
     * Declared texts: those that are all numbers, and different ones, keep them, others become 0,
     * 1, 2, ...
     */
    static Column nominal(String name, List<String> values) {
      float[] numbers = new float[values.size()];
      Set<Float> seen = new HashSet<>();
      for (int k = 0; k < numbers.length; k++) {
        numbers[k] = Decimals.parse(values.get(k)) + 0f;
        if (!Float.isNaN(numbers[k])) {
          seen.add(numbers[k]);
        }
      }
      for (int k = 0; k < numbers.length && seen.size() < numbers.length; k++) {
        numbers[k] = k;
      }
      return new Column(name, List.copyOf(values), numbers);
    }

    boolean isText() {
      return values == null && numbers != null;
    }

    boolean isNominal() {
      return values != null;
    }
  }

  /** Values of a sample. */
  int features() {
    return columns.size() - 1;
  }

  /** The place among the values of a column that is not that of the class. */
  int feature(int column) {
    return column < label ? column : column - 1;
  }
}
