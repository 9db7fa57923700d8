package dev.snn.neurons.surrogate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.snn.api.neuron.Surrogate;
import dev.snn.api.plugin.Family;
import dev.snn.api.plugin.Part;
import dev.snn.testkit.TestContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The derivatives that other libraries and papers publish, and what docs/models/surrogates.md calls
 * them.
 */
class PublishedSurrogatesTest {
  private static final TestContext CONTEXT =
      TestContext.of(1, PublishedSurrogatesTest.class.getClassLoader());

  private static Arguments line(
      String theirs, String ours, Part part, DoubleUnaryOperator derivative) {
    return Arguments.of(theirs, ours, part, derivative);
  }

  private static double logistic(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  private static double square(double x) {
    return x * x;
  }

  static Stream<Arguments> published() {
    return Stream.of(
        line(
            "snnTorch `atan(alpha=2)`",
            "{type: atan}",
            Part.of("atan"),
            x -> 1 / (1 + square(Math.PI * x))),
        line(
            "snnTorch `fast_sigmoid(slope=25)`",
            "{type: fast-sigmoid}",
            Part.of("fast-sigmoid"),
            x -> 1 / square(1 + 25 * Math.abs(x))),
        line(
            "snnTorch `sigmoid(slope=25)`",
            "{type: sigmoid, slope: 25}",
            Part.of("sigmoid", "slope", 25.0),
            x -> 25 * Math.exp(-25 * x) / square(1 + Math.exp(-25 * x))),
        line(
            "SpikingJelly `Sigmoid(alpha=4.)`",
            "{type: sigmoid}",
            Part.of("sigmoid"),
            x -> 4 * (1 - logistic(4 * x)) * logistic(4 * x)),
        line(
            "SpikingJelly `ATan(alpha=2.)`",
            "{type: atan}",
            Part.of("atan"),
            x -> 2 / (2 * (1 + square(Math.PI / 2 * 2 * x)))),
        line(
            "SpikingJelly `PiecewiseQuadratic(alpha=2.)`: `width = 1/alpha`",
            "{type: triangular, width: 0.5}",
            Part.of("triangular", "width", 0.5),
            x -> Math.abs(x) > 0.5 ? 0 : -4 * Math.abs(x) + 2),
        line(
            "SpikingJelly `SoftSign(alpha=2.)`",
            "{type: fast-sigmoid, slope: 2, normalise: true}",
            Part.of("fast-sigmoid", "slope", 2.0, "normalise", true),
            x -> 1 / (2 * 2 * square(1 / 2.0 + Math.abs(x)))),
        line(
            "SpikingJelly `SuperSpike(alpha=1.5)`: `damping = alpha`",
            "{type: fast-sigmoid, slope: 1.5, damping: 1.5}",
            Part.of("fast-sigmoid", "slope", 1.5, "damping", 1.5),
            x -> 1.5 / square(1 + 1.5 * Math.abs(x))),
        line(
            "SpikingJelly `Erf(alpha=2.)`",
            "{type: erfc}",
            Part.of("erfc"),
            x -> 2 / Math.sqrt(Math.PI) * Math.exp(-4 * x * x)),
        line(
            "SpikingJelly `PiecewiseExp(alpha=1.)`",
            "{type: piecewise-exponential}",
            Part.of("piecewise-exponential"),
            x -> Math.exp(-Math.abs(x)) / 2),
        line(
            "SpikingJelly `LeakyKReLU(leak=0., k=1.)`",
            "{type: leaky-step, leak: 0}",
            Part.of("leaky-step", "leak", 0.0),
            x -> x >= 0 ? 1 : 0),
        line(
            "snnTorch `LSO(slope=0.1)`, as documented",
            "{type: leaky-step}",
            Part.of("leaky-step"),
            x -> x >= 0 ? 1 : 0.1),
        line(
            "snnTorch `straight_through_estimator()`",
            "{type: straight-through}",
            Part.of("straight-through"),
            x -> 1),
        line(
            "Norse `heavi_erfc_fn`, `alpha = k`: `damping = 2 / k`",
            "{type: erfc, alpha: 4, damping: 0.5}",
            Part.of("erfc", "alpha", 4.0, "damping", 0.5),
            x -> 2 * Math.exp(-16 * x * x) / Math.sqrt(Math.PI)),
        line(
            "Norse `super`, `alpha = 100`",
            "{type: fast-sigmoid, slope: 100}",
            Part.of("fast-sigmoid", "slope", 100.0),
            x -> 1 / square(1 + 100 * Math.abs(x))),
        line(
            "Norse `tanh`, `alpha = k`: `slope = 2 k`, `damping = 2 / k`",
            "{type: sigmoid, slope: 8, damping: 0.5}",
            Part.of("sigmoid", "slope", 8.0, "damping", 0.5),
            x -> 1 - square(Math.tanh(4 * x))),
        line(
            "Norse `tent`, `alpha = 0.5`",
            "{type: triangular, damping: 0.5}",
            Part.of("triangular", "damping", 0.5),
            x -> Math.max(0, 1 - Math.abs(x)) * 0.5),
        line(
            "Bellec et al. 2018, 2020, `v_th = 0.8`: `width = v_th`",
            "{type: triangular, width: 0.8, damping: 0.3}",
            Part.of("triangular", "width", 0.8, "damping", 0.3),
            x -> 0.3 / 0.8 * Math.max(0, 1 - Math.abs(x / 0.8))),
        line(
            "Zenke and Ganguli 2018, `beta = 1`",
            "{type: fast-sigmoid, slope: 1}",
            Part.of("fast-sigmoid", "slope", 1.0),
            x -> 1 / square(1 + Math.abs(x))),
        line(
            "Zenke and Ganguli 2018, `beta` in 1 / membrane",
            "{type: superspike}",
            Part.of("superspike"),
            x -> 1 / square(1 + 10 * Math.abs(x))));
  }

  @ParameterizedTest
  @MethodSource("published")
  void derivative(String theirs, String ours, Part part, DoubleUnaryOperator published)
      throws IOException {
    Surrogate s = CONTEXT.create(Family.SURROGATE, "s", part, 1);
    float[] x = new float[401];
    float[] slices = new float[401];
    for (int k = 0; k < x.length; k++) {
      x[k] = (float) ((k - 200) / 80.0 + 1e-3);
    }
    s.derivative(x, 0, slices, x.length);
    for (int k = 0; k < x.length; k++) {
      double right = published.applyAsDouble(x[k]);
      assertThat(s.derivative(x[k])).as("at %s", x[k]).isCloseTo(right, within(1e-6 * (1 + right)));
      assertThat((double) slices[k]).as("at %s", x[k]).isCloseTo(right, within(2e-6 * (1 + right)));
      assertThat(s.primitive(x[k])).isBetween(0.0, 1.0);
    }
    assertThat(Files.readString(Path.of("../docs/models/surrogates.md")))
        .contains("| " + theirs + " | `" + ours + "` |");
  }

  @Test
  void aDampedPrimitiveHasTheDampedDerivative() {
    for (String name :
        new String[] {
          "atan",
          "sigmoid",
          "triangular",
          "box",
          "fast-sigmoid",
          "erfc",
          "superspike",
          "piecewise-exponential",
          "leaky-step",
          "straight-through"
        }) {
      Surrogate s = CONTEXT.create(Family.SURROGATE, "s", Part.of(name, "damping", 0.3), 1);
      for (double x = -0.447; x < 0.45; x += 0.1) {
        double measured = (s.primitive(x + 1e-6) - s.primitive(x - 1e-6)) / 2e-6;
        assertThat(s.derivative(x)).as("%s at %s", name, x).isCloseTo(measured, within(1e-4));
      }
      assertThat(s.primitive(Double.NaN)).isNaN();
      assertThat(s.derivative(Double.NaN)).isNaN();
    }
  }

  /** Abramowitz and Stegun, table 7.1, and the asymptotic value of erfc(5). */
  @Test
  void theErrorFunctionHasItsTabulatedValues() {
    assertThat(ErrorFunction.complement(0)).isEqualTo(1);
    assertThat(1 - ErrorFunction.complement(0.5)).isCloseTo(0.5204998778, within(1e-10));
    assertThat(1 - ErrorFunction.complement(1)).isCloseTo(0.8427007929, within(1e-10));
    assertThat(1 - ErrorFunction.complement(2)).isCloseTo(0.9953222650, within(1e-10));
    assertThat(ErrorFunction.complement(5) / 1.5374597944e-12).isCloseTo(1, within(1e-9));
    assertThat(ErrorFunction.complement(-5)).isCloseTo(2, within(1e-11));
    assertThat(ErrorFunction.complement(2.5000001))
        .isCloseTo(ErrorFunction.complement(2.4999999), within(1e-9));
    assertThat(ErrorFunction.complement(Double.POSITIVE_INFINITY)).isZero();
    assertThat(ErrorFunction.complement(Double.NaN)).isNaN();
  }

  @Test
  void superspikeIsTheFastSigmoidOfItsSlope() {
    Surrogate one = CONTEXT.create(Family.SURROGATE, "s", Part.of("superspike", "beta", 7.0), 1);
    Surrogate other =
        CONTEXT.create(Family.SURROGATE, "s", Part.of("fast-sigmoid", "slope", 7.0), 1);
    for (double x = -2; x < 2; x += 0.01) {
      assertThat(one.derivative(x)).isEqualTo(other.derivative(x));
      assertThat(one.primitive(x)).isEqualTo(other.primitive(x));
    }
  }

  /** Those whose primitive is cut say so, and go on beyond; a narrow window does not need it. */
  @Test
  void cutPrimitivesAreDeclared() {
    assertThat(isCut(Part.of("straight-through"))).isTrue();
    assertThat(isCut(Part.of("straight-through", "width", 1.0))).isFalse();
    assertThat(isCut(Part.of("leaky-step"))).isTrue();
    assertThat(isCut(Part.of("fast-sigmoid", "slope", 1.0))).isTrue();
    assertThat(isCut(Part.of("superspike", "beta", 1.0))).isTrue();
    assertThat(isCut(Part.of("superspike"))).isFalse();
    assertThat(isCut(Part.of("atan"))).isFalse();
    assertThat(isCut(Part.of("atan", "damping", 0.5))).isFalse();
    assertThat(isCut(Part.of("atan", "damping", 1.5))).isTrue();
    Surrogate narrow =
        CONTEXT.create(Family.SURROGATE, "s", Part.of("straight-through", "width", 1.0), 1);
    assertThat(narrow.derivative(0.49)).isEqualTo(1);
    assertThat(narrow.derivative(0.51)).isZero();
    Surrogate wide = CONTEXT.create(Family.SURROGATE, "s", Part.of("straight-through"), 1);
    assertThat(wide.derivative(1e9)).isEqualTo(1);
    assertThat(wide.primitive(3)).isEqualTo(1);
  }

  private static boolean isCut(Part part) {
    return CONTEXT.create(Family.SURROGATE, "s", part, 1).isCut();
  }

  @Test
  void aDampingOfZeroIsRefused() {
    assertThatThrownBy(
            () -> CONTEXT.create(Family.SURROGATE, "s", Part.of("atan", "damping", 0.0), 1))
        .hasMessage("damping must be above 0, got 0.0");
    assertThatThrownBy(
            () -> CONTEXT.create(Family.SURROGATE, "s", Part.of("fast-sigmoid", "slope", 0.0), 1))
        .hasMessage("slope must be above 0, got 0.0");
  }
}
