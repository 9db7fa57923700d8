package dev.snn.neurons.lif;

import dev.snn.api.neuron.Reset;
import dev.snn.api.neuron.StateNeuron;
import dev.snn.api.neuron.StateVariable;
import dev.snn.api.neuron.Surrogate;
import java.util.Arrays;

/**
 * The charge of {@link Alpha}; with a reset one step later the third variable is the last spike.
 */
final class AlphaModel extends StateNeuron {
  private final float[] slow;
  private final float[] fast;
  private final float[] gain;
  private final float r;
  private final boolean delayed;
  private final boolean subtracts;

  /** What a spike of the step before takes off v and i, where it subtracts. */
  private final float threshold;

  private final float[] taken;

  AlphaModel(
      float[] slow,
      float[] fast,
      float[] gain,
      float[] taken,
      Alpha.Config c,
      Surrogate surrogate,
      StateVariable... variables) {
    super(slow.length, Thresholds.least(c.vThreshold(), c.strict()), surrogate, variables);
    this.slow = slow;
    this.fast = fast;
    this.gain = gain;
    this.taken = taken;
    this.r = (float) c.r();
    this.delayed = variables.length > 2;
    this.subtracts = c.reset() == Reset.SUBTRACT;
    this.threshold = (float) c.vThreshold();
  }

  @Override
  protected void charge(float[][] s, float[] x, float[][] h, int n) {
    float[] v = s[0];
    float[] current = s[1];
    for (int i = 0; i < n; i++) {
      h[0][i] = fast[i] * v[i] + gain[i] * current[i];
      h[1][i] = slow[i] * current[i] + r * x[i];
    }
    if (delayed) {
      reset(s[2], h, n);
    }
  }

  private void reset(float[] z, float[][] h, int n) {
    for (int i = 0; i < n; i++) {
      if (subtracts) {
        h[0][i] -= z[i] * threshold;
        h[1][i] -= z[i] * taken[i];
      } else {
        h[0][i] *= 1 - z[i];
        h[1][i] *= 1 - z[i];
      }
    }
    Arrays.fill(h[2], 0, n, 0);
  }

  @Override
  protected boolean constantGradient() {
    return !delayed || subtracts;
  }

  @Override
  protected void chargeGradient(float[][] s, float[] x, float[][][] d, float[][] dx, int n) {
    for (int i = 0; i < n; i++) {
      float kept = constantGradient() ? 1 : 1 - s[2][i];
      d[0][0][i] = kept * fast[i];
      d[0][1][i] = kept * gain[i];
      d[1][1][i] = kept * slow[i];
      dx[1][i] = kept * r;
    }
    if (!delayed) {
      return;
    }
    for (int i = 0; i < n; i++) {
      if (subtracts) {
        d[0][2][i] = -threshold;
        d[1][2][i] = -taken[i];
      } else {
        d[0][2][i] = -(fast[i] * s[0][i] + gain[i] * s[1][i]);
        d[1][2][i] = -(slow[i] * s[1][i] + r * x[i]);
      }
    }
  }
}
