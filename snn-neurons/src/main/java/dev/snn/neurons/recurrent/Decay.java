package dev.snn.neurons.recurrent;

import dev.snn.api.plugin.Check;
import dev.snn.api.plugin.Value;
import java.util.random.RandomGenerator;

/**
 * {@code exp(-steps dt / tau)} with the time constant of each synapse, or from a table where all
 * have the same.
 */
final class Decay {
  private static final double LEAST = 1e-9;
  private static final int MOST = 1 << 16;

  private final float[] table;
  private final double slope;
  private final float[] rate;

  private Decay(float[] table, double slope, float[] rate) {
    this.table = table;
    this.slope = slope;
    this.rate = rate;
  }

  /** Draws the time constants; one below a tenth of a step is taken for that. */
  static Decay draw(Value tau, String name, int synapses, double dt, RandomGenerator random) {
    if (tau instanceof Value.Constant constant) {
      return constant(constant.value(), name, dt);
    }
    float[] rate = new float[synapses];
    for (int s = 0; s < synapses; s++) {
      rate[s] = (float) rate(tau.draw(random), name, dt);
    }
    return new Decay(null, 0, rate);
  }

  /** A constant is not raised in silence, as draws are. */
  static void check(String name, double tau, double dt) {
    if (!(tau >= 0.1 * dt)) {
      throw new IllegalArgumentException(
          "%s must be at least a tenth of a step (%s ms), got %s".formatted(name, 0.1 * dt, tau));
    }
  }

  /** The same time constant everywhere. */
  static Decay constant(double tau, String name, double dt) {
    double slope = rate(tau, name, dt);
    int length = (int) Math.min(MOST, Math.ceil(Math.log(LEAST) / slope) + 1);
    float[] table = new float[length];
    for (int k = 0; k < length; k++) {
      table[k] = (float) Math.exp(slope * k);
    }
    return new Decay(table, slope, null);
  }

  private static double rate(double tau, String name, double dt) {
    return -dt / Math.max(0.1 * dt, Check.finite(name, tau));
  }

  /** The factor of a trace after so many steps; the synapse matters where constants are drawn. */
  float after(int synapse, long steps) {
    if (table != null) {
      return steps < table.length ? table[(int) steps] : (float) Math.exp(slope * steps);
    }
    return (float) Math.exp(rate[synapse] * steps);
  }
}
