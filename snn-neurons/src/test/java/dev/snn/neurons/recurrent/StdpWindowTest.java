package dev.snn.neurons.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.snn.api.plugin.Value;
import dev.snn.api.random.Seed;
import dev.snn.api.synapse.Plasticity;
import dev.snn.api.synapse.SynapsePlugin;
import dev.snn.neurons.synapse.AdditiveStdp;
import dev.snn.neurons.synapse.MultiplicativeStdp;
import dev.snn.neurons.synapse.StdpOptions;
import dev.snn.testkit.TestContext;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** One synapse from neuron 0 to neuron 1, whose spikes the test decides. */
class StdpWindowTest {
  private static final double DT = 0.1;
  private static final Wiring PAIR =
      new Wiring(
          new int[] {0, 1, 1},
          new int[] {1},
          new float[] {0.5f},
          new int[] {1},
          new int[] {0, 0, 1},
          new int[] {0},
          2);

  private final Activity activity = new Activity(2, 2, new float[] {0.5f}, true);
  private final boolean[] now = new boolean[2];

  private static Plasticity rule(SynapsePlugin<StdpOptions> plugin, StdpOptions options) {
    return plugin.create(options, TestContext.of(1, StdpWindowTest.class.getClassLoader()));
  }

  private static StdpOptions options(double etaPlus, double etaMinus) {
    return new StdpOptions(
        Value.of(etaPlus), Value.of(etaMinus), Value.of(17), Value.of(34), 0.9, 0, 1_000, 0);
  }

  private static Learning learning(Plasticity rule) {
    return Learning.draw(rule, 1, DT, name -> new Seed(3).stream(name));
  }

  /** One step in which the given neurons spike, as the simulator does it. */
  private void spikes(Learning learning, long t, boolean pre, boolean post) {
    if (pre) {
      learning.sent(activity, PAIR, 0, t);
      now[0] = true;
    }
    if (post) {
      learning.received(activity, PAIR, PAIR.from(), 1, t, now);
    }
    now[0] = false;
    if (pre) {
      learning.done(activity, 0, t);
    }
    if (post) {
      learning.done(activity, 1, t);
    }
  }

  private double change(Plasticity rule, int steps) {
    StdpWindowTest fresh = new StdpWindowTest();
    Learning learning = learning(rule);
    long pre = 1_000;
    long post = pre + steps;
    if (steps == 0) {
      fresh.spikes(learning, pre, true, true);
    } else if (steps > 0) {
      fresh.spikes(learning, pre, true, false);
      fresh.spikes(learning, post, false, true);
    } else {
      fresh.spikes(learning, post, false, true);
      fresh.spikes(learning, pre, true, false);
    }
    return fresh.activity.weight[0] - 0.5f;
  }

  @Test
  void theAdditiveWindowIsTheTextbooks() {
    Plasticity rule = rule(new AdditiveStdp(), options(0.01, 0.02));
    for (int steps = -1_000; steps <= 1_000; steps++) {
      double dt = steps * DT;
      double expected =
          steps == 0
              ? 0
              : steps > 0 ? 0.01 * 0.9 * Math.exp(-dt / 17) : -0.02 * 0.9 * Math.exp(dt / 34);
      assertThat(change(rule, steps)).as("dt %s ms", dt).isCloseTo(expected, offset(1e-6));
    }
  }

  @Test
  void theMultiplicativeWindowDependsOnTheWeight() {
    Plasticity rule = rule(new MultiplicativeStdp(), options(0.01, 0.02));
    for (int steps = -1_000; steps <= 1_000; steps++) {
      double dt = steps * DT;
      double expected =
          steps == 0
              ? 0
              : steps > 0 ? 0.01 * 0.4 * Math.exp(-dt / 17) : -0.02 * 0.5 * Math.exp(dt / 34);
      assertThat(change(rule, steps)).as("dt %s ms", dt).isCloseTo(expected, offset(1e-6));
    }
  }

  /** All pairs of a random train, against the sum over pairs in doubles. */
  @Test
  void tracesSumOverAllEarlierSpikes() {
    Plasticity rule = rule(new AdditiveStdp(), options(1e-4, 2e-4));
    Learning learning = learning(rule);
    RandomGenerator random = new Seed(5).stream("train");
    boolean[] pre = new boolean[3_000];
    boolean[] post = new boolean[3_000];
    double w = 0.5f;
    for (int t = 0; t < pre.length; t++) {
      pre[t] = random.nextDouble() < 0.02;
      post[t] = random.nextDouble() < 0.02;
      spikes(learning, t, pre[t], post[t]);
      for (int s = 0; s < t; s++) {
        double gap = (t - s) * DT;
        w += post[t] && pre[s] ? 1e-4 * 0.9 * Math.exp(-gap / 17) : 0;
        w -= pre[t] && post[s] ? 2e-4 * 0.9 * Math.exp(-gap / 34) : 0;
      }
      assertThat((double) activity.weight[0]).isCloseTo(w, offset(2e-6));
    }
    assertThat(Math.abs(w - 0.5)).isGreaterThan(1e-4);
  }

  @Test
  void weightsStayInTheirBoundsOverAMillionSpikes() {
    for (Plasticity rule :
        new Plasticity[] {
          rule(new AdditiveStdp(), options(0.3, 0.3)),
          rule(new MultiplicativeStdp(), options(1.5, 1.5))
        }) {
      StdpWindowTest fresh = new StdpWindowTest();
      Learning learning = learning(rule);
      RandomGenerator random = new Seed(7).stream("train");
      float least = 1;
      float most = 0;
      for (int t = 0; t < 1_000_000; t++) {
        double u = random.nextDouble();
        fresh.spikes(learning, t, u < 0.5, u >= 0.5);
        float w = fresh.activity.weight[0];
        assertThat(w >= 0 && w <= 0.9f).isTrue();
        least = Math.min(least, w);
        most = Math.max(most, w);
      }
      assertThat(least).isLessThan(0.1f);
      assertThat(most).isGreaterThan(0.8f);
    }
  }
}
