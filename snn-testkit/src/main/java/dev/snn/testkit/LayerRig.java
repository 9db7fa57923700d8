package dev.snn.testkit;

import static dev.snn.testkit.ContractViolation.require;

import dev.snn.api.layer.Capabilities;
import dev.snn.api.layer.Layer;
import dev.snn.api.layer.Parameter;
import dev.snn.api.layer.Readout;
import dev.snn.api.layer.ReadoutGradient;
import dev.snn.api.neuron.Pass;
import dev.snn.api.neuron.State;
import dev.snn.api.plugin.NotApplicableException;
import dev.snn.api.tensor.Constant;
import dev.snn.api.tensor.Signal;
import dev.snn.api.tensor.Spikes;
import dev.snn.api.tensor.Tensor;
import java.util.List;
import java.util.function.DoubleSupplier;

/**
 * A layer under test with random weights, strong enough that its neurons work on input of moderate
 * density.
 */
final class LayerRig {
  private final Layer layer;

  LayerRig(Layer layer) {
    this.layer = layer;
    double distance = Double.MAX_VALUE;
    double best = 1;
    for (double gain = 0.5; gain < 600; gain *= 2) {
      weigh(gain);
      Layer.Forward f = forward(spikes(12, 4), Pass.hard());
      double rate = f.readout().output() instanceof Spikes s ? s.density() : 0;
      if (Math.abs(rate - 0.25) < distance) {
        distance = Math.abs(rate - 0.25);
        best = gain;
      }
    }
    weigh(best);
  }

  /**
   * Random values for the parameters that have a row per input line or are zero to begin with;
   * others keep what the layer gave them.
   */
  private void weigh(double gain) {
    for (Parameter p : layer.parameters()) {
      if (!p.trainable()) {
        continue;
      }
      boolean weights = p.value().length >= layer.inputSize() && layer.inputSize() > 1;
      if (weights) {
        double bound = gain / Math.sqrt(layer.inputSize());
        float[][] random =
            Examples.rows(p.name(), p.value().length, p.value()[0].length, -0.6 * bound, bound);
        for (int r = 0; r < random.length; r++) {
          System.arraycopy(random[r], 0, p.value()[r], 0, random[r].length);
        }
      } else {
        for (float[] row : p.value()) {
          for (int n = 0; n < row.length; n++) {
            row[n] = row[n] == 0 ? 0.1f * ((n + 1) % 3 - 1) - 0.05f : row[n];
          }
        }
      }
    }
  }

  Layer layer() {
    return layer;
  }

  Capabilities can() {
    return layer.capabilities();
  }

  /** HARD and SMOOTH, where the layer has the latter. */
  List<Pass> passes() {
    return can().gradient() ? List.of(Pass.hard(), Pass.smooth()) : List.of(Pass.hard());
  }

  /** Passes in which an example has nothing to do with the others, and nothing is changed. */
  List<Pass> purePasses() {
    return can().batchStatistics() ? passes().stream().map(Pass::forEvaluation).toList() : passes();
  }

  /** The declared parts of a readout. */
  Snapshot put(Snapshot out, Readout readout) {
    out.put("output", readout.output());
    if (can().membrane()) {
      out.put("membrane", readout.membrane());
    }
    if (can().probability()) {
      out.put("probability", readout.probability());
    }
    return out;
  }

  /** A forward pass, with a backward pass unless only evaluation passes are independent. */
  Snapshot runPurely(Signal input, State start, Pass pass, int first) {
    if (!can().batchStatistics()) {
      return run(input, start, pass, first);
    }
    Layer.Forward forward = layer.forward(input, start, pass);
    return put(new Snapshot(), forward.readout()).put("last state", forward.last());
  }

  Spikes spikes(int steps, int batch) {
    return Examples.spikes("input", steps, batch, layer.inputSize(), 0.4, false);
  }

  Layer.Forward forward(Signal input, Pass pass) {
    return layer.forward(input, layer.initialState(input.batch()), pass);
  }

  Snapshot run(Signal input, Pass pass) {
    return run(input, layer.initialState(input.batch()), pass, 0);
  }

