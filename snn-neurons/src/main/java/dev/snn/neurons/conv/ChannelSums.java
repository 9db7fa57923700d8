package dev.snn.neurons.conv;

/**
 * Sums over a channel of all rows, in the order of the rows; four partial sums per row, in double
 * precision.
 */
final class ChannelSums {
  private ChannelSums() {}

  /** {@code sum x}. */
  static double sum(float[][] rows, int channel, int pixels) {
    double sum = 0;
    int from = channel * pixels;
    int to = from + pixels;
    for (float[] x : rows) {
      double a = 0;
      double b = 0;
      double c = 0;
      double d = 0;
      int i = from;
      for (; i + 3 < to; i += 4) {
        a += x[i];
        b += x[i + 1];
        c += x[i + 2];
        d += x[i + 3];
      }
      for (; i < to; i++) {
        a += x[i];
      }
      sum += a + b + (c + d);
    }
    return sum;
  }

  /** {@code sum (x - mean)^2}. */
  static double squares(float[][] rows, double mean, int channel, int pixels) {
    double sum = 0;
    int from = channel * pixels;
    int to = from + pixels;
    for (float[] x : rows) {
      double a = 0;
      double b = 0;
      int i = from;
      for (; i + 1 < to; i += 2) {
        double u = x[i] - mean;
        double v = x[i + 1] - mean;
        a += u * u;
        b += v * v;
      }
      for (; i < to; i++) {
        double u = x[i] - mean;
        a += u * u;
      }
      sum += a + b;
    }
    return sum;
  }

  /** {@code sum g (x - mean)}. */
  static double products(float[][] g, float[][] rows, double mean, int channel, int pixels) {
    double sum = 0;
    int from = channel * pixels;
    int to = from + pixels;
    for (int r = 0; r < g.length; r++) {
      float[] x = rows[r];
      float[] y = g[r];
      double a = 0;
      double b = 0;
      int i = from;
      for (; i + 1 < to; i += 2) {
        a += y[i] * (x[i] - mean);
        b += y[i + 1] * (x[i + 1] - mean);
      }
      for (; i < to; i++) {
        a += y[i] * (x[i] - mean);
      }
      sum += a + b;
    }
    return sum;
  }
}
