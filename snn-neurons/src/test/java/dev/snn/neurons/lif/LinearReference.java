package dev.snn.neurons.lif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.snn.api.neuron.NeuronModel;
import dev.snn.api.neuron.Pass;
import dev.snn.api.neuron.Reset;
import dev.snn.api.neuron.State;
import dev.snn.api.neuron.Surrogate;
import dev.snn.api.plugin.Family;
import dev.snn.api.plugin.Part;
import dev.snn.api.random.Seed;
import dev.snn.api.random.Stream;
import dev.snn.api.tensor.Tensor;
import dev.snn.testkit.TestContext;

/**
 * The scalar reference, in double, of neurons with a linear charge {@code h = keep v + gain x +
 * shift}: one neuron, one step at a time, as the equations stand on paper.
 */
record LinearReference(
    double keep,
    double gain,
    double shift,
    double threshold,
    Reset reset,
    double vReset,
    boolean detach) {
  static final TestContext CONTEXT = TestContext.of(3, LinearReference.class.getClassLoader());
  private static final int STEPS = 40;
  private static final int N = 3;
  private static final Surrogate SURROGATE =
      CONTEXT.create(Family.SURROGATE, "s", Part.of("sigmoid", "slope", 3.0), N);

  static NeuronModel model(String type, Object... options) {
    Object[] all = java.util.Arrays.copyOf(options, options.length + 2);
    all[options.length] = "surrogate";
    all[options.length + 1] = java.util.Map.of("type", "sigmoid", "slope", 3.0);
    return CONTEXT.create(Family.NEURON, "neuron", Part.of(type, all), N);
  }

  /** Runs model and reference from v0 and compares spikes, membrane, state and gradients. */
  void check(NeuronModel model, double v0, double strength) {
    Stream random = new Seed(5).stream("reference");
    Tensor x = random(random, -0.4 * strength, strength);
    Tensor gradOutput = random(random, -1, 1);
    Tensor gradMembrane = random(random, -1, 1);
    State start = model.initialState(1);
    assertThat(start.get("v")[0]).containsOnly((float) v0);
    NeuronModel.Forward forward = model.forward(x.copy(), start, Pass.hard());
    NeuronModel.Backward backward =
        model.backward(forward.tape(), gradOutput.copy(), gradMembrane, null, Pass.hard());
    Tensor spikes = forward.output().toTensor();
    int fired = 0;
    for (int n = 0; n < N; n++) {
      double[] h = new double[STEPS];
      double[] s = new double[STEPS];
      double v = v0;
      for (int t = 0; t < STEPS; t++) {
        h[t] = keep * v + gain * x.get(t, 0, n) + shift;
        s[t] = h[t] >= threshold ? 1 : 0;
        v =
            switch (reset) {
              case SUBTRACT -> h[t] - s[t] * threshold;
              case ZERO -> s[t] == 1 ? vReset : h[t];
              case NONE -> h[t];
            };
        assertThat(forward.membrane().get(t, 0, n)).isCloseTo((float) h[t], within(2e-5f));
        assertThat(spikes.get(t, 0, n)).as("spike of step %d", t).isEqualTo((float) s[t]);
        fired += (int) s[t];
      }
      assertThat(forward.last().get("v")[0][n]).isCloseTo((float) v, within(2e-5f));
      double gv = 0;
      for (int t = STEPS - 1; t >= 0; t--) {
        double slope = SURROGATE.derivative(h[t] - threshold);
        double dvdh = reset == Reset.ZERO ? 1 - s[t] : 1;
        double dvds =
            detach || reset == Reset.NONE
                ? 0
                : reset == Reset.SUBTRACT ? -threshold : vReset - h[t];
        double gs = gradOutput.get(t, 0, n) + gv * dvds;
        double gh = gv * dvdh + gs * slope + gradMembrane.get(t, 0, n);
        assertThat(backward.gradCurrent().get(t, 0, n))
            .as("gradient of step %d", t)
            .isCloseTo((float) (gh * gain), within((float) (1e-4 * Math.max(1, Math.abs(gh)))));
        gv = gh * keep;
      }
      assertThat(backward.gradInitial().get("v")[0][n])
          .isCloseTo((float) gv, within((float) (1e-4 * Math.max(1, Math.abs(gv)))));
    }
    assertThat(fired).as("spikes").isBetween(5, STEPS * N - 5);
  }

  private static Tensor random(Stream random, double low, double high) {
    Tensor out = Tensor.zeros(STEPS, 1, N);
    for (float[] row : out.rows()) {
      for (int n = 0; n < N; n++) {
        row[n] = (float) (low + (high - low) * random.nextDouble());
      }
    }
    return out;
  }
}
