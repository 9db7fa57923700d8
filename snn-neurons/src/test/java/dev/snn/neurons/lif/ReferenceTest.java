package dev.snn.neurons.lif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.snn.api.neuron.NeuronModel;
import dev.snn.api.neuron.Pass;
import dev.snn.api.neuron.Reset;
import dev.snn.api.neuron.State;
import dev.snn.api.random.Seed;
import dev.snn.api.random.Stream;
import dev.snn.api.tensor.Tensor;
import java.util.stream.Stream.Builder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every neuron against a scalar reference in double. */
class ReferenceTest {
  static java.util.stream.Stream<Arguments> resets() {
    Builder<Arguments> all = java.util.stream.Stream.builder();
    for (Reset reset : Reset.values()) {
      all.add(Arguments.of(reset, true));
      all.add(Arguments.of(reset, false));
    }
    return all.build();
  }

  @ParameterizedTest
  @MethodSource("resets")
  void lif(Reset reset, boolean detach) {
    double d = Math.exp(-1 / 7.0);
    NeuronModel model =
        LinearReference.model(
            "lif",
            "tau_mem",
            7,
            "r",
            3,
            "v_leak",
            0.1,
            "v_threshold",
            0.8,
            "v_reset",
            -0.2,
            "reset",
            reset.name(),
            "detach_reset",
            detach);
    new LinearReference(d, 3 * (1 - d), 0.1 * (1 - d), 0.8, reset, -0.2, detach)
        .check(model, 0.1f, 2);
  }

  @Test
  void lifByItsDecay() {
    NeuronModel model = LinearReference.model("lif", "alpha", 0.9, "r", 2);
    new LinearReference(0.9, 0.2, 0, 1, Reset.SUBTRACT, 0, true).check(model, 0, 5);
  }

  @ParameterizedTest
  @MethodSource("resets")
  void integrateAndFire(Reset reset, boolean detach) {
    NeuronModel model =
        LinearReference.model(
            "if",
            "r",
            0.5,
            "v_threshold",
            0.8,
            "v_reset",
            -0.2,
            "reset",
            reset.name(),
            "detach_reset",
            detach);
    new LinearReference(1, 0.5, 0, 0.8, reset, -0.2, detach).check(model, 0, 0.8);
  }

  @ParameterizedTest
  @MethodSource("resets")
  void parametricLif(Reset reset, boolean detach) {
    double k = 1 - Math.exp(-1 / 4.0);
    for (boolean perNeuron : new boolean[] {false, true}) {
      NeuronModel model =
          LinearReference.model(
              "plif",
              "tau_mem",
              4,
              "per_neuron",
              perNeuron,
              "r",
              2,
              "v_leak",
              0.1,
              "v_threshold",
              0.8,
              "v_reset",
              -0.2,
              "reset",
              reset.name(),
              "detach_reset",
              detach);
      assertThat(model.parameters().get(0).count()).isEqualTo(perNeuron ? 3 : 1);
      new LinearReference(1 - k, 2 * k, 0.1 * k, 0.8, reset, -0.2, detach).check(model, 0.1f, 2);
    }
  }

  @Test
  void decaysOutOfRangeAreRefused() {
    assertThatThrownBy(() -> LinearReference.model("lif", "alpha", 1.0))
        .hasMessage("alpha must be at least 0 and below 1, got 1.0");
    assertThatThrownBy(() -> LinearReference.model("lif", "tau_mem", 0))
        .hasMessage("tau_mem must be above 0 ms, got 0.0");
    assertThatThrownBy(() -> LinearReference.model("lif", "tau_mem", Double.POSITIVE_INFINITY))
        .hasMessageContaining("tau_mem must be a finite number");
    assertThat(LinearReference.model("lif", "alpha", 0.0).size()).isEqualTo(3);
  }

  private static final int STEPS = 40;

