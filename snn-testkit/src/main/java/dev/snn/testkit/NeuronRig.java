package dev.snn.testkit;

import static dev.snn.testkit.ContractViolation.require;

import dev.snn.api.layer.Capabilities;
import dev.snn.api.layer.Parameter;
import dev.snn.api.neuron.NeuronModel;
import dev.snn.api.neuron.Pass;
import dev.snn.api.neuron.State;
import dev.snn.api.tensor.Spikes;
import dev.snn.api.tensor.Tensor;
import java.util.List;
import java.util.function.DoubleSupplier;

/**
 * A neuron model under test with inputs that make it work: currents strong enough that about a
 * quarter of the steps spike, states of the size its own states have.
 */
final class NeuronRig {
  /** Error of a value of a few steps in float, per value that is summed. */
  static final double ROUNDING = 5e-8;

  private final NeuronModel model;
  private final double gain;
  private final double[] scales;

  NeuronRig(NeuronModel model) {
    this.model = new Borrowing(model);
    double best = 1;
    double distance = Double.MAX_VALUE;
    State last = null;
    for (double g = 0.125; g < 3000; g *= 2) {
      Tensor x = Examples.uniform("gain", 12, 4, model.size(), -0.3 * g, g);
      NeuronModel.Forward forward = this.model.forward(x, model.initialState(4), Pass.hard());
      double rate = forward.output() instanceof Spikes s ? s.density() : 0;
      if (Math.abs(rate - 0.25) < distance) {
        distance = Math.abs(rate - 0.25);
        best = g;
        last = forward.last();
      }
    }
    this.gain = best;
    this.scales = scales(last);
  }

  private static double[] scales(State state) {
    double[] out = new double[state.values().length];
    for (int k = 0; k < out.length; k++) {
      double sum = 0;
      int count = 0;
      for (float[] row : state.values()[k]) {
        for (float x : row) {
          sum += x * x;
          count++;
        }
      }
      double rms = Math.sqrt(sum / Math.max(1, count));
      out[k] = rms > 0 && rms < 1e9 ? rms : 1;
    }
    return out;
  }

  NeuronModel model() {
    return model;
  }

  /** True where the output is spikes, with a firing probability. */
  boolean fires() {
    return model.output() == Capabilities.Output.SPIKES;
  }

  /** Input current that makes the neurons spike now and then. */
  Tensor current(int steps, int batch) {
    return Examples.uniform("current", steps, batch, model.size(), -0.3 * gain, gain);
  }

  /** The initial state moved a little. */
  State start(int batch) {
    State state = model.initialState(batch).copy();
    State noise = Examples.like("start", state);
    for (int k = 0; k < state.values().length; k++) {
      for (int b = 0; b < batch; b++) {
        for (int n = 0; n < state.values()[k][b].length; n++) {
          state.values()[k][b][n] += (float) (0.2 * scales[k] * noise.values()[k][b][n]);
        }
      }
    }
    return state;
  }

  NeuronModel.Forward forward(Tensor current, Pass pass) {
    return model.forward(current, start(current.batch()), pass);
  }

  Snapshot run(Tensor current, State start, Pass pass) {
    return run(current, start, pass, 0);
  }

  /**
   * One forward and backward pass with random gradients.
   *
   * @param first number of the batch's first example, which chooses its gradients
   */
  Snapshot run(Tensor current, State start, Pass pass, int first) {
    model.parameters().forEach(Parameter::clearGradient);
    NeuronModel.Forward forward = model.forward(current, start, pass);
    Snapshot out =
        new Snapshot()
            .put("output", forward.output())
            .put("membrane", forward.membrane())
            .put("last state", forward.last());
    if (fires()) {
      out.put("probability", model.probability(forward.tape(), pass));
    }
    Gradient g = new Gradient(current, forward.last(), first);
    NeuronModel.Backward back = model.backward(forward.tape(), g.output, g.membrane, g.last, pass);
    return out.put("gradient of the current", back.gradCurrent())
        .put("gradient of the state", back.gradInitial())
        .putGradients(model.parameters());
  }

  /** Random gradients; those of an example do not depend on the batch. */
  private static final class Gradient {
    final Tensor output;
    final Tensor membrane;
    final State last;

    Gradient(Tensor like, State state, int first) {
      output = Examples.perExample("output", like.steps(), like.batch(), like.size(), first);
      membrane = Examples.perExample("membrane", like.steps(), like.batch(), like.size(), first);
      last = state.copy();
      for (int b = 0; b < like.batch(); b++) {
        State one = Examples.like("last/" + (first + b), row(state, b));
        for (int k = 0; k < last.values().length; k++) {
          last.values()[k][b] = one.values()[k][0];
        }
      }
    }
  }

  static Tensor row(Tensor x, int b) {
    float[][] rows = new float[x.steps()][];
    for (int t = 0; t < rows.length; t++) {
      rows[t] = x.row(t, b).clone();
    }
    return new Tensor(x.steps(), 1, x.size(), rows);
  }

  static State row(State state, int b) {
    float[][][] values = new float[state.values().length][1][];
    for (int k = 0; k < values.length; k++) {
      values[k][0] = state.values()[k][b].clone();
    }
    return new State(state.names(), values);
  }

