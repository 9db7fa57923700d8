package dev.snn.training.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.snn.api.codec.Decoder;
import dev.snn.api.data.Samples;
import dev.snn.api.layer.Layer;
import dev.snn.api.layer.Merge;
import dev.snn.api.layer.Parameter;
import dev.snn.api.layer.ReadoutGradient;
import dev.snn.api.learning.LearningRule;
import dev.snn.api.learning.Network;
import dev.snn.api.loss.Loss;
import dev.snn.api.neuron.Pass;
import dev.snn.api.plugin.Family;
import dev.snn.api.plugin.NotApplicableException;
import dev.snn.api.plugin.Part;
import dev.snn.api.plugin.UserError;
import dev.snn.api.tensor.Shape;
import dev.snn.api.tensor.Tensor;
import dev.snn.testkit.TestContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A loss about hidden layers, through networks and learning rules. */
class HiddenLossTest {
  private static final int IN = 5;
  private static final int STEPS = 6;
  private static final int BATCH = 3;
  private static final double EPS = 8e-3;

  private final ClassLoader loader = getClass().getClassLoader();

  private Layer layer(String path, int in, int out, String type) {
    TestContext c = TestContext.of(3, loader);
    TestContext context =
        new TestContext(path, in, STEPS, 3, 1, c.seed(), c.dataset(), c.data(), loader);
    Part neuron = new Part("lif", Map.of("r", 6.0, "tau_mem", 5.0, "detach_reset", false));
    Part part =
        type.equals("dense")
            ? Part.of("dense", "size", out, "neuron", neuron)
            : Part.of(type, "size", out);
    return context.create(Family.LAYER, path, part, in);
  }

  private Loss loss(String... layers) {
    Map<String, Object> options =
        Map.of(
            "loss", Part.of("mse"),
            "layers", List.of(layers),
            "lower", 5.0,
            "lower_weight", 0.3,
            "upper", 1.0,
            "upper_weight", 0.5);
    return TestContext.of(3, loader)
        .create(Family.LOSS, "loss", new Part("rate-bounds", options), 3);
  }

  private Decoder decoder() {
    return TestContext.of(3, loader).create(Family.DECODER, "decoder", Part.of("rate"), 3);
  }

  /** A stem, a layer that is added to it, and a last one. */
  private Network branching(Loss loss) {
    return Network.builder(Shape.flat(IN))
        .layer("stem", layer("stem", IN, 4, "dense"))
        .layer("left", layer("left", 4, 4, "dense"))
        .merge("sum", Merge.ADD, List.of("left", "stem"))
        .layer("last", layer("last", 4, 3, "dense"))
        .build(decoder(), loss);
  }

  private Network chain(Loss loss, String last) {
    return Network.chain(
        List.of(layer("a", IN, 4, "dense"), layer("b", 4, 4, "dense"), layer("c", 4, 3, last)),
        decoder(),
        loss);
  }

  private static Tensor input() {
    Tensor x = Tensor.zeros(STEPS, BATCH, IN);
    for (int r = 0; r < x.rows().length; r++) {
      for (int n = 0; n < IN; n++) {
        x.rows()[r][n] = (float) Math.abs(Math.sin(7 * r + 3 * n + 1));
      }
    }
    return x;
  }

  private static Samples samples() {
    return Samples.labelled(new long[] {1, 2, 3}, new float[BATCH][IN], new int[] {0, 1, 2});
  }

  private static List<float[][]> run(LearningRule rule, Network network, Pass pass) {
    network.parameters().forEach(Parameter::clearGradient);
    rule.accumulate(network, input(), samples(), pass);
    List<float[][]> gradients = new ArrayList<>();
    for (Parameter p : network.parameters()) {
      float[][] copy = new float[p.gradient().length][];
      for (int r = 0; r < copy.length; r++) {
        copy[r] = p.gradient()[r].clone();
      }
      gradients.add(copy);
    }
    return gradients;
  }

  private LearningRule rule(Part part) {
    return TestContext.of(3, loader).create(Family.LEARNING_RULE, "rule", part, 3);
  }

  @Test
  void gradientsOfBoundsAreExactInABranchingNetwork() {
    Network network = branching(loss("0", "1", "readout"));
    List<float[][]> gradients = run(rule(Part.of("bptt")), network, Pass.smooth());
    for (int p = 0; p < gradients.size(); p++) {
      float[][] values = network.parameters().get(p).value();
      double largest = 0;
      double error = 0;
      for (int r = 0; r < values.length; r++) {
        for (int i = 0; i < values[r].length; i++) {
          double slope =
              (4 * slope(network, values[r], i, 1) - slope(network, values[r], i, 2)) / 3;
          largest = Math.max(largest, Math.abs(slope));
          error = Math.max(error, Math.abs(slope - gradients.get(p)[r][i]));
        }
      }
      String name = network.parameters().get(p).name();
      assertThat(largest).as(name).isPositive();
      // Gradients of the first layer are small beside what float rounds off.
      assertThat(error / largest).as(name).isLessThan(2.5e-2);
    }
  }

