package dev.snn.neurons.recurrent;

import dev.snn.api.plugin.Check;
import dev.snn.api.plugin.Value;
import dev.snn.api.synapse.Plasticity;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * The plasticity of a network's excitatory synapses, with the parameters of each one. Inhibitory
 * synapses keep their weights.
 *
 * <p>Spikes of stretches without plasticity leave no trace. A trace is kept by synapse and brought
 * up to date only when a spike needs it, by the exact decay since the last spike on its side, so
 * that the cost is that of the spikes.
 */
final class Learning {
  private final Plasticity rule;
  private final float[] etaPlus;
  private final float[] etaMinus;
  private final float[] ratePlus;
  private final float[] rateMinus;

  private Learning(
      Plasticity rule, float[] etaPlus, float[] etaMinus, float[] ratePlus, float[] rateMinus) {
    this.rule = rule;
    this.etaPlus = etaPlus;
    this.etaMinus = etaMinus;
    this.ratePlus = ratePlus;
    this.rateMinus = rateMinus;
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
        rates(rule.tauPlus(), "tau_plus", synapses, dt, streams.apply("tau_plus")),
        rates(rule.tauMinus(), "tau_minus", synapses, dt, streams.apply("tau_minus")));
  }

  /** Rates below zero mean none. */
  private static float[] draw(Value value, String name, int n, RandomGenerator random) {
    float[] out = new float[n];
    for (int s = 0; s < n; s++) {
      out[s] = (float) Math.max(0, Check.finite(name, value.draw(random)));
    }
    return out;
  }

  /** {@code -dt / tau}; a time constant below a tenth of a step is taken for that. */
  private static float[] rates(Value tau, String name, int n, double dt, RandomGenerator random) {
    float[] out = new float[n];
    for (int s = 0; s < n; s++) {
      double drawn = Check.finite(name, tau.draw(random));
      out[s] = (float) (-dt / Math.max(0.1 * dt, drawn));
    }
    return out;
  }

  /** {@code j} spikes at step t: its synapses are depressed, and their sender's traces rise. */
  void sent(Activity a, Wiring wiring, int j, long t) {
    long before = a.lastSpike[j];
    for (int s = wiring.start()[j]; s < wiring.start()[j + 1]; s++) {
      int i = wiring.to()[s];
      a.weight[s] =
          rule.afterPre(
              a.weight[s],
              etaMinus[s],
              decayed(a.post[s], rateMinus[s], t - a.lastSpike[i], a.lastSpike[i]));
      a.pre[s] = decayed(a.pre[s], ratePlus[s], t - before, before) + 1;
    }
  }

  /** {@code i} spikes at step t: the synapses it gets are potentiated, and its traces rise. */
  void received(Activity a, Wiring wiring, int[] from, int i, long t, boolean[] now) {
    long before = a.lastSpike[i];
    for (int k = wiring.startIn()[i]; k < wiring.startIn()[i + 1]; k++) {
      int s = wiring.in()[k];
      int j = from[s];
      if (j >= wiring.excitatory()) {
        break;
      }
      // The trace of a sender that spikes in this step has its new spike already, which does not
      // count.
      float x =
          now[j]
              ? a.pre[s] - 1
              : decayed(a.pre[s], ratePlus[s], t - a.lastSpike[j], a.lastSpike[j]);
      a.weight[s] = rule.afterPost(a.weight[s], etaPlus[s], x);
      a.post[s] = decayed(a.post[s], rateMinus[s], t - before, before) + 1;
    }
  }

  private static float decayed(float trace, float rate, long steps, long last) {
    return last < 0 || trace == 0 ? 0 : trace * (float) Math.exp(rate * steps);
  }
}
