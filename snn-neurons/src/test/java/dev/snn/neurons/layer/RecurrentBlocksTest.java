package dev.snn.neurons.layer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.snn.api.layer.Layer;
import dev.snn.api.layer.Parameter;
import dev.snn.api.layer.ReadoutGradient;
import dev.snn.api.neuron.Pass;
import dev.snn.api.parallel.Parallel;
import dev.snn.api.plugin.Part;
import dev.snn.api.random.Draws;
import dev.snn.api.tensor.Arena;
import dev.snn.api.tensor.Spikes;
import dev.snn.api.tensor.SpikesBuilder;
import dev.snn.api.tensor.Tensor;
import dev.snn.testkit.PartBinder;
import dev.snn.testkit.TestContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Batches of several blocks, so large that what comes back leaves Java. */
class RecurrentBlocksTest {
  private static final int STEPS = 80;
  private static final int BATCH = 70;
  private static final int IN = 20;
  private static final int SIZE = 64;

  private Layer layer(String neuron) {
    Map<String, Object> options =
        Map.of("size", SIZE, "init_scale", 8, "neuron", Part.of(neuron, "tau_mem", 4.0));
    Recurrent plugin = new Recurrent();
    return plugin.create(
        PartBinder.bind(plugin.defaults(), options),
        TestContext.of(IN, getClass().getClassLoader()));
  }

  /** Examples {@code first .. first + count}, each the same in whichever batch. */
  private static Spikes input(int first, int count) {
    SpikesBuilder spikes = new SpikesBuilder(STEPS, count, IN);
    for (int t = 0; t < STEPS; t++) {
      for (int b = 0; b < count; b++) {
        for (int n = 0; n < IN; n++) {
          if (Draws.uniform(first + b, (long) t * IN + n) < 0.3) {
            spikes.lane(b).add(t, n);
          }
        }
      }
    }
    return spikes.build();
  }

  private static Tensor gradient(int first, int count) {
    Tensor g = Tensor.zeros(STEPS, count, SIZE);
    for (int t = 0; t < STEPS; t++) {
      for (int b = 0; b < count; b++) {
        for (int n = 0; n < SIZE; n++) {
          g.row(t, b)[n] = Draws.uniform(1000 + first + b, (long) t * SIZE + n) - 0.5f;
        }
      }
    }
    return g;
  }

  /** Runs examples forward and back; the gradients are added to the layer's. */
  private static Spikes learn(Layer layer, int first, int count, Parallel parallel) {
    Pass pass = Pass.hard().on(parallel);
    Layer.Forward forward = layer.forward(input(first, count), layer.initialState(count), pass);
    ReadoutGradient g = new ReadoutGradient(gradient(first, count), null, null, false);
    layer.backward(forward.tape(), g, false, pass);
    return (Spikes) forward.readout().output();
  }

  private static List<float[]> gradients(Layer layer) {
    List<float[]> all = new ArrayList<>();
    for (Parameter p : layer.parameters()) {
      all.addAll(List.of(p.gradient()));
    }
    return all;
  }

  /** Neurons that learn are one block, the others several. */
  @ParameterizedTest
  @ValueSource(strings = {"lif", "plif", "cuba-lif"})
  void theSameBitsAtAnyNumberOfThreads(String neuron) {
    Layer one = layer(neuron);
    Layer three = layer(neuron);
    Spikes spikes = learn(one, 0, BATCH, Parallel.SEQUENTIAL);
    try (Parallel parallel = Parallel.pool(3)) {
      assertThat(learn(three, 0, BATCH, parallel).isSame(spikes)).isTrue();
    }

    assertThat(spikes.density()).isBetween(0.02, 0.9);
    for (int r = 0; r < gradients(one).size(); r++) {
      assertThat(gradients(three).get(r)).isEqualTo(gradients(one).get(r));
    }
  }

  /** One example alone stays in Java, in a block of its own. */
  @Test
  void anExampleDoesNotDependOnItsBlock() {
    Layer together = layer("lif");
    Layer alone = layer("lif");
    Tensor all = learn(together, 0, BATCH, Parallel.SEQUENTIAL).toTensor();
    for (int b = 0; b < BATCH; b++) {
      Tensor mine = learn(alone, b, 1, Parallel.SEQUENTIAL).toTensor();
      for (int t = 0; t < STEPS; t++) {
        assertThat(mine.row(t, 0)).isEqualTo(all.row(t, b));
      }
    }

    double error = 0;
    double norm = 0;
    for (int r = 0; r < gradients(alone).size(); r++) {
      for (int n = 0; n < SIZE; n++) {
        error += Math.pow(gradients(alone).get(r)[n] - gradients(together).get(r)[n], 2);
        norm += Math.pow(gradients(alone).get(r)[n], 2);
      }
    }
    assertThat(norm).isPositive();
    assertThat(Math.sqrt(error / norm)).isLessThan(1e-5);
  }

  /** The state that one stretch leaves is what the next one needs, in every block. */
  @Test
  void timeMayBeRunInStretches() {
    Layer layer = layer("lif");
    Spikes input = input(0, BATCH);
    Pass pass = new Pass(true, Pass.hard().spiking(), Parallel.SEQUENTIAL, Arena.HEAP, 0, null, 0);
    Layer.Forward whole = layer.forward(input, layer.initialState(BATCH), pass);
    Layer.Forward first = layer.forward(input.timeRange(0, 33), layer.initialState(BATCH), pass);
    Layer.Forward second =
        layer.forward(input.timeRange(33, STEPS), first.last(), pass.startingAt(33));

    Spikes expected = (Spikes) whole.readout().output();
    assertThat(((Spikes) first.readout().output()).isSame(expected.timeRange(0, 33))).isTrue();
    assertThat(((Spikes) second.readout().output()).isSame(expected.timeRange(33, STEPS))).isTrue();
    assertThat(second.last().get("v")).isDeepEqualTo(whole.last().get("v"));
  }
}
