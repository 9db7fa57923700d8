package dev.snn.nir.imports;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.engine.tree.Trees;
import dev.snn.nir.graph.Fault;
import dev.snn.nir.graph.NirNode;
import dev.snn.nir.run.Scheme;
import dev.snn.nir.run.Settings;

/** Neurons of a graph as the entry {@code neuron} of a layer; times go from s to ms. */
final class NeuronImport {
  private final String file;
  private final NirNode node;
  private final Settings settings;
  private final ObjectNode neuron = Trees.NODES.objectNode();

  private NeuronImport(String file, NirNode node, Settings settings) {
    this.file = file;
    this.node = node;
    this.settings = settings;
  }

  static ObjectNode of(String file, NirNode node, Settings settings) {
    return new NeuronImport(file, node, settings).read();
  }

  private ObjectNode read() {
    switch (node.type()) {
      case IF -> {
        neuron.put("type", "if");
        // Here r is per ms.
        double steps = settings.perSecond() ? 1e-3 : 1 / (1000 * settings.dt());
        neuron.put("r", single("r") * steps);
      }
      case LIF -> {
        neuron.put("type", "lif");
        decay("tau", "tau_mem", "alpha");
        leak();
      }
      case CUBA_LIF -> {
        neuron.put("type", "cuba-lif");
        decay("tau_syn", "tau_syn", "alpha_syn");
        decay("tau_mem", "tau_mem", "alpha");
        leak();
        neuron.put("w_in", node.has("w_in") ? single("w_in") : 1);
      }
      case LI -> {
        neuron.put("type", "li");
        decay("tau", "tau_mem", "alpha");
        leak();
      }
      default -> {
        neuron.put("type", "li");
        decay("tau_syn", "tau_syn", "alpha_syn");
        decay("tau_mem", "tau_mem", "alpha");
        leak();
        if (node.has("w_in") && single("w_in") != 1) {
          throw Fault.of(
              file,
              node.name(),
              "w_in",
              "the neuron 'li' has no factor on its input; 'nir run' can do it.");
        }
      }
    }
    if (node.type().fires()) {
      neuron.put("v_threshold", single("v_threshold"));
      neuron.put("strict", true);
      neuron.put("reset", settings.subtract() ? "subtract" : "zero");
      if (!settings.subtract() && node.has("v_reset")) {
        neuron.put("v_reset", single("v_reset"));
      }
    }
    return neuron;
  }

  private void leak() {
    neuron.put("r", single("r"));
    neuron.put("v_leak", single("v_leak"));
  }

  private void decay(String parameter, String time, String alpha) {
    double tau = single(parameter);
    if (settings.scheme() == Scheme.EULER) {
      if (tau < settings.dt()) {
        throw Fault.of(
            file,
            node.name(),
            parameter,
            "%s s is shorter than the step, which Euler's scheme cannot follow; take a smaller step (--dt, in an experiment dt)."
                .formatted(tau));
      }
      neuron.put(alpha, 1 - settings.dt() / tau);
    } else {
      neuron.put(time, 1000 * tau);
    }
  }

  /** Layers have one value of a parameter. */
  private double single(String parameter) {
    double[] values = node.numbers(parameter);
    for (double value : values) {
      if (value != values[0]) {
        throw Fault.of(
            file,
            node.name(),
            parameter,
            "differs from neuron to neuron (%s, %s, ...), and an experiment has one value for a layer; 'nir run' can do it."
                .formatted(values[0], value));
      }
    }
    return values[0];
  }
}