  /** Central differences against the backward pass, of a random projection of all results. */
  String checkGradients() {
    Pass pass = Pass.smooth();
    Tensor current = current(5, 2);
    State start = start(2);
    NeuronModel.Forward forward = model.forward(current, start, pass);
    Gradient g = new Gradient(current, forward.last(), 0);
    model.parameters().forEach(Parameter::clearGradient);
    NeuronModel.Backward back = model.backward(forward.tape(), g.output, g.membrane, g.last, pass);
    DoubleSupplier scalar =
        () -> {
          NeuronModel.Forward f = model.forward(current, start, pass);
          double sum = Gradients.dot(f.output().toTensor().rows(), g.output.rows(), model.size());
          sum += Gradients.dot(f.membrane().rows(), g.membrane.rows(), model.size());
          for (int k = 0; k < g.last.values().length; k++) {
            sum += Gradients.dot(f.last().values()[k], g.last.values()[k], Integer.MAX_VALUE);
          }
          return sum;
        };
    double rounding = 0;
    for (float[] row : g.output.rows()) {
      rounding += ROUNDING * row.length;
    }
    GradientReport report = new GradientReport(rounding, scalar);
    double input =
        report.check("the current", current.rows(), back.gradCurrent().rows(), 2e-3 * gain);
    require(input > 0, "no result depends on the input current");
    for (int k = 0; k < start.values().length; k++) {
      String name = "the initial " + start.names().get(k);
      float[][] values = start.values()[k];
      float[][] gradient = back.gradInitial().values()[k];
      report.check(name, values, gradient, 2e-3 * scales[k]);
    }
    for (Parameter p : model.parameters()) {
      report.check(p.name(), p.value(), p.gradient(), Gradients.step(p));
    }
    return report.text();
  }

  /** Gradients through two stretches of time equal those through one. */
  void requireSplitGradients(
      NeuronModel.Forward whole,
      NeuronModel.Forward first,
      NeuronModel.Forward second,
      int k,
      String when) {
    Tensor like = whole.membrane();
    Gradient g = new Gradient(like, whole.last(), 0);
    Pass pass = Pass.hard();
    int steps = like.steps();
    NeuronModel.Backward at = model.backward(whole.tape(), g.output, g.membrane, g.last, pass);
    NeuronModel.Backward late =
        model.backward(
            second.tape(),
            g.output.timeRange(k, steps),
            g.membrane.timeRange(k, steps),
            g.last,
            pass);
    NeuronModel.Backward early =
        model.backward(
            first.tape(),
            g.output.timeRange(0, k),
            g.membrane.timeRange(0, k),
            late.gradInitial(),
            pass);
    new Snapshot()
        .put("gradient of the current before the split", at.gradCurrent().timeRange(0, k))
        .put("gradient of the current after the split", at.gradCurrent().timeRange(k, steps))
        .put("gradient of the state", at.gradInitial())
        .requireClose(
            new Snapshot()
                .put("gradient of the current before the split", early.gradCurrent())
                .put("gradient of the current after the split", late.gradCurrent())
                .put("gradient of the state", early.gradInitial()),
            when,
            1e-5);
  }

  /** A second backward pass adds to the gradients of the parameters. */
  void requireAdding(Tensor current, State start) {
    run(current, start, Pass.hard());
    Snapshot doubled = new Snapshot();
    for (Parameter p : model.parameters()) {
      float[][] twice = new float[p.gradient().length][];
      for (int r = 0; r < twice.length; r++) {
        twice[r] = p.gradient()[r].clone();
        for (int n = 0; n < twice[r].length; n++) {
          twice[r][n] *= 2;
        }
      }
      doubled.putRows("gradient of " + p.name(), twice);
    }
    NeuronModel.Forward forward = model.forward(current, start, Pass.hard());
    Gradient g = new Gradient(current, forward.last(), 0);
    model.backward(forward.tape(), g.output, g.membrane, g.last, Pass.hard());
    new Snapshot()
        .putGradients(model.parameters())
        .requireClose(doubled, "a second backward pass must add to the gradient", 1e-4);
  }

  void requireNan(Snapshot run, String name, int example, String what, Pass pass) {
    for (float[] row : run.example(example).get(name).rows()) {
      for (float x : row) {
        if (Float.isNaN(x)) {
          return;
        }
      }
    }
    throw new ContractViolation(
        "%s leaves no NaN in the %s of that example (%s)".formatted(what, name, pass.spiking()));
  }

  void requireNanGradient(Tensor current, State start, Pass pass) {
    NeuronModel.Forward forward = model.forward(current, start, pass);
    for (String which : List.of("output", "membrane")) {
      Tensor grad = Tensor.zeros(current.steps(), current.batch(), current.size());
      grad.row(current.steps() - 1, 1)[2] = Float.NaN;
      boolean output = which.equals("output");
      NeuronModel.Backward back =
          model.backward(forward.tape(), output ? grad : null, output ? null : grad, null, pass);
      Snapshot run =
          new Snapshot()
              .put("gradients of current", back.gradCurrent())
              .put("gradients of state", back.gradInitial());
      boolean found = false;
      for (float[] row : run.example(1).get("gradients of current").rows()) {
        for (float x : row) {
          found |= Float.isNaN(x);
        }
      }
      require(found, "a NaN gradient of the %s leaves no NaN behind (%s)", which, pass.spiking());
    }
  }
}
