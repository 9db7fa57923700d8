package dev.snn.testkit;

import dev.snn.api.tensor.Arena;
import dev.snn.api.tensor.Tensor;

/** Hands out tensors full of NaN, as an arena may: whoever reads before writing is found out. */
final class PoisonedArena implements Arena {
  @Override
  public Tensor tensor(int steps, int batch, int size) {
    return Tensor.zeros(steps, batch, size).fill(Float.NaN);
  }

  @Override
  public void reset() {}
}