  /**
   * One forward and backward pass with random gradients; only forward where there are none.
   *
   * @param first number of the batch's first example, which chooses its gradients
   */
  Snapshot run(Signal input, State start, Pass pass, int first) {
    layer.parameters().forEach(Parameter::clearGradient);
    Layer.Forward forward = layer.forward(input, start, pass);
    Readout readout = forward.readout();
    Snapshot out = put(new Snapshot(), readout).put("last state", forward.last());
    if (!can().gradient()) {
      return out;
    }
    ReadoutGradient gradient = gradient(input.steps(), input.batch(), first);
    Tensor gradInput = layer.backward(forward.tape(), gradient, true, pass);
    require(gradInput != null, "backward returned no gradient of the input though it is needed");
    return out.put("gradient of the input", gradInput).putGradients(layer.parameters());
  }

  /** Random gradients; those of an example do not depend on the batch. */
  ReadoutGradient gradient(int steps, int batch, int first) {
    return new ReadoutGradient(
        Examples.perExample("output", steps, batch, layer.outputSize(), first),
        can().membrane()
            ? Examples.perExample("membrane", steps, batch, layer.outputSize(), first)
            : null,
        can().probability()
            ? Examples.perExample("probability", steps, batch, layer.outputSize(), first)
            : null);
  }

  /** A layer without gradients refuses what needs one. */
  String checkRefusals() {
    Spikes input = spikes(3, 2);
    refuses("a SMOOTH pass", () -> forward(input, Pass.smooth()));
    Layer.Forward forward = forward(input, Pass.hard());
    refuses(
        "backward()", () -> layer.backward(forward.tape(), gradient(3, 2, 0), true, Pass.hard()));
    return "none, and refused";
  }

  private static void refuses(String what, Runnable call) {
    try {
      call.run();
    } catch (NotApplicableException e) {
      return;
    }
    throw new ContractViolation(
        "declares no gradient, but %s throws no NotApplicableException".formatted(what));
  }

  /** Central differences against the backward pass, of a random projection of the readout. */
  String checkGradients() {
    Pass pass = Pass.smooth();
    Tensor input = Examples.uniform("input", 5, 2, layer.inputSize(), 0.05, 0.8);
    layer.parameters().forEach(Parameter::clearGradient);
    Layer.Forward forward = forward(input, pass);
    ReadoutGradient projection = gradient(5, 2, 0);
    Tensor gradInput = layer.backward(forward.tape(), gradient(5, 2, 0), true, pass);
    int size = layer.outputSize();
    DoubleSupplier scalar =
        () -> {
          Readout r = forward(input, pass).readout();
          double sum =
              Gradients.dot(r.output().toTensor().rows(), projection.output().rows(), size);
          if (can().membrane()) {
            sum += Gradients.dot(r.membrane().rows(), projection.membrane().rows(), size);
          }
          if (can().probability()) {
            sum += Gradients.dot(r.probability().rows(), projection.probability().rows(), size);
          }
          return sum;
        };
    double rounding = NeuronRig.ROUNDING * projection.output().rows().length * size;
    GradientReport report = new GradientReport(rounding, scalar);
    double inputs = report.check("the input", input.rows(), gradInput.rows(), 2e-3);
    require(inputs > 0, "no part of the readout depends on the input");
    for (Parameter p : layer.parameters().stream().filter(Parameter::trainable).toList()) {
      report.check(p.name(), p.value(), p.gradient(), Gradients.step(p));
    }
    return report.text();
  }

  /** The three kernels: events, dense rows and held rows give the same result. */
  String checkKernels() {
    double worst = 0;
    for (Pass pass : passes()) {
      for (boolean counts : new boolean[] {false, true}) {
        Spikes events = Examples.spikes("kernel", 6, 3, layer.inputSize(), 0.4, counts);
        String when =
            "events%s against dense rows, %s"
                .formatted(counts ? " with counts" : "", pass.spiking());
        worst =
            Math.max(
                worst, run(events, pass).requireClose(run(events.toTensor(), pass), when, 1e-5));
      }
      Constant held =
          new Constant(
              6,
              layer.inputSize(),
              Examples.uniform("held", 1, 3, layer.inputSize(), 0, 0.8).rows());
      worst =
          Math.max(
              worst,
              run(held, pass)
                  .requireClose(
                      run(held.toTensor(), pass),
                      "a held current against dense rows, " + pass.spiking(),
                      1e-5));
      Spikes none = Examples.spikes("none", 6, 3, layer.inputSize(), 0, false);
      run(none, pass).requireClose(run(none.toTensor(), pass), "silence against zeros", 1e-5);
    }
    return "largest difference %.1e".formatted(worst);
  }
}
