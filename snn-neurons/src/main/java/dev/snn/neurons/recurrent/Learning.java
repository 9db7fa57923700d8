package dev.snn.neurons.recurrent;

import dev.snn.api.plugin.Check;
import dev.snn.api.plugin.Value;
import dev.snn.api.synapse.Homeostasis;
import dev.snn.api.synapse.Plasticity;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * The plasticity of a network's excitatory synapses, with the parameters of each one. Inhibitory
 * synapses keep their weights.
 *
 * <p>Spikes of stretches without plasticity leave no trace. A trace is kept by synapse and brought
 * up to date only when a spike needs it, by the exact decay since the last spike on its side, so
 * that the cost is that of the spikes. The rate of each neuron is kept in the same way.
 */
final class Learning {
  private final Plasticity rule;
  private final float[] etaPlus;
  private final float[] etaMinus;
  private final Decay plus;
  private final Decay minus;
  private final Homeostasis scaling;
  private final Decay rate;

  private Learning(
      Plasticity rule, float[] etaPlus, float[] etaMinus, Decay plus, Decay minus, Decay rate) {
    this.rule = rule;
    this.scaling = rule.homeostasis();
    this.rate = rate;
    this.etaPlus = etaPlus;
    this.etaMinus = etaMinus;
    this.plus = plus;
    this.minus = minus;
  }

  /** Draws the parameters of each synapse; null where nothing is plastic. */
  static Learning draw(
      Plasticity rule, int synapses, double dt, Function<String, RandomGenerator> streams) {
    if (!rule.isPlastic()) {
      return null;
    }
    return new Learning(
        rule,
        draw(rule.etaPlus(), "eta_plus", synapses, streams.apply("eta_plus")),
        draw(rule.etaMinus(), "eta_minus", synapses, streams.apply("eta_minus")),
        Decay.draw(rule.tauPlus(), "tau_plus", synapses, dt, streams.apply("tau_plus")),
        Decay.draw(rule.tauMinus(), "tau_minus", synapses, dt, streams.apply("tau_minus")),
        Decay.constant(rule.homeostasis().tau(), "tau_rate", dt));
  }

  /** Rates below zero mean none. */
  private static float[] draw(Value value, String name, int n, RandomGenerator random) {
    float[] out = new float[n];
    for (int s = 0; s < n; s++) {
      out[s] = (float) Math.max(0, Check.finite(name, value.draw(random)));
    }
    return out;
  }

  /** {@code j} spikes at step t: its synapses are depressed, and their sender's traces rise. */
  void sent(Activity a, Wiring wiring, int j, long t) {
    long since = t - a.lastSpike[j];
    boolean first = a.lastSpike[j] < 0;
    int[] to = wiring.to();
    for (int s = wiring.start()[j]; s < wiring.start()[j + 1]; s++) {
      long last = a.lastSpike[to[s]];
      float y = last < 0 ? 0 : a.post[s] * minus.after(s, t - last);
      a.weight[s] = rule.afterPre(a.weight[s], etaMinus[s], y);
      if (scaling.isOn()) {
        float spikes = last < 0 ? 0 : a.rate[to[s]] * rate.after(s, t - last);
        a.weight[s] = scaling.scaled(a.weight[s], spikes, (float) rule.wMax());
      }
      a.pre[s] = first ? 1 : a.pre[s] * plus.after(s, since) + 1;
    }
  }

  /** {@code i} spikes at step t: the synapses it gets are potentiated, and its traces rise. */
  void received(Activity a, Wiring wiring, int[] from, int i, long t, boolean[] now) {
    long since = t - a.lastSpike[i];
    boolean first = a.lastSpike[i] < 0;
    int[] in = wiring.in();
    for (int k = wiring.startIn()[i]; k < wiring.startIn()[i + 1]; k++) {
      int s = in[k];
      int j = from[s];
      if (j >= wiring.excitatory()) {
        break;
      }
      a.weight[s] = rule.afterPost(a.weight[s], etaPlus[s], senderTrace(a, s, j, t, now[j]));
      a.post[s] = first ? 1 : a.post[s] * minus.after(s, since) + 1;
    }
  }

  /**
   * A sender that spikes in this step has its new spike in the trace already: it does not count.
   */
  private float senderTrace(Activity a, int s, int j, long t, boolean spikesNow) {
    if (spikesNow) {
      return a.pre[s] - 1;
    }
    long last = a.lastSpike[j];
    return last < 0 ? 0 : a.pre[s] * plus.after(s, t - last);
  }

  /** {@code i} spiked at step t, whose changes of weights are all done. */
  void done(Activity a, int i, long t) {
    long last = a.lastSpike[i];
    a.rate[i] = last < 0 ? 1 : a.rate[i] * rate.after(i, t - last) + 1;
    a.lastSpike[i] = t;
  }
}
