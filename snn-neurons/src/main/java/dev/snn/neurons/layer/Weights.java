package dev.snn.neurons.layer;

import java.util.random.RandomGenerator;

/** Initial weights. */
final class Weights {
  private Weights() {}

  /** {@code rows x columns} values uniform in {@code +-scale / sqrt(fanIn)}. */
  static float[][] uniform(int rows, int columns, int fanIn, double scale, RandomGenerator random) {
    float bound = (float) (scale / Math.sqrt(Math.max(1, fanIn)));
    float[][] w = new float[rows][columns];
    for (float[] row : w) {
      for (int j = 0; j < columns; j++) {
        row[j] = (2 * random.nextFloat() - 1) * bound;
      }
    }
    return w;
  }
}
