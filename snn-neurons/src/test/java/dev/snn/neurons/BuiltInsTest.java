package dev.snn.neurons;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.snn.api.layer.Layer;
import dev.snn.api.layer.Parameter;
import dev.snn.api.neuron.Surrogate;
import dev.snn.api.plugin.Family;
import dev.snn.api.plugin.Part;
import dev.snn.api.plugin.Plugin;
import dev.snn.testkit.TestContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is found, how it is described, and the numbers that the names promise. */
class BuiltInsTest {
  private static final TestContext CONTEXT = TestContext.of(8, BuiltInsTest.class.getClassLoader());

  @Test
  void allAreFoundAndDescribed() {
    assertThat(names(Family.NEURON))
        .containsExactlyInAnyOrder(
            "lif",
            "lif-trace",
            "if",
            "plif",
            "alif",
            "cuba-lif",
            "alpha",
            "qif",
            "izhikevich",
            "adex",
            "li",
            "sigma-delta");
    assertThat(names(Family.SURROGATE))
        .contains("box", "fast-sigmoid", "atan", "sigmoid", "triangular", "erfc", "superspike")
        .contains("piecewise-exponential", "leaky-step", "straight-through")
        .hasSize(10);
    assertThat(names(Family.LAYER)).contains("dense", "recurrent", "srm-bernoulli");
    assertThat(names(Family.LAYER))
        .contains("conv", "batch-norm", "neurons", "max-pool", "avg-pool", "sum-pool")
        .contains("flatten", "dropout");
    assertThat(names(Family.RESERVOIR)).contains("echo-state");
  }

  private static List<String> names(Family<?> family) {
    List<String> names = new ArrayList<>();
    for (Plugin<?, ?> plugin : ServiceLoader.load(family.service())) {
      assertThat(plugin.description()).as(plugin.name()).isNotBlank();
      cites(plugin);
      names.add(plugin.name());
    }
    return names;
  }

  private static void cites(Plugin<?, ?> plugin) {
    if (!List.of("dense", "flatten").contains(plugin.name())) {
      assertThat(plugin.citation()).as(plugin.name()).containsPattern("(doi|arXiv):[0-9.]+");
    }
  }

  /** Value at x = 0.2 and peak of each derivative, from its formula. */
  @ParameterizedTest
  @CsvSource({
    "box, width, 0.5, 2, 2, 0.9",
    "box, width, 0.3, 3.3333333, 0, 1",
    "fast-sigmoid, slope, 10, 1, 0.1111111, 0.5666667",
    "atan, alpha, 2, 1, 0.7169568, 0.6785662",
    "sigmoid, slope, 5, 1.25, 0.9830597, 0.7310586",
    "triangular, width, 0.5, 2, 1.2, 0.82",
    "erfc, alpha, 2, 1.1283792, 0.9615412, 0.7141962",
    "superspike, beta, 10, 1, 0.1111111, 0.5666667",
    "piecewise-exponential, alpha, 4, 2, 0.8986579, 0.7753355"
  })
  void surrogates(
      String name, String option, double value, double peak, double slope, double primitive) {
    Surrogate s = CONTEXT.create(Family.SURROGATE, "s", Part.of(name, option, value), 1);
    assertThat(s.derivative(0)).isCloseTo(peak, within(1e-6));
    assertThat(s.derivative(0.2)).isCloseTo(slope, within(1e-6));
    assertThat(s.derivative(-0.2)).isCloseTo(slope, within(1e-6));
    assertThat(s.primitive(0.2)).isCloseTo(primitive, within(1e-6));
    assertThat(s.primitive(0)).isCloseTo(0.5, within(1e-9));
  }

  @Test
  void boxIncludesItsUpperEdgeOnly() {
    Surrogate s = CONTEXT.create(Family.SURROGATE, "s", Part.of("box", "width", 1.0), 1);
    float[] out = new float[4];
    s.derivative(new float[] {0.5f, -0.5f, 0.6f, -0.4f}, 0, out, 4);
    assertThat(out).containsExactly(1, 0, 0, 1);
    assertThat(s.derivative(0.5)).isEqualTo(1);
    assertThat(s.derivative(-0.5)).isEqualTo(0);
  }

  @Test
  void aNormalisedFastSigmoidRisesFromZeroToOne() {
    Surrogate s =
        CONTEXT.create(
            Family.SURROGATE, "s", Part.of("fast-sigmoid", "slope", 8.0, "normalise", true), 1);
    assertThat(s.derivative(0)).isEqualTo(4);
    assertThat(s.primitive(1e9)).isCloseTo(1, within(1e-6));
    assertThat(s.primitive(-1e9)).isCloseTo(0, within(1e-6));
  }

  @Test
  void denseWeightsAreUniformAndTheNeuronsBiasIsNotDoubled() {
    int in = 400;
    Layer layer = dense(Part.of("dense", "size", 50, "init_scale", 2.0), in);
    assertThat(layer.parameters()).extracting(Parameter::name).containsExactly("weight", "bias");
    double bound = 2 / Math.sqrt(in);
    double sum = 0;
    double squares = 0;
    for (float[] row : layer.parameters().get(0).value()) {
      for (float w : row) {
        assertThat(Math.abs(w)).isLessThanOrEqualTo((float) bound);
        sum += w / bound;
        squares += w * w / bound / bound;
      }
    }
    assertThat(sum / (in * 50)).isCloseTo(0, within(0.02));
    assertThat(squares / (in * 50)).isCloseTo(1.0 / 3, within(0.02));
    assertThat(dense(Part.of("dense", "size", 5, "bias", false), 4).parameters()).hasSize(1);
    assertThat(
            dense(Part.of("dense", "size", 5, "neuron", Map.of("type", "lif-trace")), 4)
                .parameters())
        .extracting(Parameter::name)
        .containsExactly("weight", "neuron.bias");
  }

  private static Layer dense(Part part, int in) {
    return CONTEXT.create(Family.LAYER, "layer", part, in);
  }
}