  /** The central difference over some steps. */
  private static double slope(Network network, float[] row, int i, int steps) {
    float x = row[i];
    row[i] = x + (float) (steps * EPS);
    double up = mean(network, Pass.smooth());
    row[i] = x - (float) (steps * EPS);
    double down = mean(network, Pass.smooth());
    row[i] = x;
    return (up - down) / (2 * steps * EPS);
  }

  /** The sum of the terms, which are not rounded to float as the losses of examples are. */
  private static double mean(Network network, Pass pass) {
    Map<String, Double> terms =
        network.loss().evaluate(network.forward(input(), pass).outcome(), samples(), pass).terms();
    return terms.get("task_loss") + terms.get("lower_bound") + terms.get("upper_bound");
  }

  @Test
  void windowsKeepTheBoundsOfTheirSteps() {
    Network network = branching(loss("hidden"));
    List<float[][]> whole = run(rule(Part.of("bptt")), network, Pass.hard());
    List<float[][]> all =
        run(rule(Part.of("truncated-bptt", "steps", STEPS)), network, Pass.hard());
    List<float[][]> one = run(rule(Part.of("truncated-bptt", "steps", 1)), network, Pass.hard());
    for (int p = 0; p < whole.size(); p++) {
      assertThat(all.get(p)).isDeepEqualTo(whole.get(p));
    }
    assertThat(one.get(0)[0]).isNotEqualTo(whole.get(0)[0]);
  }

  /** With a local credit the bounds of a layer reach this layer and no other. */
  @ParameterizedTest
  @ValueSource(strings = {"e-prop", "fa", "dfa", "drtp"})
  void boundsAddToALocalLearningSignal(String credit) {
    Part part = Part.of("straight-through", "credit", credit);
    Network bounded = chain(loss("1"), "dense");
    Network plain =
        bounded.with(
            l -> l,
            bounded.decoder(),
            TestContext.of(3, loader).create(Family.LOSS, "loss", Part.of("mse"), 3));
    List<float[][]> without = run(rule(part), plain, Pass.hard());
    List<float[][]> with = run(rule(part), bounded, Pass.hard());
    Network.Forward forward = bounded.forward(input(), Pass.hard());
    Tensor own =
        bounded
            .loss()
            .evaluate(forward.outcome(), samples(), Pass.hard())
            .gradReadout()
            .hidden()
            .get(1);
    Layer layer = bounded.layers().get(1);
    layer.parameters().forEach(Parameter::clearGradient);
    layer.backward(
        forward.stretches().get(0).tapes().get(1),
        new ReadoutGradient(own, null, null),
        false,
        Pass.hard());
    double largest = 0;
    for (int p = 0; p < with.size(); p++) {
      String name = bounded.parameters().get(p).name();
      boolean mine = name.startsWith("layers[1].");
      float[][] expected = layer.parameters().get(name.endsWith("weight") ? 0 : 1).gradient();
      for (int r = 0; r < with.get(p).length; r++) {
        for (int i = 0; i < with.get(p)[r].length; i++) {
          float more = mine ? expected[r][i] : 0;
          largest = Math.max(largest, Math.abs(more));
          assertThat(with.get(p)[r][i]).isCloseTo(without.get(p)[r][i] + more, within(1e-5f));
        }
      }
    }
    assertThat(largest).isGreaterThan(1e-3);
  }

  @Test
  void aRuleOfScoresRefusesIt() {
    for (String name : List.of("score-function", "vdib-reference")) {
      LearningRule rule = rule(Part.of(name));
      assertThatThrownBy(() -> run(rule, chain(loss("hidden"), "srm-bernoulli"), Pass.hard()))
          .isInstanceOf(NotApplicableException.class)
          .hasMessage(
              name
                  + " learns from what the spikes of the last layer cost, and this loss is about layers before it as well; take learning rule bptt or straight-through");
      run(rule, chain(loss("readout"), "srm-bernoulli"), Pass.hard());
    }
  }

  @Test
  void layersThatAreNotThereAreRefused() {
    assertThatThrownBy(() -> run(rule(Part.of("bptt")), branching(loss("7")), Pass.hard()))
        .isInstanceOf(UserError.class)
        .hasMessage("rate-bounds is about layers[7], but the last of this network is layers[3]");
    assertThatThrownBy(() -> run(rule(Part.of("bptt")), branching(loss("2")), Pass.hard()))
        .isInstanceOf(UserError.class)
        .hasMessage(
            "rate-bounds is about what neurons fire, and layers[2] has no neurons; leave it out of loss.layers");
    Network alone =
        Network.builder(Shape.flat(IN))
            .layer(layer("last", IN, 3, "dense"))
            .build(decoder(), loss("hidden"));
    assertThatThrownBy(() -> run(rule(Part.of("bptt")), alone, Pass.hard()))
        .isInstanceOf(NotApplicableException.class)
        .hasMessage(
            "rate-bounds is about hidden layers, and this network has none of neurons that spike");
    assertThatThrownBy(() -> loss("first"))
        .hasMessageContaining(
            "layers: 'first' is none of hidden, all, readout, or a number as in layers[2]");
  }
}
