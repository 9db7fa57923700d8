package dev.snn.encoders;

import dev.snn.api.tensor.Shape;

/**
 * Differences of Gaussians of an image; see {@link DogLatencyEncoder}. Both filters are one kernel
 * with either sign.
 *
 * @param kernel rows of D
 * @param on factor that makes the largest weight of on 255
 * @param off factor that makes the largest weight of off 255
 */
record CenterSurround(
    Shape image, int size, double[] kernel, double on, double off, double threshold, int radius) {

  private static final double WHITE = 255;

  static CenterSurround of(DogLatencyEncoder.Config c, Shape image) {
    int size = c.size();
    double[] kernel = new double[size * size];
    double mean = 0;
    for (int k = 0; k < kernel.length; k++) {
      int y = k / size - size / 2;
      int x = k % size - size / 2;
      kernel[k] = gauss(y * y + x * x, c.center()) - gauss(y * y + x * x, c.surround());
      mean += kernel[k] / kernel.length;
    }
    double most = 0;
    double least = 0;
    for (int k = 0; k < kernel.length; k++) {
      kernel[k] -= mean;
      most = Math.max(most, kernel[k]);
      least = Math.min(least, kernel[k]);
    }
    return new CenterSurround(
        image, size, kernel, WHITE / most, WHITE / least, c.threshold(), c.radius());
  }

  private static double gauss(double squared, double sd) {
    return Math.exp(-squared / (2 * sd * sd)) / (2 * Math.PI * sd * sd);
  }

  /** The normalised responses {@code [2 C x H x W]} that reach the threshold; 0 elsewhere. */
  double[] responses(float[] values) {
    int plane = image.height() * image.width();
    double[] out = new double[2 * image.channels() * plane];
    double[] raw = new double[plane];
    for (int c = 0; c < image.channels(); c++) {
      filter(values, c * plane, raw);
      keep(raw, on, out, 2 * c * plane);
      keep(raw, off, out, (2 * c + 1) * plane);
    }
    for (int c = 0; c < 2 * image.channels() && radius > 0; c++) {
      normalise(out, c * plane);
    }
    return out;
  }

  private void filter(float[] values, int from, double[] out) {
    int h = image.height();
    int w = image.width();
    java.util.Arrays.fill(out, 0);
    for (int k = 0; k < kernel.length; k++) {
      int dy = k / size - size / 2;
      int dx = k % size - size / 2;
      double weight = kernel[k];
      int end = Math.min(w, w - dx);
      for (int y = Math.max(0, -dy); y < Math.min(h, h - dy); y++) {
        int to = y * w;
        int in = from + (y + dy) * w + dx;
        for (int x = Math.max(0, -dx); x < end; x++) {
          out[to + x] += weight * values[in + x];
        }
      }
    }
  }

  private void keep(double[] raw, double factor, double[] out, int from) {
    for (int p = 0; p < raw.length; p++) {
      double response = factor * raw[p];
      out[from + p] = response >= threshold ? response : 0;
    }
  }

  /** Divides by the mean of the square around each pixel, from sums over rectangles. */
  private void normalise(double[] f, int from) {
    int h = image.height();
    int w = image.width();
    double[] sums = new double[(h + 1) * (w + 1)];
    for (int y = 0; y < h; y++) {
      double row = 0;
      for (int x = 0; x < w; x++) {
        row += f[from + y * w + x];
        sums[(y + 1) * (w + 1) + x + 1] = sums[y * (w + 1) + x + 1] + row;
      }
    }
    double cells = (2.0 * radius + 1) * (2.0 * radius + 1);
    for (int y = 0; y < h; y++) {
      int top = Math.max(0, y - radius) * (w + 1);
      int bottom = Math.min(h, y + radius + 1) * (w + 1);
      for (int x = 0; x < w; x++) {
        double value = f[from + y * w + x];
        if (value > 0) {
          int left = Math.max(0, x - radius);
          int right = Math.min(w, x + radius + 1);
          double sum =
              sums[bottom + right] - sums[bottom + left] - sums[top + right] + sums[top + left];
          f[from + y * w + x] = value / (sum / cells);
        }
      }
    }
  }
}
