package dev.snn.api.tensor;

import java.util.Arrays;

/** A current {@code [B x N]} held constant over {@code T} steps. */
public record Constant(int steps, int size, float[][] rows) implements Signal {

  @Override
  public int batch() {
    return rows.length;
  }

  /** A copy of the rows for every step. */
  @Override
  public Tensor toTensor() {
    float[][] all = new float[steps * rows.length][];
    for (int r = 0; r < all.length; r++) {
      all[r] = Arrays.copyOf(rows[r % rows.length], size);
    }
    return new Tensor(steps, rows.length, size, all);
  }

  @Override
  public Constant timeRange(int from, int to) {
    return new Constant(to - from, size, rows);
  }
}
