package dev.snn.neurons.lif;

import dev.snn.api.neuron.Reset;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Check;
import dev.snn.api.plugin.Value;
import java.util.List;

/** What the options that the plug-ins of this package share mean, and their checks. */
final class Extras {
  private Extras() {}

  static void check(Double vInit, double tRefractory, boolean resetDelay) {
    if (vInit != null) {
      Check.finite("v_init", vInit);
    }
    Check.between("t_refractory", tRefractory, 0, 1e6);
    if (tRefractory > 0 && resetDelay) {
      throw new IllegalArgumentException(
          "t_refractory holds the membrane right after a spike, so that reset_delay must be false");
    }
  }

  /** The list without repetitions; fails for names that are not among these. */
  static List<String> learn(List<String> learn, String... names) {
    for (String name : learn) {
      if (!List.of(names).contains(name)) {
        throw new IllegalArgumentException(
            "learn takes names out of " + List.of(names) + ", got '" + name + "'");
      }
    }
    return learn.stream().distinct().toList();
  }

  /** What the whole layer learns starts from one value. */
  static void shared(String name, Value value, boolean learned, boolean perNeuron) {
    if (learned && !perNeuron && value != null && !(value instanceof Value.Constant)) {
      throw new IllegalArgumentException(
          name + " must be a constant where it is learned, unless per_neuron is true");
    }
  }

  static void fire(
      Dynamics y, double threshold, List<String> learn, boolean perNeuron, boolean strict) {
    Check.finite("v_threshold", threshold);
    float[] values = new float[y.size];
    java.util.Arrays.fill(values, (float) threshold);
    y.threshold = Coefficient.of("v_threshold", values, learn, perNeuron, false);
    y.strict = strict;
  }

  static void reset(Dynamics y, Reset reset, double to, boolean delay, boolean detach) {
    Check.finite("v_reset", to);
    y.reset = reset;
    y.resetTo = (float) to;
    y.resetDelay = delay;
    y.detach = detach;
  }

  /** A time in whole steps, at least one where it is above zero. */
  static int steps(double ms, BuildContext context) {
    return ms == 0 ? 0 : (int) Math.max(1, Math.round(ms / context.dt()));
  }
}
