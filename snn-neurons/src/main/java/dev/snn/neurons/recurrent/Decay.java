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
  private final float[] rate;

  private Decay(float[] table, float[] rate) {
    this.table = table;
    this.rate = rate;
  }

  /** Draws the time constants; one below a tenth of a step is taken for that. */
  static Decay draw(Value tau, String name, int synapses, double dt, RandomGenerator random) {
    if (tau instanceof Value.Constant constant) {
      double slope = rate(constant.value(), name, dt);
      int length = (int) Math.min(MOST, Math.ceil(Math.log(LEAST) / slope) + 1);
      float[] table = new float[length];
      for (int k = 0; k < length; k++) {
        table[k] = (float) Math.exp(slope * k);
      }
      return new Decay(table, null);
    }
    float[] rate = new float[synapses];
    for (int s = 0; s < synapses; s++) {
      rate[s] = (float) rate(tau.draw(random), name, dt);
    }
    return new Decay(null, rate);
  }

  private static double rate(double tau, String name, double dt) {
    return -dt / Math.max(0.1 * dt, Check.finite(name, tau));
  }

  /** The factor of a synapse's trace after so many steps; below 1e-9 it may be 0. */
  float after(int synapse, long steps) {
    if (table != null) {
      return steps < table.length ? table[(int) steps] : 0;
    }
    return (float) Math.exp(rate[synapse] * steps);
  }
}