  private static Tensor input(double low, double high) {
    Stream random = new Seed(6).stream("input");
    Tensor x = Tensor.zeros(STEPS, 1, 3);
    for (float[] row : x.rows()) {
      for (int n = 0; n < 3; n++) {
        row[n] = (float) (low + (high - low) * random.nextDouble());
      }
    }
    return x;
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void adaptiveLif(boolean published) {
    NeuronModel model =
        LinearReference.model(
            "alif",
            "tau_mem",
            5,
            "tau_adapt",
            12,
            "beta",
            0.3,
            "r",
            2,
            "v_threshold",
            0.7,
            "reset_delay",
            published);
    State start = model.initialState(1);
    start.get("a")[0][1] = 0.5f;
    Tensor x = input(-0.2, 3);
    NeuronModel.Forward forward = model.forward(x.copy(), start, Pass.hard());
    Tensor spikes = forward.output().toTensor();
    double d = Math.exp(-1 / 5.0);
    double rho = Math.exp(-1 / 12.0);
    int fired = 0;
    for (int n = 0; n < 3; n++) {
      double v = 0;
      double a = n == 1 ? 0.5 : 0;
      double z = 0;
      for (int t = 0; t < STEPS; t++) {
        double h = d * v + (1 - d) * 2 * x.get(t, 0, n) - z * 0.7;
        double s = h >= 0.7 + 0.3 * a ? 1 : 0;
        v = published ? h : h - s * 0.7;
        z = published ? s : 0;
        a = rho * a + s;
        fired += (int) s;
        assertThat(forward.membrane().get(t, 0, n)).isCloseTo((float) h, within(2e-5f));
        assertThat(spikes.get(t, 0, n)).isEqualTo((float) s);
      }
      assertThat(forward.last().get("v")[0][n]).isCloseTo((float) v, within(2e-5f));
      assertThat(forward.last().get("a")[0][n]).isCloseTo((float) a, within(2e-5f));
    }
    assertThat(fired).isBetween(5, 3 * STEPS - 5);
  }

  /** Constant {@code (1 - d) r x = 0.3}, tau 20 and 200, beta 0.2: Bellec et al. 2020, eqs. 7-9. */
  @Test
  void adaptiveLifSpikesAsPublished() {
    assertThat(adaptiveSpikes(true)).containsExactly(3, 8, 12, 17, 22, 27, 33, 38, 44, 50, 56);
    assertThat(adaptiveSpikes(false)).containsExactly(3, 7, 12, 17, 22, 27, 32, 37, 43, 49, 55);
  }

  private static java.util.List<Integer> adaptiveSpikes(boolean delay) {
    NeuronModel model = LinearReference.model("alif", "r", 1, "reset_delay", delay);
    Tensor x = Tensor.zeros(60, 1, 3);
    for (float[] row : x.rows()) {
      java.util.Arrays.fill(row, (float) (0.3 / (1 - Math.exp(-1 / 20.0))));
    }
    Tensor spikes = model.forward(x, model.initialState(1), Pass.hard()).output().toTensor();
    java.util.List<Integer> steps = new java.util.ArrayList<>();
    for (int t = 0; t < 60; t++) {
      if (spikes.get(t, 0, 0) == 1) {
        steps.add(t);
      }
    }
    return steps;
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void lifTrace(boolean unitGain) {
    NeuronModel model =
        LinearReference.model(
            "lif-trace",
            "alpha",
            0.8,
            "beta",
            0.7,
            "alpha_rp",
            0.6,
            "unit_gain",
            unitGain,
            "bias",
            -0.1);
    assertThat(model.ownsBias()).isTrue();
    assertThat(model.parameters()).hasSize(1);
    Tensor x = unitGain ? input(-0.5, 1) : input(-0.05, 0.1);
    NeuronModel.Forward forward = model.forward(x.copy(), model.initialState(1), Pass.hard());
    Tensor spikes = forward.output().toTensor();
    double ka = unitGain ? 0.2 : 1 / 0.2;
    double kb = unitGain ? 0.3 : 1 / 0.3;
    int fired = 0;
    for (int n = 0; n < 3; n++) {
      double p = 0;
      double q = 0;
      double r = 0;
      double s = 0;
      for (int t = 0; t < STEPS; t++) {
        p = 0.8 * p + ka * q;
        q = 0.7 * q + kb * x.get(t, 0, n);
        r = 0.6 * r - s;
        double u = p - 0.1 + r;
        s = u >= 0 ? 1 : 0;
        fired += (int) s;
        assertThat(forward.membrane().get(t, 0, n)).isCloseTo((float) u, within(2e-5f));
        assertThat(spikes.get(t, 0, n)).isEqualTo((float) s);
      }
    }
    assertThat(fired).isBetween(5, 3 * STEPS - 5);
  }
}
