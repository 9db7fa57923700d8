package dev.snn.neurons.surrogate;

import dev.snn.api.neuron.Surrogate;
import dev.snn.api.plugin.Check;

/**
 * A surrogate whose derivative is multiplied by a damping: {@code damping f'(x)}, with the
 * primitive {@code 1/2 + damping (f(x) - 1/2)}. Where a damping above 1 takes the primitive out of
 * [0, 1] it is cut there, and the derivative, which hard passes use, is not.
 */
record Damped(Surrogate inner, double damping) implements Surrogate {
  private static final double MOST = 1e6;

  static void check(double damping) {
    Check.between("damping", damping, 0, MOST);
    Check.positive("damping", damping);
  }

  /** The surrogate itself where the damping is 1. */
  static Surrogate of(Surrogate inner, double damping) {
    return damping == 1 ? inner : new Damped(inner, damping);
  }

  /** Within [0, 1]; NaN stays. */
  static double cut(double p) {
    return Math.min(1, Math.max(0, p));
  }

  @Override
  public boolean isCut() {
    return damping > 1 || inner.isCut();
  }

  @Override
  public double primitive(double x) {
    return cut(0.5 + damping * (inner.primitive(x) - 0.5));
  }

  @Override
  public double derivative(double x) {
    return damping * inner.derivative(x);
  }

  @Override
  public void derivative(float[] x, float threshold, float[] out, int size) {
    inner.derivative(x, threshold, out, size);
    float factor = (float) damping;
    for (int n = 0; n < size; n++) {
      out[n] *= factor;
    }
  }
}
