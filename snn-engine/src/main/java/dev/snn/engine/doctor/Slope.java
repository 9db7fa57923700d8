package dev.snn.engine.doctor;

import java.util.List;
import java.util.function.DoubleSupplier;

/**
 * The slope of a scalar along its gradient: what the gradient says, its norm, against central
 * differences of the scalar. One direction tells of all values together: a part of the gradient
 * that is too large or too small, or should be 0, makes the norm another than the slope.
 */
final class Slope {
  /** Largest relative error; half of what wrong factors make in the gradient tests, in float. */
  static final double TOLERANCE = 0.05;

  /** Rounding of one evaluation, relative to the scalar. */
  private static final double ROUNDING = 2e-6;

  /** What the differences may leave in doubt, over the slope. */
  private static final double DOUBTFUL = 0.1;

  private static final int SCALES = 5;

  private final List<float[][]> values;
  private final List<float[][]> gradients;
  private final double norm;

  /**
   * @param values that the scalar reads; changed in place and put back
   * @param gradients that are claimed, of the same form
   */
  Slope(List<float[][]> values, List<float[][]> gradients) {
    this.values = values;
    this.gradients = gradients;
    this.norm = norm(gradients);
  }

  /**
   * What came of a comparison.
   *
   * @param settled false where central differences of two steps disagree, as at a kink
   * @param doubt how far the measured slope may be wrong
   */
  record Verdict(double claimed, double measured, boolean settled, double doubt) {
    boolean isWrong() {
      double most = Math.max(Math.abs(claimed), Math.abs(measured));
      return settled && Math.abs(claimed - measured) > TOLERANCE * most + 2 * doubt;
    }
  }

  Verdict compare(DoubleSupplier scalar) {
    double now = scalar.getAsDouble();
    if (!Double.isFinite(norm) || !Double.isFinite(now)) {
      return new Verdict(norm, Double.NaN, false, 0);
    }
    if (norm == 0) {
      // Nothing is claimed, and there is no direction to go.
      return new Verdict(0, 0, true, 0);
    }
    double size = Math.max(norm(values), 1e-3);
    double step = Math.min(1e-2 * size, Math.max(1e-4 * size, 1e-2 * Math.abs(now) / norm));
    Verdict best = new Verdict(norm, Double.NaN, false, 0);
    double before = Double.NaN;
    for (int k = 0; k < SCALES; k++, step /= 4) {
      double coarse = difference(scalar, step);
      double fine = difference(scalar, step / 2);
      double noise = 2 * ROUNDING * Math.max(Math.abs(now), 1e-3) / step;
      double most = Math.max(Math.abs(fine), norm);
      if (noise > DOUBTFUL * most) {
        break;
      }
      double doubt = Math.abs(coarse - fine) + noise;
      if (doubt < DOUBTFUL * most && Math.abs(norm - fine) <= TOLERANCE * most) {
        return new Verdict(norm, fine, true, doubt);
      }
      // Between far points a curved function may well have another slope: what is said to be wrong
      // is wrong at two scales.
      double change = Double.isNaN(before) ? Double.POSITIVE_INFINITY : Math.abs(fine - before);
      double all = doubt + change;
      if (all < DOUBTFUL * most && !(best.settled() && best.doubt() <= all)) {
        best = new Verdict(norm, fine, true, all);
      }
      before = fine;
    }
    return best;
  }

  private double difference(DoubleSupplier scalar, double step) {
    List<float[][]> before = values.stream().map(Slope::copy).toList();
    double above = at(scalar, before, step);
    double below = at(scalar, before, -step);
    for (int k = 0; k < values.size(); k++) {
      put(values.get(k), before.get(k), gradients.get(k), 0);
    }
    return (above - below) / (2 * step);
  }

  private double at(DoubleSupplier scalar, List<float[][]> from, double step) {
    for (int k = 0; k < values.size(); k++) {
      put(values.get(k), from.get(k), gradients.get(k), step / norm);
    }
    return scalar.getAsDouble();
  }

  private static void put(float[][] to, float[][] from, float[][] direction, double factor) {
    for (int r = 0; r < to.length; r++) {
      for (int n = 0; n < to[r].length; n++) {
        to[r][n] = (float) (from[r][n] + factor * direction[r][n]);
      }
    }
  }

  private static double norm(List<float[][]> all) {
    double sum = 0;
    for (float[][] rows : all) {
      for (float[] row : rows) {
        for (float x : row) {
          sum += (double) x * x;
        }
      }
    }
    return Math.sqrt(sum);
  }

  private static float[][] copy(float[][] rows) {
    float[][] copy = new float[rows.length][];
    for (int r = 0; r < rows.length; r++) {
      copy[r] = rows[r].clone();
    }
    return copy;
  }
}
