package dev.snn.kernels;

/**
 * Rows of neighbouring columns, value by value, to or from planes: value o of column k lies at
 * {@code plane[at + k + o pitch]}. Four columns at a time are four neighbours in the plane.
 */
final class Across {
  private Across() {}

  /** {@code plane[at + k + o pitch] = rows[first + k][from + o]} for k below count, o below n. */
  static void write(
      float[][] rows, int first, int count, int from, int n, float[] plane, int at, int pitch) {
    int k = 0;
    for (; k + 4 <= count; k += 4) {
      writeFour(
          rows[first + k],
          rows[first + k + 1],
          rows[first + k + 2],
          rows[first + k + 3],
          from,
          n,
          plane,
          at + k,
          pitch);
    }
    for (; k < count; k++) {
      writeOne(rows[first + k], from, n, plane, at + k, pitch);
    }
  }

  private static void writeFour(
      float[] a, float[] b, float[] c, float[] d, int from, int n, float[] to, int at, int pitch) {
    int q = at;
    for (int o = from; o < from + n; o++) {
      to[q] = a[o];
      to[q + 1] = b[o];
      to[q + 2] = c[o];
      to[q + 3] = d[o];
      q += pitch;
    }
  }

  private static void writeOne(float[] a, int from, int n, float[] to, int at, int pitch) {
    int q = at;
    for (int o = from; o < from + n; o++) {
      to[q] = a[o];
      q += pitch;
    }
  }

  /** {@code plane[at + k + o pitch] = row[k n + o]}: the columns lie one after the other. */
  static void write(float[] row, int count, int n, float[] plane, int at, int pitch) {
    int k = 0;
    for (; k + 4 <= count; k += 4) {
      writeFour(row, k * n, n, plane, at + k, pitch);
    }
    for (; k < count; k++) {
      writeOne(row, k * n, n, plane, at + k, pitch);
    }
  }

  private static void writeFour(float[] row, int from, int n, float[] to, int at, int pitch) {
    int q = at;
    for (int o = from; o < from + n; o++) {
      to[q] = row[o];
      to[q + 1] = row[o + n];
      to[q + 2] = row[o + 2 * n];
      to[q + 3] = row[o + 3 * n];
      q += pitch;
    }
  }

  /** {@code rows[first + k][to + o] = plane[at + k + o pitch]} for k below count, o below n. */
  static void read(
      float[] plane, int at, int pitch, float[][] rows, int first, int count, int to, int n) {
    int k = 0;
    for (; k + 4 <= count; k += 4) {
      readFour(
          plane,
          at + k,
          pitch,
          rows[first + k],
          rows[first + k + 1],
          rows[first + k + 2],
          rows[first + k + 3],
          to,
          n);
    }
    for (; k < count; k++) {
      readOne(plane, at + k, pitch, rows[first + k], to, n);
    }
  }

  private static void readFour(
      float[] from, int at, int pitch, float[] a, float[] b, float[] c, float[] d, int to, int n) {
    int q = at;
    for (int o = to; o < to + n; o++) {
      a[o] = from[q];
      b[o] = from[q + 1];
      c[o] = from[q + 2];
      d[o] = from[q + 3];
      q += pitch;
    }
  }

  private static void readOne(float[] from, int at, int pitch, float[] a, int to, int n) {
    int q = at;
    for (int o = to; o < to + n; o++) {
      a[o] = from[q];
      q += pitch;
    }
  }
}
