package dev.snn.testkit;

import static dev.snn.testkit.ContractViolation.require;

import java.util.Locale;
import java.util.function.DoubleSupplier;

/**
 * Compares gradients with central differences {@code (f(x + h) - f(x - h)) / 2h}.
 *
 * <p>Each value is measured with steps h and h/2, and where these disagree (a kink of a piecewise
 * linear function lies between) with h/8 and h/16. Where these disagree too the value is
 * inconclusive and left out; at least three quarters must be conclusive.
 */
final class Gradients {
  /** Largest relative error in float. */
  static final double TOLERANCE = 1e-2;

  private static final int MOST_VALUES = 96;

  private Gradients() {}

  /**
   * Checks the gradient of a scalar with respect to some values, which are changed in place and
   * restored.
   *
   * @param name of the gradient, for the detail
   * @param values {@code f} reads them
   * @param gradient claimed gradient of the same shape, or null for zero
   * @param step h
   * @param f the scalar, summed in double
   * @return the relative error {@code |claimed - measured| / |measured|} over all values
   */
  static Result check(
      String name, float[][] values, float[][] gradient, double step, DoubleSupplier f) {
    return check(name, values, gradient, step, 0, f);
  }

  /**
   * As above, for a scalar whose own rounding would drown a small gradient.
   *
   * @param rounding error of one evaluation of {@code f}
   */
  static Result check(
      String name,
      float[][] values,
      float[][] gradient,
      double step,
      double rounding,
      DoubleSupplier f) {
    int count = 0;
    for (float[] row : values) {
      count += row.length;
    }
    int stride = Math.max(1, (count + MOST_VALUES - 1) / MOST_VALUES);
    int measured = (count + stride - 1) / stride;
    double[] claimed = new double[measured];
    double[] coarse = new double[measured];
    double[] fine = new double[measured];
    double[] noise = new double[measured];
    String[] where = new String[measured];
    int index = 0;
    int at = 0;
    double scale = 0;
    for (int r = 0; r < values.length; r++) {
      for (int n = 0; n < values[r].length; n++) {
        if (index++ % stride != 0) {
          continue;
        }
        claimed[at] = gradient == null ? 0 : gradient[r][n];
        coarse[at] = difference(values[r], n, step, f);
        fine[at] = difference(values[r], n, step / 2, f);
        noise[at] = 2 * rounding / step;
        if (Math.abs(coarse[at] - fine[at]) > 5e-3 * Math.abs(fine[at]) + noise[at]) {
          noise[at] *= 8;
          coarse[at] = difference(values[r], n, step / 8, f);
          fine[at] = difference(values[r], n, step / 16, f);
        }
        where[at] = "[" + r + "][" + n + "]";
        scale = Math.max(scale, Math.max(Math.abs(fine[at]), Math.abs(claimed[at])));
        require(
            !Double.isNaN(claimed[at]) && !Double.isNaN(fine[at]),
            "gradient of %s%s is NaN (claimed %s, central difference %s)",
            name,
            where[at],
            claimed[at],
            fine[at]);
        at++;
      }
    }
    return compare(name, claimed, coarse, fine, where, scale, noise);
  }

  private static Result compare(
      String name,
      double[] claimed,
      double[] coarse,
      double[] fine,
      String[] where,
      double scale,
      double[] noise) {
    int conclusive = 0;
    int worst = -1;
    double worstExcess = 0;
    double error = 0;
    double norm = 0;
    double known = 0;
    for (int k = 0; k < claimed.length; k++) {
      double doubt = Math.abs(coarse[k] - fine[k]);
      if (doubt > 5e-3 * scale + noise[k]) {
        continue;
      }
      conclusive++;
      double difference = Math.abs(claimed[k] - fine[k]);
      error += difference * difference;
      norm += fine[k] * fine[k];
      known += noise[k] * noise[k];
      double allowed =
          TOLERANCE * Math.max(Math.abs(claimed[k]), Math.abs(fine[k]))
              + 3e-3 * scale
              + 2 * doubt
              + noise[k];
      double excess = difference - allowed;
      if (worst < 0 || excess > worstExcess) {
        worst = k;
        worstExcess = excess;
      }
    }
    if (scale == 0) {
      return new Result(name, 0, 0);
    }
    require(
        4 * conclusive >= 3 * claimed.length,
        "gradient of %s: only %d of %d central differences settle (the first are %.4g and %.4g), so"
            + " the function is not smooth in a SMOOTH pass",
        name,
        conclusive,
        claimed.length,
        coarse[0],
        fine[0]);
    double relative = norm == 0 ? (error == 0 ? 0 : 1) : Math.sqrt(error / norm);

    require(
        Math.sqrt(error) <= TOLERANCE * Math.sqrt(norm) + Math.sqrt(known) && worstExcess <= 0,
        "gradient of %s: relative error %.1e (at most %.0e); at %s%s the backward pass gives %.6g,"
            + " central differences %.6g",
        name,
        relative,
        TOLERANCE,
        name,
        where[worst],
        claimed[worst],
        fine[worst]);
    return new Result(name, relative, scale);
  }

  private static double difference(float[] row, int n, double step, DoubleSupplier f) {
    float value = row[n];
    float above = (float) (value + step);
    float below = (float) (value - step);
    row[n] = above;
    double high = f.getAsDouble();
    row[n] = below;
    double low = f.getAsDouble();
    row[n] = value;
    return (high - low) / ((double) above - below);
  }

  /** The largest absolute value. */
  static double largest(dev.snn.api.tensor.Tensor x) {
    double most = 0;
    for (float[] row : x.rows()) {
      for (int n = 0; n < x.size(); n++) {
        most = Math.max(most, Math.abs(row[n]));
      }
    }
    return most;
  }

  /** A step for the values of a parameter. */
  static double step(dev.snn.api.layer.Parameter parameter) {
    double largest = 0;
    for (float[] row : parameter.value()) {
      for (float x : row) {
        largest = Math.max(largest, Math.abs(x));
      }
    }
    return 2e-3 * (largest > 0 ? Math.min(largest, 1) : 1);
  }

  /** The sum of products of two arrays of rows, in double. */
  static double dot(float[][] a, float[][] b, int size) {
    double sum = 0;
    for (int r = 0; r < a.length; r++) {
      for (int n = 0; n < Math.min(size, a[r].length); n++) {
        sum += (double) a[r][n] * b[r][n];
      }
    }
    return sum;
  }

  /**
   * @param name of the gradient
   * @param error relative
   * @param scale largest absolute value of the gradient
   */
  record Result(String name, double error, double scale) {
    @Override
    public String toString() {
      return String.format(Locale.ROOT, "%s %.1e", name, error);
    }
  }
}
