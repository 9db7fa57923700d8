package dev.snn.api.neuron;

import dev.snn.api.plugin.Check;
import dev.snn.api.tensor.SpikesBuilder;

/** When the neurons of a {@link StateNeuron} fire, and what a spike does to their variables. */
final class SpikeEffect {
  private final int size;
  private final float threshold;
  private final Surrogate surrogate;
  private final StateVariable[] variables;
  private final float[][] initial;
  private final float[][] value;

  /** True where a variable raises the threshold. */
  private final boolean raised;

  SpikeEffect(int size, float threshold, Surrogate surrogate, StateVariable... variables) {
    Check.finite("v_threshold", threshold);
    this.size = size;
    this.threshold = threshold;
    this.surrogate = surrogate;
    this.variables = variables.clone();
    this.initial = new float[variables.length][];
    this.value = new float[variables.length][];
    boolean any = false;
    for (int k = 0; k < variables.length; k++) {
      initial[k] = variables[k].initial(size);
      value[k] = variables[k].value(size);
      any |= variables[k].raise() != 0;
    }
    this.raised = any;
  }

  float[] initial(int k) {
    return initial[k].clone();
  }

  /** The row that is compared with {@link #level()}: the membrane, or its excess in a buffer. */
  private float[] compared(float[][] h, float[] excess) {
    if (!raised) {
      return h[0];
    }
    for (int i = 0; i < size; i++) {
      excess[i] = h[0][i] - threshold;
    }
    for (int k = 0; k < h.length; k++) {
      float raise = variables[k].raise();
      if (raise != 0) {
        float[] row = h[k];
        for (int i = 0; i < size; i++) {
          excess[i] -= raise * row[i];
        }
      }
    }
    return excess;
  }

  private float level() {
    return raised ? 0 : threshold;
  }

  /**
   * Writes who fires: 0 or 1, or the surrogate's primitive.
   *
   * @param lane takes the spikes of step t; null for the primitive
   */
  void fire(float[][] h, float[] excess, SpikesBuilder.Lane lane, int t, float[] s) {
    float[] e = compared(h, excess);
    if (lane == null) {
      surrogate.primitive(e, level(), s, size);
    } else {
      lane.addWhereAtLeast(t, e, level(), s);
    }
  }

  /** Writes the variables after the spikes s. */
  void apply(float[][] h, float[] s, float[][] v) {
    for (int k = 0; k < h.length; k++) {
      float[] from = h[k];
      float[] to = v[k];
      float[] w = value[k];
      if (variables[k].isSet()) {
        for (int i = 0; i < size; i++) {
          to[i] = (1 - s[i]) * from[i] + s[i] * w[i];
        }
      } else if (variables[k].isMoved()) {
        for (int i = 0; i < size; i++) {
          to[i] = from[i] + s[i] * w[i];
        }
      } else {
        System.arraycopy(from, 0, to, 0, size);
      }
    }
  }

  /**
   * From the gradients after the step to those after the charge.
   *
   * @param gs gradient of the output, or null for zero
   * @param gm gradient of the membrane, or null for zero
   */
  void back(StepBack step, float[] gs, float[] gm) {
    float[] ge = step.slope;
    surrogate.derivative(compared(step.h, step.excess), level(), ge, size);
    float[] sum = step.excess;
    for (int i = 0; i < size; i++) {
      sum[i] = gs == null ? 0 : gs[i];
    }
    for (int k = 0; k < step.gv.length; k++) {
      float[] gv = step.gv[k];
      float[] h = step.h[k];
      float[] w = value[k];
      boolean set = variables[k].isSet();
      if (variables[k].isDetached() || !set && !variables[k].isMoved()) {
        continue;
      }
      for (int i = 0; i < size; i++) {
        sum[i] += gv[i] * (set ? w[i] - h[i] : w[i]);
      }
    }
    for (int i = 0; i < size; i++) {
      ge[i] *= sum[i];
    }
    for (int k = 0; k < step.gv.length; k++) {
      float[] gv = step.gv[k];
      float[] gh = step.gh[k];
      float raise = variables[k].raise();
      float own = (k == 0 ? 1 : 0) - raise;
      boolean set = variables[k].isSet();
      float[] s = step.fired;
      for (int i = 0; i < size; i++) {
        gh[i] = set ? gv[i] * (1 - s[i]) : gv[i];
      }
      if (own != 0) {
        for (int i = 0; i < size; i++) {
          gh[i] += own * ge[i];
        }
      }
    }
    for (int i = 0; gm != null && i < size; i++) {
      step.gh[0][i] += gm[i];
    }
  }
}
