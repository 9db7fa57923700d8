package dev.snn.kernels;

/** The non-zero entries of a dense row; NaN counts as non-zero. */
final class NonZeros {
  final int[] index;
  final float[] value;

  NonZeros(int capacity) {
    index = new int[capacity + 1];
    value = new float[capacity + 1];
  }

  /** Lists those of a row and returns their number. */
  int of(float[] row, int size) {
    int n = 0;
    for (int i = 0; i < size; i++) {
      index[n] = i;
      value[n] = row[i];
      n += row[i] != 0 ? 1 : 0;
    }
    return n;
  }
}
