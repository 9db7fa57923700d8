package dev.snn.api.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.snn.api.random.Seed;
import dev.snn.api.random.Stream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ValueTest {
  record Known(Value value, double mean, double sd) {}

  static List<Known> known() {
    double s = 0.5;
    return List.of(
        new Known(Value.of(3), 3, 0),
        new Known(new Value.Normal(2, 0.7), 2, 0.7),
        new Known(
            new Value.LogNormal(0.1, s),
            Math.exp(0.1 + s * s / 2),
            Math.exp(0.1 + s * s / 2) * Math.sqrt(Math.exp(s * s) - 1)),
        new Known(new Value.Uniform(-1, 3), 1, 4 / Math.sqrt(12)),
        new Known(new Value.Gamma(3, 5), 15, Math.sqrt(3) * 5),
        new Known(new Value.Gamma(0.5, 2), 1, Math.sqrt(0.5) * 2));
  }

  @ParameterizedTest
  @MethodSource("known")
  void drawsHaveTheMeanAndDeviationTheyPromise(Known k) {
    Stream random = new Seed(11).stream("value");
    int n = 60_000;
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < n; i++) {
      double x = k.value().draw(random);
      sum += x;
      squares += x * x;
    }
    double mean = sum / n;
    double sd = Math.sqrt(Math.max(0, squares / n - mean * mean));
    assertThat(k.value().mean()).isCloseTo(k.mean(), within(1e-12));
    assertThat(mean).isCloseTo(k.mean(), within(0.02 * k.sd() + 1e-9));
    assertThat(sd).isCloseTo(k.sd(), within(0.03 * k.sd() + 1e-6));
  }

  @Test
  void badDistributionsAreRefused() {
    assertThatThrownBy(() -> new Value.Normal(0, -1))
        .hasMessage("sd must not be negative, got -1.0");
    assertThatThrownBy(() -> new Value.LogNormal(0, -1)).hasMessageContaining("sigma");
    assertThatThrownBy(() -> new Value.Uniform(2, 1))
        .hasMessage("low must not be above high, got 2.0 and 1.0");
    assertThatThrownBy(() -> new Value.Gamma(0, 1)).hasMessageContaining("shape must be above 0");
    assertThatThrownBy(() -> new Value.Gamma(1, 0)).hasMessageContaining("scale must be above 0");
  }

  @Test
  void checksAcceptTheirBoundsAndRefuseWhatLiesBeyond() {
    assertThat(Check.positive("x", 1e-9)).isEqualTo(1e-9);
    assertThatThrownBy(() -> Check.positive("x", 0)).hasMessage("x must be above 0, got 0.0");
    assertThatThrownBy(() -> Check.positive("x", Double.NaN)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> Check.positive("x", Double.POSITIVE_INFINITY))
        .hasMessageContaining("Infinity");
    assertThat(Check.notNegative("x", 0)).isZero();
    assertThatThrownBy(() -> Check.notNegative("x", -1)).hasMessageContaining("negative");
    assertThatThrownBy(() -> Check.notNegative("x", Double.POSITIVE_INFINITY))
        .hasMessageContaining("negative");
    assertThat(Check.finite("x", -3)).isEqualTo(-3);
    assertThatThrownBy(() -> Check.finite("x", Double.NaN)).hasMessageContaining("finite");
    assertThat(Check.between("x", 0, 0, 1)).isZero();
    assertThat(Check.between("x", 1, 0, 1)).isEqualTo(1);
    assertThatThrownBy(() -> Check.between("x", 1.1, 0, 1)).hasMessageContaining("0.0 and 1.0");
    assertThatThrownBy(() -> Check.between("x", -0.1, 0, 1)).hasMessageContaining("-0.1");
    assertThat(Check.inside("x", 0.5, 0, 1)).isEqualTo(0.5);
    assertThatThrownBy(() -> Check.inside("x", 0, 0, 1)).hasMessageContaining("lie between");
    assertThatThrownBy(() -> Check.inside("x", 1, 0, 1)).hasMessageContaining("lie between");
    assertThat(Check.atLeastOne("x", 1)).isEqualTo(1);
    assertThatThrownBy(() -> Check.atLeastOne("x", 0)).hasMessage("x must be at least 1, got 0");
  }

  @Test
  void partsTakeTheirOptionsInPairs() {
    assertThat(Part.of("lif").options()).isEmpty();
    assertThat(Part.of("lif", "r", 2, "tau_mem", 5).options())
        .containsExactlyInAnyOrderEntriesOf(java.util.Map.of("r", 2, "tau_mem", 5));
  }
}
