package dev.snn.neurons.graded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.snn.api.neuron.NeuronPlugin;
import dev.snn.api.plugin.Part;
import dev.snn.neurons.Driven;
import dev.snn.testkit.PartBinder;
import dev.snn.testkit.junit.NeuronContract;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SigmaDeltaContractTest implements NeuronContract {
  private static final double THRESHOLD = 0.15;

  @Override
  public NeuronPlugin<?> plugin() {
    return new SigmaDelta();
  }

  private static double wave(int t) {
    return Math.sin(0.05 * t) + 0.4 * Math.sin(0.31 * t);
  }

  private static Part encoder(String activation) {
    return Part.of(
        "sigma-delta", "v_threshold", THRESHOLD, "accumulate", false, "activation", activation);
  }

  /** The sum of what was sent is the value within the threshold, and fewer steps send than not. */
  @Test
  void whatIsSentAddsUpToTheInput() {
    Driven run = Driven.of(encoder("none"), 1, 500, SigmaDeltaContractTest::wave);
    double known = 0;
    for (int t = 0; t < 500; t++) {
      known += run.output()[t];
      assertThat(known).isCloseTo(wave(t), within(THRESHOLD + 1e-5));
      assertThat(run.output()[t] == 0 || Math.abs(run.output()[t]) >= THRESHOLD - 1e-6).isTrue();
    }
    assertThat(run.spikes().length).isBetween(20, 250);
  }

  @Test
  void aReluSendsNothingBelowZero() {
    Driven run = Driven.of(encoder("relu"), 1, 500, SigmaDeltaContractTest::wave);
    double known = 0;
    for (int t = 0; t < 500; t++) {
      known += run.output()[t];
      assertThat(known).isCloseTo(Math.max(0, wave(t)), within(THRESHOLD + 1e-5));
    }
  }

  /** A neuron behind another sums its changes to the same value, within both thresholds. */
  @Test
  void aReceiverReconstructsWhatTheSenderKnows() {
    Driven first = Driven.of(encoder("none"), 1, 500, SigmaDeltaContractTest::wave);
    Part summing = Part.of("sigma-delta", "v_threshold", 0.2, "activation", "none");
    Driven second = Driven.of(summing, 1, 500, t -> 0.7f * first.output()[t]);
    double known = 0;
    for (int t = 0; t < 500; t++) {
      known += second.output()[t];
      assertThat((double) second.membrane()[t])
          .isCloseTo(0.7 * wave(t), within(0.7 * THRESHOLD + 1e-4));
      assertThat(known).isCloseTo(0.7 * wave(t), within(0.7 * THRESHOLD + 0.2 + 1e-4));
    }
  }

  /** A value that does not change is sent once. */
  @Test
  void aConstantIsSentOnce() {
    Driven run = Driven.of(encoder("relu"), 1, 50, t -> t < 5 ? 0 : 0.6);
    assertThat(run.spikes()).containsExactly(5);
    assertThat(run.output()[5]).isEqualTo(0.6f);
  }

  /** A lost value is sent, so that whoever receives it is lost, too. */
  @Test
  void nanIsSent() {
    Driven run = Driven.of(encoder("relu"), 1, 4, t -> t == 2 ? Double.NaN : 0);
    assertThat(run.output()[1]).isZero();
    assertThat(run.output()[2]).isNaN();
    assertThat(run.output()[3]).isNaN();
  }

  @Test
  void aRandomWalkIsFollowed() {
    Random random = new Random(5);
    double[] changes = random.doubles(400, -0.2, 0.2).toArray();
    Part part = Part.of("sigma-delta", "v_threshold", 0.3, "activation", "none", "bias", 0.25);
    Driven run = Driven.of(part, 1, 400, t -> changes[t]);
    double sum = 0.25;
    double known = 0;
    for (int t = 0; t < 400; t++) {
      sum += changes[t];
      known += run.output()[t];
      assertThat(known).isCloseTo(sum, within(0.3 + 1e-4));
    }
  }

  @Test
  void aThresholdOfZeroIsRefused() {
    assertThatThrownBy(
            () -> PartBinder.bind(new SigmaDelta().defaults(), Map.of("v_threshold", 0.0)))
        .hasMessage("v_threshold must be above 0, got 0.0");
  }
}
