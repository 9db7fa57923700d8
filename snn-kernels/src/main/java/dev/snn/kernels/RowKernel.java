package dev.snn.kernels;

/**
 * The inner loop in plain Java: adding selected rows of a matrix. A forward product adds the weight
 * rows of the lines that spiked, a weight gradient adds the gradient rows of the steps at which a
 * line spiked, and an input gradient adds rows of the transposed weights. The order of the
 * additions depends on the arguments only.
 *
 * <p>Several rows at a time keep several loads in flight for one store; each row is an array of its
 * own and all are read at the same index, which is the shape that C2 vectorises. Six rows are the
 * most that it does on JDK 17: at seven the loop body exceeds its limit for unrolling, and the loop
 * runs six times slower.
 */
final class RowKernel {

  /** Rows handled together at best; callers that split a list do so at multiples. */
  static final int GROUP = 6;

  private RowKernel() {}

  /**
   * {@code out[j] += sum_e rows[index[e]][j]} for e in {@code [from, to)} and j in {@code [low,
   * high)}.
   */
  static void add(float[] out, float[][] rows, int[] index, int from, int to, int low, int high) {
    int e = from;
    for (; e + 6 <= to; e += 6) {
      six(
          out,
          rows[index[e]],
          rows[index[e + 1]],
          rows[index[e + 2]],
          rows[index[e + 3]],
          rows[index[e + 4]],
          rows[index[e + 5]],
          low,
          high);
    }
    switch (to - e) {
      case 5 ->
          five(
              out,
              rows[index[e]],
              rows[index[e + 1]],
              rows[index[e + 2]],
              rows[index[e + 3]],
              rows[index[e + 4]],
              low,
              high);
      case 4 ->
          four(
              out,
              rows[index[e]],
              rows[index[e + 1]],
              rows[index[e + 2]],
              rows[index[e + 3]],
              low,
              high);
      case 3 -> three(out, rows[index[e]], rows[index[e + 1]], rows[index[e + 2]], low, high);
      case 2 -> two(out, rows[index[e]], rows[index[e + 1]], low, high);
      case 1 -> one(out, rows[index[e]], low, high);
      default -> {}
    }
  }

  private static void six(
      float[] out,
      float[] a,
      float[] b,
      float[] c,
      float[] d,
      float[] e,
      float[] f,
      int low,
      int high) {
    for (int j = low; j < high; j++) {
      out[j] += ((a[j] + b[j]) + (c[j] + d[j])) + (e[j] + f[j]);
    }
  }

  private static void five(
      float[] out, float[] a, float[] b, float[] c, float[] d, float[] e, int low, int high) {
    for (int j = low; j < high; j++) {
      out[j] += ((a[j] + b[j]) + (c[j] + d[j])) + e[j];
    }
  }

  private static void four(
      float[] out, float[] a, float[] b, float[] c, float[] d, int low, int high) {
    for (int j = low; j < high; j++) {
      out[j] += (a[j] + b[j]) + (c[j] + d[j]);
    }
  }

  private static void three(float[] out, float[] a, float[] b, float[] c, int low, int high) {
    for (int j = low; j < high; j++) {
      out[j] += (a[j] + b[j]) + c[j];
    }
  }

  private static void two(float[] out, float[] a, float[] b, int low, int high) {
    for (int j = low; j < high; j++) {
      out[j] += a[j] + b[j];
    }
  }

  /** {@code out[j] += a[j]} for j in {@code [low, high)}. */
  static void one(float[] out, float[] a, int low, int high) {
    for (int j = low; j < high; j++) {
      out[j] += a[j];
    }
  }

  /**
   * {@code out[j] += sum_e scale[e] * rows[index[e]][j]} for e in {@code [from, to)}, j in {@code
   * [low, high)}.
   */
  static void addScaled(
      float[] out,
      float[][] rows,
      int[] index,
      float[] scale,
      int from,
      int to,
      int low,
      int high) {
    int e = from;
    for (; e + 4 <= to; e += 4) {
      fourScaled(
          out,
          rows[index[e]],
          rows[index[e + 1]],
          rows[index[e + 2]],
          rows[index[e + 3]],
          scale[e],
          scale[e + 1],
          scale[e + 2],
          scale[e + 3],
          low,
          high);
    }
    switch (to - e) {
      case 3 ->
          threeScaled(
              out,
              rows[index[e]],
              rows[index[e + 1]],
              rows[index[e + 2]],
              scale[e],
              scale[e + 1],
              scale[e + 2],
              low,
              high);
      case 2 ->
          twoScaled(out, rows[index[e]], rows[index[e + 1]], scale[e], scale[e + 1], low, high);
      case 1 -> oneScaled(out, rows[index[e]], scale[e], low, high);
      default -> {}
    }
  }

  /** Adds all rows one after the other, four in one pass over the sums. */
  static void addInOrder(float[] out, float[][] rows, int low, int high) {
    int r = 0;
    for (; r + 4 <= rows.length; r += 4) {
      fourInOrder(out, rows[r], rows[r + 1], rows[r + 2], rows[r + 3], low, high);
    }
    for (; r < rows.length; r++) {
      one(out, rows[r], low, high);
    }
  }

  private static void fourInOrder(
      float[] out, float[] a, float[] b, float[] c, float[] d, int low, int high) {
    for (int j = low; j < high; j++) {
      out[j] = (((out[j] + a[j]) + b[j]) + c[j]) + d[j];
    }
  }

  private static void fourScaled(
      float[] out,
      float[] a,
      float[] b,
      float[] c,
      float[] d,
      float sa,
      float sb,
      float sc,
      float sd,
      int low,
      int high) {
    for (int j = low; j < high; j++) {
      out[j] += (sa * a[j] + sb * b[j]) + (sc * c[j] + sd * d[j]);
    }
  }

  /** One after the other, as in three calls. */
  private static void threeScaled(
      float[] out,
      float[] a,
      float[] b,
      float[] c,
      float sa,
      float sb,
      float sc,
      int low,
      int high) {
    for (int j = low; j < high; j++) {
      out[j] = ((out[j] + sa * a[j]) + sb * b[j]) + sc * c[j];
    }
  }

  private static void twoScaled(
      float[] out, float[] a, float[] b, float sa, float sb, int low, int high) {
    for (int j = low; j < high; j++) {
      out[j] = (out[j] + sa * a[j]) + sb * b[j];
    }
  }

  private static void oneScaled(float[] out, float[] a, float s, int low, int high) {
    for (int j = low; j < high; j++) {
      out[j] += s * a[j];
    }
  }
}
