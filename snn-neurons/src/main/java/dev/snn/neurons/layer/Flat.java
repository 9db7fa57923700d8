package dev.snn.neurons.layer;

/** Loops over stretches of arrays in which the rows of several steps follow each other. */
final class Flat {
  private Flat() {}

  /** {@code to[at + i] += factor * from[first + i]} for i in [0, n). */
  static void addScaled(float[] to, int at, float[] from, int first, float factor, int n) {
    for (int i = 0; i < n; i++) {
      to[at + i] += factor * from[first + i];
    }
  }

  /**
   * {@code to[i] += sum_d factors[d] rows[last - d][i]} for i in [0, n), added one after the other
   * in this order. Loops over rows at the same index are vectorised, those over places of one array
   * are not.
   */
  static void addTaps(float[] to, float[][] rows, int last, float[] factors, int n) {
    int d = 0;
    for (; d + 4 <= factors.length; d += 4) {
      float[] a = rows[last - d];
      float[] b = rows[last - d - 1];
      float[] c = rows[last - d - 2];
      float[] e = rows[last - d - 3];
      float fa = factors[d];
      float fb = factors[d + 1];
      float fc = factors[d + 2];
      float fe = factors[d + 3];
      for (int i = 0; i < n; i++) {
        to[i] = (((to[i] + fa * a[i]) + fb * b[i]) + fc * c[i]) + fe * e[i];
      }
    }
    for (; d < factors.length; d++) {
      float[] a = rows[last - d];
      float f = factors[d];
      for (int i = 0; i < n; i++) {
        to[i] += f * a[i];
      }
    }
  }

  /** {@code to[at + i] += a[i] b[i]} for i in [0, n). */
  static void addProduct(float[] to, int at, float[] a, float[] b, int n) {
    for (int i = 0; i < n; i++) {
      to[at + i] += a[i] * b[i];
    }
  }

  /** {@code to[i] += a[first + i] b[i]} for i in [0, n). */
  static void addProduct(float[] to, float[] a, int first, float[] b, int n) {
    for (int i = 0; i < n; i++) {
      to[i] += a[first + i] * b[i];
    }
  }

  /** {@code p[i] = 1 / (1 + exp(-u[i]))} for i in [0, n). */
  static void sigmoid(float[] u, float[] p, int n) {
    for (int i = 0; i < n; i++) {
      p[i] = (float) (1 / (1 + Math.exp(-u[i])));
    }
  }
}
