package dev.snn.neurons.lif;

import dev.snn.api.neuron.Reset;

/**
 * One step of a {@link DynamicNeuron} forward and back over a row, with the coefficients as they
 * are at the beginning of a pass. State rows come in the order of {@link Dynamics#names}.
 */
final class Step {
  private final Dynamics y;
  private final int size;
  private final boolean hard;
  private final float attach;
  private final float[] d;
  private final float[] r;
  private final float[] gain;
  private final float[] rest;
  private final float[] threshold;
  private final float[] ds;
  private final int atI;
  private final int atA;
  private final int atZ;
  private final int atRefractory;

  Step(Dynamics y, boolean hard) {
    this.y = y;
    this.size = y.size;
    this.hard = hard;
    this.attach = y.detach ? 0 : 1;
    this.d = y.decay.values(size);
    this.r = y.r.values(size);
    this.threshold = y.threshold.values(size);
    this.ds = y.synaptic() ? y.current.values(size) : null;
    this.gain = new float[size];
    this.rest = new float[size];
    for (int n = 0; n < size; n++) {
      gain[n] = y.decayInput ? (1 - d[n]) * r[n] : r[n];
      // A threshold that has been lost (NaN) shows in the membrane.
      rest[n] = y.leak * (1 - d[n]) + 0 * threshold[n];
    }
    this.atI = y.names().indexOf("i");
    this.atA = y.names().indexOf("a");
    this.atZ = y.names().indexOf("z");
    this.atRefractory = y.names().indexOf("refractory");
  }

  private float mask(float count) {
    return hard ? count > 0 ? 1 : count - count : Countdown.mask(count);
  }

  private float input(float[][] state, float[] x, int n) {
    if (ds == null) {
      return x[n];
    }
    return y.currentDelay ? state[atI][n] : current(state, x, n);
  }

  private float current(float[][] state, float[] x, int n) {
    return ds[n] * state[atI][n] + take(n) * x[n];
  }

  private float take(int n) {
    return y.decayCurrent ? (1 - ds[n]) * y.inputGain[n] : y.inputGain[n];
  }

  private float charge(float[][] state, float u, int n) {
    return rest[n] + d[n] * state[0][n] + gain[n] * u;
  }

  /** The charge with the reset of a spike of the step before. */
  private float reset(float[][] state, float c, int n) {
    if (atZ < 0) {
      return c;
    }
    float z = state[atZ][n];
    return y.reset == Reset.SUBTRACT ? c - z * threshold[n] : c - z * c + z * y.resetTo;
  }

  private float excess(float[][] state, float c, int n) {
    return atA < 0 ? c - threshold[n] : c - threshold[n] - y.beta * state[atA][n];
  }

  /** Writes the charge c before a reset, the membrane h, the excess e and the mask m of a step. */
  void charge(float[][] state, float[] x, float[] c, float[] h, float[] e, float[] m) {
    for (int n = 0; n < size; n++) {
      c[n] = reset(state, charge(state, input(state, x, n), n), n);
      e[n] = excess(state, c[n], n);
      h[n] = c[n];
    }
    if (atRefractory >= 0) {
      float[] v = state[0];
      for (int n = 0; n < size; n++) {
        m[n] = mask(state[atRefractory][n]);
        if (y.hold) {
          h[n] = m[n] * v[n] + (1 - m[n]) * c[n];
        }
      }
    }
  }

  /** Advances the state with the spikes s of the step. */
  void fire(float[][] state, float[] x, float[] c, float[] h, float[] s) {
    float[] v = state[0];
    if (atI >= 0) {
      for (int n = 0; n < size; n++) {
        state[atI][n] = current(state, x, n);
      }
    }
    boolean now = !y.resetDelay;
    for (int n = 0; n < size; n++) {
      v[n] =
          now && y.reset == Reset.SUBTRACT
              ? h[n] - s[n] * threshold[n]
              : now && y.reset == Reset.ZERO ? h[n] - s[n] * c[n] + s[n] * y.resetTo : h[n];
    }
    if (atA >= 0) {
      for (int n = 0; n < size; n++) {
        state[atA][n] = y.adapt[n] * state[atA][n] + s[n];
      }
    }
    if (atZ >= 0) {
      System.arraycopy(s, 0, state[atZ], 0, size);
    }
    if (atRefractory >= 0) {
      float[] count = state[atRefractory];
      for (int n = 0; n < size; n++) {
        count[n] = s[n] * y.refractory + (1 - s[n]) * Countdown.next(count[n]);
      }
    }
  }

