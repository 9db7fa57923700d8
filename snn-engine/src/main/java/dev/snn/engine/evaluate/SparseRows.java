package dev.snn.engine.evaluate;

/**
 * Weights as compressed rows: a value and a column for each that is not 0, and for each row the
 * place where it begins, 4 bytes each.
 */
final class SparseRows {
  private static final int BYTES = 4;

  private SparseRows() {}

  /** Bytes that this takes less than all values would; 0 where it takes more. */
  static long saved(float[][] rows) {
    long all = 0;
    long sparse = (rows.length + 1L) * BYTES;
    for (float[] row : rows) {
      all += (long) row.length * BYTES;
      for (float w : row) {
        sparse += w == 0 ? 0 : 2 * BYTES;
      }
    }
    return Math.max(0, all - sparse);
  }
}
