package dev.snn.neurons.recurrent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.snn.api.parallel.Parallel;
import dev.snn.api.plugin.Part;
import dev.snn.api.plugin.Value;
import dev.snn.api.random.Seed;
import dev.snn.api.reservoir.Response;
import dev.snn.api.reservoir.Stretch;
import dev.snn.api.tensor.Tensor;
import dev.snn.testkit.TestContext;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class SimulatorTest {
  private static final int STEPS = 400;
  private static final Stretch PLASTIC = new Stretch(true, 20, 1, true, Parallel.SEQUENTIAL);

  private static LifReservoir.Config config(Part synapse, double lambda) {
    return new LifReservoir.Config(
        60,
        0.8,
        new Value.Gamma(3, 7),
        5,
        1,
        Value.of(1),
        2,
        0.3,
        0.2,
        0.4,
        0.1,
        lambda,
        new Value.Uniform(0, 1.2),
        Value.of(0.8),
        Value.of(0.8),
        Value.of(0.4),
        new Value.Uniform(1, 6),
        0.5,
        new Value.Normal(0, 3),
        synapse);
  }

  private static Simulator make(Part synapse, double lambda) {
    TestContext context = TestContext.of(2, SimulatorTest.class.getClassLoader());
    return (Simulator) new LifReservoir().create(config(synapse, lambda), context);
  }

  private static Tensor input() {
    RandomGenerator random = new Seed(11).stream("input");
    Tensor u = Tensor.zeros(STEPS, 1, 2);
    for (float[] row : u.rows()) {
      row[0] = random.nextFloat();
      row[1] = random.nextFloat();
    }
    return u;
  }

  /** Every synapse looked at in every step, every trace decayed in every step. */
  @Test
  void theEventDrivenNetworkIsTheScalarOne() {
    Simulator made = make(Part.of("stdp-multiplicative", "eta_plus", 0.05, "eta_minus", 0.05), 2.5);
    Response response = made.run(input(), made.start(), PLASTIC);
    ScalarNetwork reference = new ScalarNetwork(made, 0.05, 0.05, 20, 20, 1);
    Tensor u = input();
    Tensor spikes = response.spikes().toTensor();
    for (int t = 0; t < STEPS; t++) {
      boolean[] fired = reference.step(u.row(t, 0));
      for (int i = 0; i < made.size(); i++) {
        assertThat(spikes.get(t, 0, i)).as("step %d neuron %d", t, i).isEqualTo(fired[i] ? 1 : 0);
      }
    }
    assertThat(response.totalSpikes()).isGreaterThan(400);
    float[] weight = ((Activity) response.last()).weight;
    double moved = 0;
    for (int s = 0; s < weight.length; s++) {
      assertThat((double) weight[s])
          .isCloseTo(reference.weight(s), org.assertj.core.data.Offset.offset(2e-4));
      moved = Math.max(moved, Math.abs(weight[s] - made.wiring().weight()[s]));
    }
    assertThat(moved).isGreaterThan(0.05);
  }

  @Test
  void dalesLawAndTheShareOfConnections() {
    Wiring wiring = make(Part.of("static"), 0).wiring();
    int[] counts = new int[4];
    int[] from = wiring.from();
    for (int s = 0; s < wiring.synapses(); s++) {
      boolean excitatory = from[s] < wiring.excitatory();
      assertThat(excitatory ? wiring.weight()[s] >= 0 : wiring.weight()[s] <= 0).isTrue();
      assertThat(from[s]).isNotEqualTo(wiring.to()[s]);
      counts[Wiring.Kinds.of(excitatory, wiring.to()[s] < wiring.excitatory())]++;
    }
    assertThat(counts[0]).isBetween(550, 800);
    assertThat(counts[1]).isBetween(70, 165);
    assertThat(counts[2]).isBetween(170, 290);
    assertThat(counts[3]).isBetween(2, 30);
  }

  @Test
  void nearbyNeuronsAreConnectedMoreOften() {
    int near = make(Part.of("static"), 1.2).wiring().synapses();
    int far = make(Part.of("static"), 5).wiring().synapses();
    assertThat(near).isLessThan(far / 2);
  }

  @Test
  void frozenWeightsStay() {
    Simulator made = make(Part.of("stdp"), 2.5);
    Response response = made.run(input(), made.start(), Stretch.frozen(20, 0));
    assertThat(((Activity) response.last()).weight).isSameAs(made.wiring().weight());
  }

  @Test
  void synapticEventsAreSpikesTimesFanOut() {
    Simulator made = make(Part.of("static"), 2.5);
    Wiring wiring = made.wiring();
    int[] counts = made.run(input(), made.start(), Stretch.frozen(20, 0)).spikeCounts();
    long events = 0;
    for (int j : wiring.from()) {
      events += counts[j];
    }
    assertThat(events).isGreaterThan(1_000);
    assertThat(made.synapticEvents(counts)).isEqualTo(events);
  }
}
