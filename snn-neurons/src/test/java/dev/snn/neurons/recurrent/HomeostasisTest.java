package dev.snn.neurons.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import dev.snn.api.plugin.Family;
import dev.snn.api.plugin.Part;
import dev.snn.api.plugin.Value;
import dev.snn.api.random.Seed;
import dev.snn.api.reservoir.ReservoirState;
import dev.snn.api.reservoir.Response;
import dev.snn.api.reservoir.Stretch;
import dev.snn.api.synapse.Homeostasis;
import dev.snn.api.tensor.Constant;
import dev.snn.neurons.synapse.AdditiveStdp;
import dev.snn.neurons.synapse.StdpOptions;
import dev.snn.testkit.TestContext;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class HomeostasisTest {
  private static final Wiring PAIR =
      new Wiring(
          new int[] {0, 1, 1},
          new int[] {1},
          new float[] {0.5f},
          new int[] {1},
          new int[] {0, 0, 1},
          new int[] {0},
          2);
  private static final TestContext CONTEXT =
      TestContext.of(2, HomeostasisTest.class.getClassLoader());

  /** Trains of 20 and 30 spikes per second, the rate as a sum over all earlier spikes. */
  @Test
  void weightsFollowTheEquation() {
    double target = 25;
    double tau = 200;
    StdpOptions options =
        new StdpOptions(
            Value.of(0), Value.of(0), Value.of(20), Value.of(20), 0.9, target, tau, 0.05);
    Learning learning =
        Learning.draw(
            new AdditiveStdp().create(options, CONTEXT), 1, 1, name -> new Seed(3).stream(name));
    Activity a = new Activity(2, 2, new float[] {0.5f}, true);
    RandomGenerator random = new Seed(9).stream("trains");
    boolean[] post = new boolean[4_000];
    boolean[] now = new boolean[2];
    double w = 0.5f;
    double least = 1;
    double most = 0;
    for (int t = 0; t < post.length; t++) {
      boolean pre = random.nextDouble() < 0.02;
      post[t] = random.nextDouble() < 0.03;
      if (pre) {
        learning.sent(a, PAIR, 0, t);
        double rate = 0;
        for (int s = 0; s < t; s++) {
          rate += post[s] ? 1_000 / tau * Math.exp(-(t - s) / tau) : 0;
        }
        w = Math.min(0.9, w + 0.05 * w * Math.max(-1, 1 - rate / target));
        assertThat((double) a.weight[0]).as("step %d", t).isCloseTo(w, offset(1e-5));
      }
      now[0] = pre;
      if (post[t]) {
        learning.received(a, PAIR, PAIR.from(), 1, t, now);
        learning.done(a, 1, t);
      }
      if (pre) {
        learning.done(a, 0, t);
      }
      least = Math.min(least, w);
      most = Math.max(most, w);
    }
    assertThat(least).isLessThan(0.45);
    assertThat(most).isGreaterThan(0.55);
  }

  @Test
  void aWeightNeverPassesItsBoundsAndNeverEndsAtZero() {
    Homeostasis scaling = new Homeostasis(10, 100, 0.99);
    assertThat(scaling.scaled(0.7f, 0, 0.9f)).isEqualTo(0.9f);
    assertThat(scaling.scaled(0.7f, 1e6f, 0.9f)).isEqualTo(0.007f, offset(1e-6f));
    assertThat(scaling.scaled(0.7f, 1, 0.9f)).as("at its rate").isEqualTo(0.7f);
    assertThat(Homeostasis.NONE.isOn()).isFalse();
    assertThatThrownBy(() -> new Homeostasis(10, 100, 1))
        .hasMessage("eta_rate must be at least 0 and below 1, got 1.0");
    assertThatThrownBy(() -> new Homeostasis(-1, 100, 0.1))
        .hasMessage("target_rate must not be negative, got -1.0");
  }

  private static final int STEPS = 30_000;

  private static Simulator network(double target) {
    Part synapse =
        Part.of(
            "stdp",
            "eta_plus",
            0,
            "eta_minus",
            0,
            "w_max",
            4,
            "target_rate",
            target,
            "eta_rate",
            0.005);
    return (Simulator)
        CONTEXT.create(
            Family.RESERVOIR, "r", Part.of("lif-reservoir", "size", 100, "synapse", synapse), 2);
  }

  private static Response run(Simulator made, ReservoirState from) {
    Constant input = new Constant(STEPS, 2, new float[][] {{2, 2}});
    return made.run(input, from, Stretch.plastic(20));
  }

  private static double rate(Simulator made, Response response) {
    return response.totalSpikes() / made.size() / (STEPS * 1e-3);
  }

  @Test
  void aNetworkComesCloserToItsTarget() {
    Simulator free = network(0);
    double before = rate(free, run(free, free.start()));
    double target = 2 * before;
    Simulator made = network(target);
    double after = rate(made, run(made, run(made, made.start()).last()));
    assertThat(Math.abs(after - target)).isLessThan(0.5 * (target - before));
  }

  /** The input alone may drive a neuron above its target; its weights shrink all the same. */
  @Test
  void weightsTowardsBusyNeuronsShrinkAndThoseTowardsQuietOnesGrow() {
    double target = 8;
    Simulator made = network(target);
    Wiring wiring = made.wiring();
    Response response = run(made, made.start());
    float[] after = ((Activity) response.last()).weight;
    int busy = 0;
    int quiet = 0;
    for (int s = 0; s < wiring.start()[wiring.excitatory()]; s++) {
      double rate = response.spikeCounts()[wiring.to()[s]] / (STEPS * 1e-3);
      boolean silent = response.spikeCounts()[wiring.from()[s]] == 0;
      float before = wiring.weight()[s];
      if (silent) {
        assertThat(after[s]).isEqualTo(before);
      } else if (rate > 1.5 * target) {
        assertThat(after[s]).as("synapse %d, %s Hz", s, rate).isLessThan(before);
        busy++;
      } else if (rate < 0.5 * target) {
        assertThat(after[s]).as("synapse %d, %s Hz", s, rate).isGreaterThan(before);
        quiet++;
      }
    }
    assertThat(busy).isGreaterThan(20);
    assertThat(quiet).isGreaterThan(20);
  }
}
