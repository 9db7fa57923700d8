package dev.snn.neurons.graded;

import dev.snn.api.neuron.Surrogate;

/**
 * Which changes are sent: {@code 1[|e| >= threshold]}, two steps of which the surrogate stands in
 * for each.
 */
record Gate(float threshold, Surrogate surrogate) {

  /** Rows of one thread. */
  static final class Rows {
    /** How far the gate is open. */
    final float[] open;

    /** The derivative of what is sent, {@code e open(e)}, by e. */
    final float[] slope;

    private final float[] opposite;
    private final float[] other;

    Rows(int size) {
      open = new float[size];
      slope = new float[size];
      opposite = new float[size];
      other = new float[size];
    }
  }

  /** Opens the gate by the primitive: {@code p(e - threshold) + p(-e - threshold)}. */
  void smooth(float[] e, Rows rows) {
    int size = rows.open.length;
    negate(e, rows);
    surrogate.primitive(e, threshold, rows.open, size);
    surrogate.primitive(rows.opposite, threshold, rows.other, size);
    for (int n = 0; n < size; n++) {
      rows.open[n] += rows.other[n];
    }
  }

  /** Writes {@code open + e (p'(e - threshold) - p'(-e - threshold))}. */
  void slope(float[] e, boolean hard, Rows rows) {
    int size = rows.open.length;
    if (hard) {
      for (int n = 0; n < size; n++) {
        rows.open[n] = Math.abs(e[n]) < threshold ? 0 : 1;
      }
      negate(e, rows);
    } else {
      smooth(e, rows);
    }
    surrogate.derivative(e, threshold, rows.slope, size);
    surrogate.derivative(rows.opposite, threshold, rows.other, size);
    for (int n = 0; n < size; n++) {
      rows.slope[n] = rows.open[n] + e[n] * (rows.slope[n] - rows.other[n]);
    }
  }

  private static void negate(float[] e, Rows rows) {
    for (int n = 0; n < rows.opposite.length; n++) {
      rows.opposite[n] = -e[n];
    }
  }
}
