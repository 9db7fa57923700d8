package dev.snn.testkit;

import dev.snn.api.tensor.Arena;
import dev.snn.api.tensor.Tensor;
import java.util.Arrays;

/**
 * Hands out tensors full of NaN and lists that are longer than asked for, as an arena may: whoever
 * reads before writing, or more than was written, is found out.
 */
final class PoisonedArena implements Arena {
  private static final int LONGER = 3;

  @Override
  public Tensor tensor(int steps, int batch, int size) {
    return Tensor.zeros(steps, batch, size).fill(Float.NaN);
  }

  @Override
  public int[] ints(int length) {
    int[] array = new int[length + LONGER];
    Arrays.fill(array, -1);
    return array;
  }

  @Override
  public float[] floats(int length) {
    float[] array = new float[length + LONGER];
    Arrays.fill(array, Float.NaN);
    return array;
  }

  @Override
  public char[] chars(int length) {
    char[] array = new char[length + LONGER];
    Arrays.fill(array, Character.MAX_VALUE);
    return array;
  }

  @Override
  public void reset() {}
}
