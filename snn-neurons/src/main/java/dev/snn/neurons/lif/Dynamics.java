package dev.snn.neurons.lif;

import dev.snn.api.layer.Parameter;
import dev.snn.api.neuron.Reset;
import dev.snn.api.neuron.Surrogate;
import java.util.ArrayList;
import java.util.List;

/** What a {@link DynamicNeuron} is made of; set by the plug-ins, and not changed afterwards. */
final class Dynamics {
  final int size;

  /** Decay of the membrane per step, d. */
  Coefficient decay;

  /** Resistance r. */
  Coefficient r;

  /** True: the membrane takes {@code (1 - d) r u}; false: {@code r u}. */
  boolean decayInput = true;

  /** Membrane at rest. */
  float leak;

  /** Membrane at the start. */
  float start;

  /** Decay of the synaptic current per step; null where the input is the current. */
  Coefficient current;

  /** Factor on the input of the synaptic current. */
  float[] inputGain;

  /** True: the synaptic current takes {@code (1 - decay) x}; false: x. */
  boolean decayCurrent = true;

  /** True: the membrane takes the synaptic current of the step before. */
  boolean currentDelay;

  Coefficient threshold;

  /** True: a membrane exactly at the threshold does not fire. */
  boolean strict;

  Reset reset = Reset.SUBTRACT;
  float resetTo;

  /** True: a spike acts on the membrane of the next step, after its leak. */
  boolean resetDelay;

  /** True: no gradient flows through reset and refractory time. */
  boolean detach = true;

  /** Decay of the adaptation per step; null where there is none. */
  float[] adapt;

  /** How much the adaptation raises the threshold. */
  float beta;

  /** Steps without a spike after a spike. */
  int refractory;

  /** True: the membrane is held in the refractory time; false: it goes on. */
  boolean hold = true;

  Surrogate surrogate;

  Dynamics(int size) {
    this.size = size;
  }

  boolean synaptic() {
    return current != null;
  }

  boolean adaptive() {
    return adapt != null;
  }

  /** True where the last spike belongs to the state. */
  boolean delayed() {
    return resetDelay && reset != Reset.NONE;
  }

  /** The names of the state variables. */
  List<String> names() {
    List<String> names = new ArrayList<>(List.of("v"));
    if (synaptic()) {
      names.add("i");
    }
    if (adaptive()) {
      names.add("a");
    }
    if (delayed()) {
      names.add("z");
    }
    if (refractory > 0) {
      names.add("refractory");
    }
    return List.copyOf(names);
  }

  /** The coefficients that may be learned: decay, r, threshold, current. */
  Coefficient[] coefficients() {
    return new Coefficient[] {decay, r, threshold, current};
  }

  /** What is learned. */
  List<Parameter> parameters() {
    List<Parameter> all = new ArrayList<>();
    for (Coefficient c : coefficients()) {
      if (c != null && c.isLearned()) {
        all.add(c.parameter());
      }
    }
    return List.copyOf(all);
  }
}
