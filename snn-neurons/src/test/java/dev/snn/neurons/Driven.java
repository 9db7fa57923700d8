package dev.snn.neurons;

import dev.snn.api.neuron.NeuronModel;
import dev.snn.api.neuron.Pass;
import dev.snn.api.plugin.Family;
import dev.snn.api.plugin.Part;
import dev.snn.api.random.Seed;
import dev.snn.api.tensor.Tensor;
import dev.snn.testkit.TestContext;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** One neuron driven by a current. */
public record Driven(float[] current, float[] membrane, float[] output) {

  /**
   * Makes a neuron by name and runs it.
   *
   * @param dt length of a step in ms
   * @param current of each step
   */
  public static Driven of(Part neuron, double dt, int steps, IntToDoubleFunction current) {
    TestContext usual = TestContext.of(1, Driven.class.getClassLoader());
    TestContext context =
        new TestContext(
            "driven", 1, steps, 1, dt, new Seed(1), usual.dataset(), usual.data(), usual.loader());
    NeuronModel model = context.create(Family.NEURON, "neuron", neuron, 1);
    Tensor x = Tensor.zeros(steps, 1, 1);
    for (int t = 0; t < steps; t++) {
      x.row(t, 0)[0] = (float) current.applyAsDouble(t);
    }
    float[] before = column(x);
    NeuronModel.Forward forward = model.forward(x, model.initialState(1), Pass.hard());
    return new Driven(before, column(forward.membrane()), column(forward.output().toTensor()));
  }

  private static float[] column(Tensor x) {
    float[] out = new float[x.steps()];
    for (int t = 0; t < out.length; t++) {
      out[t] = x.get(t, 0, 0);
    }
    return out;
  }

  /** The steps at which it spikes. */
  public int[] spikes() {
    return IntStream.range(0, output.length).filter(t -> output[t] != 0).toArray();
  }

  /** The steps between one spike and the next. */
  public int[] intervals() {
    int[] at = spikes();
    int[] out = Arrays.copyOf(at, Math.max(0, at.length - 1));
    for (int k = 0; k < out.length; k++) {
      out[k] = at[k + 1] - at[k];
    }
    return out;
  }
}
