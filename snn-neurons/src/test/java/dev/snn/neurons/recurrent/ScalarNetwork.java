package dev.snn.neurons.recurrent;

import java.util.Arrays;

/**
 * The equations of {@link LifReservoir} with multiplicative plasticity as plain loops over
 * everything in every step, for constant rates and time constants.
 */
final class ScalarNetwork {
  private final Simulator made;
  private final Wiring wiring;
  private final int[] from;
  private final double etaPlus;
  private final double etaMinus;
  private final double decayPlus;
  private final double decayMinus;
  private final double wMax;
  private final float[] v;
  private final float[] current;
  private final int[] wait;
  private final double[] weight;
  private final float[] sent;
  private final double[] x;
  private final double[] y;
  private final java.util.List<boolean[]> history = new java.util.ArrayList<>();
  private final java.util.List<float[]> weights = new java.util.ArrayList<>();

  ScalarNetwork(
      Simulator made,
      double etaPlus,
      double etaMinus,
      double tauPlus,
      double tauMinus,
      double wMax) {
    this.made = made;
    this.wiring = made.wiring();
    this.from = wiring.from();
    this.etaPlus = etaPlus;
    this.etaMinus = etaMinus;
    this.decayPlus = Math.exp(-1 / tauPlus);
    this.decayMinus = Math.exp(-1 / tauMinus);
    this.wMax = wMax;
    int n = made.size();
    v = new float[n];
    current = new float[n];
    wait = new int[n];
    x = new double[n];
    y = new double[n];
    weight = new double[wiring.synapses()];
    sent = new float[wiring.synapses()];
    for (int s = 0; s < weight.length; s++) {
      weight[s] = wiring.weight()[s];
    }
  }

  double weight(int synapse) {
    return weight[synapse];
  }

  boolean[] step(float[] u) {
    int n = v.length;
    int t = history.size();
    float[] arriving = new float[n];
    // In the order of sending, then of senders, as floats add up.
    for (int past = 0; past < t; past++) {
      for (int s = 0; s < from.length; s++) {
        if (history.get(past)[from[s]] && past + wiring.delay()[s] == t) {
          arriving[wiring.to()[s]] += weights.get(past)[s];
        }
      }
    }
    float synaptic = (float) Math.exp(-1.0 / 5);
    boolean[] fired = new boolean[n];
    for (int i = 0; i < n; i++) {
      float drive = 0;
      for (int k = 0; k < u.length; k++) {
        drive += u[k] * made.input(k, i);
      }
      current[i] = synaptic * current[i] + arriving[i];
      v[i] = made.decay(i) * v[i] + (1 - made.decay(i)) * 1 * (current[i] + drive);
      if (wait[i] > 0) {
        wait[i]--;
        v[i] = 0;
      } else if (v[i] >= 1) {
        v[i] = 0;
        wait[i] = 2;
        fired[i] = true;
      }
    }
    for (int s = 0; s < sent.length; s++) {
      sent[s] = (float) weight[s];
    }
    history.add(fired);
    weights.add(Arrays.copyOf(sent, sent.length));
    learn(fired);
    return fired;
  }

  private void learn(boolean[] fired) {
    for (int i = 0; i < x.length; i++) {
      x[i] *= decayPlus;
      y[i] *= decayMinus;
    }
    for (int s = 0; s < weight.length; s++) {
      if (from[s] < wiring.excitatory() && fired[from[s]]) {
        weight[s] = bounded(weight[s] - etaMinus * weight[s] * y[wiring.to()[s]]);
      }
    }
    for (int s = 0; s < weight.length; s++) {
      if (from[s] < wiring.excitatory() && fired[wiring.to()[s]]) {
        weight[s] = bounded(weight[s] + etaPlus * (wMax - weight[s]) * x[from[s]]);
      }
    }
    for (int i = 0; i < x.length; i++) {
      x[i] += fired[i] ? 1 : 0;
      y[i] += fired[i] ? 1 : 0;
    }
  }

  private double bounded(double w) {
    return Math.max(0, Math.min(wMax, w));
  }
}
