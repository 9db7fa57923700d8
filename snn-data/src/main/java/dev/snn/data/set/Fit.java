package dev.snn.data.set;

import dev.snn.api.data.Legend;
import dev.snn.data.format.CsvLayout.Missing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * What the columns of a training part look like, and what is done with them because of it: {@code y
 * = (x - offset) / scale}, in double precision, of a column that is constant 0. Missing values
 * (NaN) are filled in before.
 *
 * @param fill per column; empty where nothing is missing
 * @param offset per column; empty where values stay as they are
 * @param scale per column; as long as offset
 * @param unit whether results are kept in [0, 1]
 */
record Fit(double[] fill, double[] offset, double[] scale, boolean unit) {
  /** Stands where a series is over: no value of its column, and 0 in the end. */
  static final float PADDING = Float.NEGATIVE_INFINITY;

  /**
   * Looks at the training part.
   *
   * @param period the columns of a row repeat after so many, as the dimensions of a series do in
   *     each of its frames: they are one
   */
  static Fit of(Table table, int[] rows, int period, Normalise normalise, Missing missing) {
    if (normalise == Normalise.NONE && missing != Missing.MEAN && missing != Missing.ZERO) {
      return new Fit(new double[0], new double[0], new double[0], false);
    }
    double[] low = filled(period, Double.POSITIVE_INFINITY);
    double[] high = filled(period, Double.NEGATIVE_INFINITY);
    double[] sum = new double[period];
    long[] n = new long[period];
    boolean[] lacks = new boolean[period];
    for (int row : rows) {
      float[] values = table.row(row);
      for (int f = 0; f < values.length; f++) {
        if (Float.isFinite(values[f])) {
          int c = f % period;
          low[c] = Math.min(low[c], values[f]);
          high[c] = Math.max(high[c], values[f]);
          sum[c] += values[f];
          n[c]++;
        }
        lacks[f % period] |= Float.isNaN(values[f]);
      }
    }
    double[] mean = new double[period];
    for (int c = 0; c < period; c++) {
      if (missing == Missing.MEAN && n[c] == 0 && lacks[c]) {
        throw new IllegalArgumentException(
            "missing cannot be mean: value column %d of %d has no value in the training part; drop the column, or set missing to zero"
                .formatted(c + 1, period));
      }
      mean[c] = n[c] == 0 ? 0 : sum[c] / n[c];
    }
    double[] fill =
        switch (missing) {
          case MEAN -> mean;
          case ZERO -> new double[period];
          default -> new double[0];
        };
    if (normalise == Normalise.NONE) {
      return new Fit(fill, new double[0], new double[0], false);
    }
    if (normalise == Normalise.MIN_MAX) {
      double[] range = new double[period];
      for (int c = 0; c < period; c++) {
        low[c] = n[c] == 0 ? 0 : low[c];
        range[c] = n[c] == 0 ? 1 : oneForNone(high[c] - low[c]);
      }
      return new Fit(fill, low, range, true);
    }
    return new Fit(fill, mean, deviations(table, rows, mean, n), false);
  }

  private static double[] deviations(Table table, int[] rows, double[] mean, long[] n) {
    double[] squares = new double[mean.length];
    for (int row : rows) {
      float[] values = table.row(row);
      for (int f = 0; f < values.length; f++) {
        double d = values[f] - mean[f % mean.length];
        squares[f % mean.length] += Double.isFinite(d) ? d * d : 0;
      }
    }
    double[] sd = new double[mean.length];
    for (int c = 0; c < sd.length; c++) {
      sd[c] = oneForNone(Math.sqrt(squares[c] / Math.max(1, n[c])));
    }
    return sd;
  }

  private static double oneForNone(double scale) {
    return scale > 0 ? scale : 1;
  }

  private static double[] filled(int n, double value) {
    double[] all = new double[n];
    Arrays.fill(all, value);
    return all;
  }

  /** That of the data a network was trained on. */
  static Fit of(Legend legend, Normalise normalise) {
    return new Fit(
        numbers(legend.fill()),
        numbers(legend.offset()),
        numbers(legend.scale()),
        normalise == Normalise.MIN_MAX);
  }

  Legend legend(List<String> classes, List<String> columns) {
    return new Legend(classes, columns, list(fill), list(offset), list(scale));
  }

  /** A table seen through it. */
  Table on(Table table) {
    return fill.length == 0 && offset.length == 0 ? table : new Fitted(table, this);
  }

  /** Values of these rows that lie outside [0, 1] before they are cut off. */
  long outside(Table table, int[] rows) {
    long count = 0;
    for (int row : unit ? rows : new int[0]) {
      float[] values = table.row(row);
      for (int f = 0; f < values.length; f++) {
        double y = value(values[f], f);
        count += y < 0 || y > 1 ? 1 : 0;
      }
    }
    return count;
  }

  private double value(double given, int f) {
    if (given == PADDING) {
      return 0;
    }
    double x = Double.isNaN(given) && fill.length > 0 ? fill[f % fill.length] : given;
    return offset.length == 0 ? x : (x - offset[f % offset.length]) / scale[f % scale.length];
  }

  private float apply(float x, int f) {
    double y = value(x, f);
    return (float) (unit ? Math.max(0, Math.min(1, y)) : y);
  }

  private static double[] numbers(List<Double> list) {
    return list.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static List<Double> list(double[] numbers) {
    List<Double> list = new ArrayList<>(Collections.nCopies(numbers.length, 0.0));
    for (int k = 0; k < numbers.length; k++) {
      list.set(k, numbers[k]);
    }
    return list;
  }

  private record Fitted(Table table, Fit fit) implements Table {
    @Override
    public int size() {
      return table.size();
    }

    @Override
    public float[] row(int example) {
      float[] row = table.row(example);
      for (int f = 0; f < row.length; f++) {
        row[f] = fit.apply(row[f], f);
      }
      return row;
    }

    @Override
    public int label(int example) {
      return table.label(example);
    }

    @Override
    public float[] target(int example) {
      return table.target(example);
    }
  }
}
