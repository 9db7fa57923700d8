package dev.snn.training.reservoir;

import dev.snn.api.tensor.Tensor;

/**
 * A series as current: every sample is held for a number of steps. {@code current = offset + gain
 * value}.
 */
final class HeldInput {
  private final int steps;
  private final float gain;
  private final float offset;

  /**
   * @param steps per sample
   */
  HeldInput(int steps, double gain, double offset) {
    this.steps = steps;
    this.gain = (float) gain;
    this.offset = (float) offset;
  }

  /** Steps per sample. */
  int steps() {
    return steps;
  }

  /** Samples {@code [from, to)} of {@code series[samples][lines]}. */
  Tensor of(double[][] series, int from, int to) {
    float[][] rows = new float[(to - from) * steps][];
    for (int k = from; k < to; k++) {
      float[] row = new float[series[k].length];
      for (int i = 0; i < row.length; i++) {
        row[i] = offset + gain * (float) series[k][i];
      }
      for (int t = 0; t < steps; t++) {
        rows[(k - from) * steps + t] = row;
      }
    }
    int lines = series.length == 0 ? 0 : series[0].length;
    return new Tensor(rows.length, 1, lines, rows);
  }

  /** Steps of a time in ms, which must be a whole number of them. */
  static int steps(double ms, double dt) {
    int steps = (int) Math.round(ms / dt);
    if (steps < 1 || Math.abs(steps * dt - ms) > 1e-9 * ms) {
      throw new IllegalArgumentException(
          "hold must be a whole number of steps of " + dt + " ms, got " + ms);
    }
    return steps;
  }
}
