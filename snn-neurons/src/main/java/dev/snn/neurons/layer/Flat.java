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