  /** Of {@code max(0, count - step(count))}. */
  private float nextSlope(float count, float stepSlope) {
    return hard ? count > 1 ? 1 - stepSlope : 0 : Countdown.nextSlope(count);
  }

  /**
   * What a step back needs besides the state before the step.
   *
   * @param p the step of the excess, or its primitive in a smooth pass
   * @param slope derivative of the surrogate at the excess
   * @param counter derivative of the surrogate at the count of the refractory time
   */
  record Back(
      float[] x,
      float[] c,
      float[] m,
      float[] p,
      float[] slope,
      float[] counter,
      float[] gradOutput,
      float[] gradMembrane,
      float[] gradCurrent) {}

  /**
   * One step back.
   *
   * @param state before the step
   * @param g gradients of the state after the step; receives those before it
   * @param w receives the gradients of decay, r, threshold and current decay of each neuron
   */
  void back(float[][] state, Back b, float[][] g, float[][] w) {
    for (int n = 0; n < size; n++) {
      back(state, b, g, w, n);
    }
  }

  /**
   * One neuron. Apart from the loop and too long to be compiled into it: as its body, with so many
   * conditions that do not change, JDK 17's optimising compiler made code of it that read beyond
   * its arrays and ended the process.
   */
  private void back(float[][] state, Back b, float[][] g, float[][] w, int n) {
    boolean now = !y.resetDelay;
    float v = state[0][n];
    float m = atRefractory < 0 ? 0 : b.m[n];
    float c = b.c[n];
    float s = (1 - m) * b.p[n];
    float gv = g[0][n];
    float gs = b.gradOutput == null ? 0 : b.gradOutput[n];
    float gh = b.gradMembrane == null ? gv : gv + b.gradMembrane[n];
    float gc = 0;
    float gt = 0;
    if (now && y.reset == Reset.SUBTRACT) {
      gs -= attach * threshold[n] * gv;
      gt -= s * gv;
    } else if (now && y.reset == Reset.ZERO) {
      gc -= s * gv;
      gs += attach * (y.resetTo - c) * gv;
    }
    if (atZ >= 0) {
      gs += attach * g[atZ][n];
    }
    if (atA >= 0) {
      gs += g[atA][n];
    }
    float gm = 0;
    gv = 0;
    if (atRefractory >= 0) {
      float count = state[atRefractory][n];
      float gr = g[atRefractory][n];
      gs += attach * (y.refractory - Countdown.next(count)) * gr;
      gm = -b.p[n] * gs;
      float kept = y.hold ? m : 0;
      gv = kept * gh;
      gm += y.hold ? (v - c) * gh : 0;
      gh -= kept * gh;
      g[atRefractory][n] =
          (1 - s) * nextSlope(count, b.counter[n]) * gr
              + attach * (hard ? b.counter[n] : Countdown.maskSlope(count)) * gm;
    }
    float ge = (1 - m) * gs * b.slope[n];
    gc += gh + ge;
    gt -= ge;
    if (atA >= 0) {
      g[atA][n] = y.adapt[n] * g[atA][n] - y.beta * ge;
    }
    float u = input(state, b.x, n);
    if (atZ >= 0) {
      float z = state[atZ][n];
      if (y.reset == Reset.SUBTRACT) {
        g[atZ][n] = -attach * threshold[n] * gc;
        gt -= z * gc;
      } else {
        g[atZ][n] = attach * (y.resetTo - charge(state, u, n)) * gc;
        gc -= z * gc;
      }
    }
    g[0][n] = gv + d[n] * gc;
    w[0][n] = (v - y.leak - (y.decayInput ? r[n] * u : 0)) * gc;
    w[1][n] = (y.decayInput ? 1 - d[n] : 1) * u * gc;
    w[2][n] = gt;
    float gu = gain[n] * gc;
    if (atI < 0) {
      b.gradCurrent[n] = gu;
    } else {
      float i = state[atI][n];
      float gi = g[atI][n] + (y.currentDelay ? 0 : gu);
      g[atI][n] = ds[n] * gi + (y.currentDelay ? gu : 0);
      b.gradCurrent[n] = take(n) * gi;
      w[3][n] = (i - (y.decayCurrent ? y.inputGain[n] * b.x[n] : 0)) * gi;
    }
  }
}
