package dev.snn.testkit;

import static dev.snn.testkit.ContractViolation.require;

import dev.snn.api.layer.Capabilities;
import dev.snn.api.layer.Layer;
import dev.snn.api.layer.Readout;
import dev.snn.api.neuron.Pass;
import dev.snn.api.tensor.Signal;
import dev.snn.api.tensor.Spikes;
import dev.snn.api.tensor.Tensor;

/** What a layer shows, against what it declares. */
final class LayerOutputs {
  private LayerOutputs() {}

  static void check(Layer layer, Layer.Forward forward, Pass pass) {
    Capabilities can = layer.capabilities();
    Readout readout = forward.readout();
    Signal output = readout.output();
    int n = layer.outputSize();
    NeuronChecks.shape("output", output.toTensor(), 7, 3, n);
    if (pass.isHard()) {
      hard(can.output(), output);
    } else if (can.output() == Capabilities.Output.SPIKES) {
      NeuronChecks.range("output of a SMOOTH pass", output.toTensor());
    } else if (can.output() == Capabilities.Output.COUNTS) {
      counts(output.toTensor(), false);
    }
    part("membrane", can.membrane(), readout.hasMembrane());
    part("firing probability", can.probability(), readout.hasProbability());
    if (can.membrane()) {
      NeuronChecks.shape("membrane", readout.membrane(), 7, 3, n);
    }
    if (can.probability()) {
      NeuronChecks.shape("probability", readout.probability(), 7, 3, n);
      NeuronChecks.range("probability", readout.probability());
    }
  }

  private static void part(String name, boolean declared, boolean there) {
    require(!declared || there, "declares a %s, but its readout has none", name);
    require(declared || !there, "shows a %s that it does not declare", name);
  }

  private static void hard(Capabilities.Output declared, Signal output) {
    if (declared == Capabilities.Output.VALUES) {
      return;
    }
    require(
        output instanceof Spikes,
        "the output of a HARD pass is a %s, not Spikes",
        output.getClass().getSimpleName());
    if (declared == Capabilities.Output.COUNTS) {
      counts(output.toTensor(), true);
      return;
    }
    for (float[] row : output.toTensor().rows()) {
      for (float s : row) {
        require(s == 0 || s == 1, "a HARD pass puts out %s, not 0 or 1", s);
      }
    }
  }

  private static void counts(Tensor output, boolean whole) {
    for (float[] row : output.rows()) {
      for (int n = 0; n < output.size(); n++) {
        require(
            row[n] >= 0 && (!whole || row[n] == Math.rint(row[n])),
            "puts out %s, no count",
            row[n]);
      }
    }
  }
}
