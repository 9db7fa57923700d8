package dev.snn.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * The inner loops over lists of live weights, for processors that add under a mask and read the
 * values of a vector from different places, as those with vectors of sixteen values do.
 */
final class MaskedSums {
  private static final VectorSpecies<Float> WIDTH = FloatVector.SPECIES_512;

  private static final int LANES = WIDTH.length();

  /** Columns that are turned over together. */
  static final int COLUMNS = LANES;

  /** True where this is faster than one value after the other. */
  static final boolean RUNS = FloatVector.SPECIES_PREFERRED == WIDTH;

  /** Where the columns of a row are among the sums. */
  private static final int[] PLACES = new int[LANES];

  static {
    for (int k = 0; k < LANES; k++) {
      PLACES[k] = k * MaskedProduct.ROWS;
    }
  }

  private MaskedSums() {}

  /**
   * {@code sums[at + r] = start + sum_k value[k] bit_r(ones[line[k]])} over k in {@code [from,
   * to)}, added in this order, for r in {@code [0, 64)}.
   */
  static void add(
      long[] ones, int[] line, float[] value, int from, int to, float start, float[] sums, int at) {
    FloatVector a = FloatVector.broadcast(WIDTH, start);
    FloatVector b = a;
    FloatVector c = a;
    FloatVector d = a;
    for (int k = from; k < to; k++) {
      long bits = ones[line[k]];
      FloatVector w = FloatVector.broadcast(WIDTH, value[k]);
      a = a.add(w, VectorMask.fromLong(WIDTH, bits & 0xffff));
      b = b.add(w, VectorMask.fromLong(WIDTH, bits >>> 16 & 0xffff));
      c = c.add(w, VectorMask.fromLong(WIDTH, bits >>> 32 & 0xffff));
      d = d.add(w, VectorMask.fromLong(WIDTH, bits >>> 48));
    }
    a.intoArray(sums, at);
    b.intoArray(sums, at + LANES);
    c.intoArray(sums, at + 2 * LANES);
    d.intoArray(sums, at + 3 * LANES);
  }

  /** Copies {@code sums[c][k]}, c in {@code [0, 16)}, to a row from {@code low} on. */
  static void turn(float[] sums, int k, float[] row, int low) {
    FloatVector.fromArray(WIDTH, sums, k, PLACES, 0).intoArray(row, low);
  }

  /** {@code sum[k] += row[column[k]]} for k in {@code [from, to)}, a multiple of sixteen. */
  static void gather(float[] sum, int[] column, float[] row, int from, int to) {
    for (int k = from; k < to; k += LANES) {
      FloatVector.fromArray(WIDTH, sum, k)
          .add(FloatVector.fromArray(WIDTH, row, 0, column, k))
          .intoArray(sum, k);
    }
  }
}
