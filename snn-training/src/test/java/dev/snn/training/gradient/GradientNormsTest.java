package dev.snn.training.gradient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.snn.api.data.Samples;
import dev.snn.api.layer.Layer;
import dev.snn.api.layer.Parameter;
import dev.snn.api.layer.ReadoutGradient;
import dev.snn.api.learning.GradientStep;
import dev.snn.api.learning.LearningRule;
import dev.snn.api.learning.Network;
import dev.snn.api.learning.Optimizer;
import dev.snn.api.learning.Rewiring;
import dev.snn.api.neuron.Pass;
import dev.snn.api.neuron.State;
import dev.snn.api.neuron.Tape;
import dev.snn.api.parallel.Parallel;
import dev.snn.api.procedure.Series;
import dev.snn.api.tensor.Shape;
import dev.snn.api.tensor.Signal;
import dev.snn.api.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Measures at the end of a training, with a learning rule whose gradients are known. */
class GradientNormsTest {

  /** A layer with two weights, and a running value that training moves. */
  private record Weights(Parameter weight, Parameter running) implements Layer {
    Weights() {
      this(Parameter.zeros("weight", 1, 2), fixed());
    }

    private static Parameter fixed() {
      Parameter p = Parameter.of("running", new float[][] {{7}});
      return new Parameter("running", p.value(), p.gradient(), false, p.constraint());
    }

    @Override
    public int inputSize() {
      return 1;
    }

    @Override
    public int outputSize() {
      return 1;
    }

    @Override
    public List<Parameter> parameters() {
      return List.of(weight, running);
    }

    @Override
    public State initialState(int batch) {
      return State.NONE;
    }

    @Override
    public Forward forward(Signal input, State initial, Pass pass) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Tensor backward(Tape tape, ReadoutGradient gradient, boolean needInput, Pass pass) {
      throw new UnsupportedOperationException();
    }
  }

  /**
   * Adds (3, 4) times the number of the layer to its gradient, and what the batch is to the running
   * values, as batch norm does in every training pass.
   */
  private static final class Known implements LearningRule {
    private int batch;

    /** Added to the gradients, once more in each pass. */
    private int noise;

    private int passes;

    @Override
    public Step accumulate(Network network, Signal input, Samples samples, Pass pass) {
      int number = 0;
      batch = samples.size();
      for (Layer layer : network.layers()) {
        number++;
        Weights weights = (Weights) layer;
        weights.weight().gradient()[0][0] += 3 * number + noise * passes;
        weights.weight().gradient()[0][1] += 4 * number + noise * passes;
        weights.running().gradient()[0][0] += 1000;
        weights.running().value()[0][0] += number;
      }
      passes++;
      return null;
    }
  }

  private final Known rule = new Known();

  private Network network(String... names) {
    var builder = Network.builder(Shape.flat(1));
    for (String name : names) {
      builder.layer(name, new Weights());
    }
    return builder.build();
  }

  private GradientNorms measure(Network network) {
    return GradientNorms.measure(new FakeRun(network, Map.of(), List.of()), step(network), 5);
  }

  private GradientStep step(Network network) {
    return new GradientStep(network, rule, (parameters, scale, parallel) -> {}, 0);
  }

  @Test
  void blocksAreGroupedAndWhatIsNoneOfThemIsLeftOut() {
    Network network = network("stem", "b.in", "b1.conv", "b1.sn", "b2.conv", "readout");
    GradientNorms norms = measure(network);
    assertThat(norms.norms()).hasSize(2);
    assertThat(norms.norms().get(0)).isCloseTo(Math.hypot(3 * 5, 4 * 5), within(1e-12));
    assertThat(norms.norms().get(1)).isEqualTo(25);
    assertThat(norms.ratio()).isEqualTo(1);
    Series series = norms.series();
    assertThat(series.name()).isEqualTo("gradient_norm_by_block");
    assertThat(series.x()).containsExactly(1, 2);
    assertThat(series.y()).containsExactly(25, 25);
    assertThat(rule.batch).isEqualTo(5);
  }

  @Test
  void withoutBlocksEachLayerCounts() {
    GradientNorms norms = measure(network("one", "two", "three", "four"));
    assertThat(norms.norms()).containsExactly(5.0, 10.0, 15.0, 20.0);
    assertThat(norms.ratio()).isEqualTo(0.25);
  }

  @Test
  void aGradientLeftBehindDoesNotCountAndNothingIsLeftBehind() {
    Network network = network("one", "two");
    network.parameters().forEach(p -> Arrays.fill(p.gradient()[0], 99));
    assertThat(measure(network).norms()).containsExactly(5.0, 10.0);
    assertNothingChanged(network);
  }

  @Test
  void theNoiseOfAGradientLeavesEverythingAsItWas() {
    Network network = network("one", "two");
    network.parameters().forEach(p -> Arrays.fill(p.gradient()[0], 99));
    FakeRun run = new FakeRun(network, Map.of(), List.of());
    GradientNoise.Noise noise = new GradientNoise(run, step(network)).measure(3, 5);
    assertThat(noise.variance()).isZero();
    assertThat(noise.relative()).isZero();
    assertNothingChanged(network);
  }

  /** Takes the first weight away and wants its gradient, or not. */
  private record Half(boolean wants) implements Rewiring {
    @Override
    public void begin(List<Parameter> weights, int epochUpdates) {
      for (Parameter weight : weights) {
        weight.connections().set(new int[][] {{1}});
        weight.connections().wantGradientsOfAll(wants);
      }
    }

    @Override
    public void step(
        Optimizer optimizer, List<Parameter> parameters, double scale, Parallel parallel) {
      throw new UnsupportedOperationException();
    }
  }

  /** The rule finds them all the same, as a layer may. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void absentWeightsDoNotCount(boolean wants) {
    Network network = network("one", "two");
    List<Parameter> weights = network.parameters().stream().filter(Parameter::trainable).toList();
    GradientStep step =
        new GradientStep(
            network,
            rule,
            (parameters, scale, parallel) -> {},
            0,
            new GradientStep.Rewired(new Half(wants), weights, 1));
    FakeRun run = new FakeRun(network, Map.of(), List.of());
    assertThat(GradientNorms.measure(run, step, 5).norms()).containsExactly(4.0, 8.0);
    rule.noise = 1;
    // Only the second weight of a layer has a gradient: 4 n + 0, 1, 2, of variance 1.
    assertThat(new GradientNoise(run, step).measure(3, 5).variance()).isCloseTo(2, within(1e-9));
    assertThat(weights).allMatch(weight -> weight.connections().gradientsOfAll() == wants);
    assertNothingChanged(network);
  }

  private static void assertNothingChanged(Network network) {
    for (Layer layer : network.layers()) {
      Weights weights = (Weights) layer;
      assertThat(weights.running().value()[0]).containsExactly(7);
      assertThat(weights.weight().value()[0]).containsExactly(0, 0);
      for (Parameter p : weights.parameters()) {
        assertThat(p.gradient()[0]).containsOnly(0);
      }
    }
  }
}
