package dev.snn.api.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.snn.api.plugin.Value;
import dev.snn.api.random.Seed;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class SpaceTest {
  private static Object at(Dimension dimension, double... unit) {
    return dimension.at(unit, 0);
  }

  @Test
  void realNumbersOnBothScales() {
    assertThat(at(new Dimension.Real(-2, 6, false), 0.25)).isEqualTo(0.0);
    assertThat(at(new Dimension.Real(1, 100, true), 0.5)).isEqualTo(10.0);
    assertThat(at(new Dimension.Real(1, 100, true), -3)).isEqualTo(1.0);
    assertThat(at(new Dimension.Real(1, 100, true), 1.5)).isEqualTo(100.0);
  }

  @Test
  void realNumbersHaveSixDigitsAndStayInRange() {
    assertThat(at(new Dimension.Real(0, 1, false), 1.0 / 3)).isEqualTo(0.333333);
    assertThat(at(new Dimension.Real(0.12345612, 1, false), 0)).isEqualTo(0.12345612);
    assertThat(at(new Dimension.Real(0, 0.7654329, false), 1)).isEqualTo(0.7654329);
  }

  @Test
  void wholeNumbersHaveEqualSharesOfTheCoordinate() {
    Dimension whole = new Dimension.Whole(3, 6, false);
    for (int i = 0; i < 4; i++) {
      assertThat(at(whole, 0.25 * i + 1e-9)).isEqualTo(3L + i);
      assertThat(at(whole, 0.25 * i + 0.25 - 1e-9)).isEqualTo(3L + i);
    }
    assertThat(at(whole, 1)).isEqualTo(6L);
    // The middle of [0.5, 100.5] on a logarithmic scale.
    assertThat(at(new Dimension.Whole(1, 100, true), 0.5)).isEqualTo(7L);
  }

  @Test
  void choicesHaveEqualShares() {
    Dimension choice = new Dimension.Choice(List.of("a", 2, true));
    assertThat(List.of(at(choice, 0), at(choice, 0.34), at(choice, 1)))
        .isEqualTo(List.of("a", 2, true));
  }

  @Test
  void distributionsTakeOneCoordinateForEachParameterThatVaries() {
    Dimension gamma =
        new Dimension.Distribution(
            Kind.GAMMA, List.of(new Dimension.Real(3, 3, false), new Dimension.Real(1, 9, false)));
    assertThat(gamma.coordinates()).isEqualTo(1);
    assertThat(at(gamma, 0.5)).isEqualTo(new Value.Gamma(3, 5));
    assertThat(gamma.contains(new Value.Gamma(3, 9))).isTrue();
    assertThat(gamma.contains(new Value.Gamma(3, 9.5))).isFalse();
    assertThat(gamma.contains(new Value.Normal(3, 5))).isFalse();
  }

  @Test
  void everyKindOfDistributionGoesThereAndBack() {
    Map<Kind, Value> values =
        Map.of(
            Kind.GAMMA, new Value.Gamma(1, 2),
            Kind.NORMAL, new Value.Normal(1, 2),
            Kind.LOG_NORMAL, new Value.LogNormal(1, 2),
            Kind.UNIFORM, new Value.Uniform(1, 2));
    for (Kind kind : Kind.values()) {
      assertThat(kind.make(List.of(1.0, 2.0))).isEqualTo(values.get(kind));
      assertThat(kind.values(values.get(kind))).containsExactly(1.0, 2.0);
      for (Kind other : Kind.values()) {
        assertThat(other.isKindOf(values.get(kind))).isEqualTo(other == kind);
      }
    }
  }

  private static Space mixed() {
    Map<String, Dimension> dimensions = new LinkedHashMap<>();
    dimensions.put("x", new Dimension.Real(-1, 1, false));
    dimensions.put("fixed", new Dimension.Whole(7, 7, false));
    dimensions.put("log", new Dimension.Real(1e-3, 1e3, true));
    dimensions.put("n", new Dimension.Whole(1, 1000, true));
    dimensions.put("choice", new Dimension.Choice(List.of("a", "b", "c")));
    dimensions.put(
        "tau",
        new Dimension.Distribution(
            Kind.NORMAL,
            List.of(new Dimension.Real(-5, 5, false), new Dimension.Real(0.1, 10, true))));
    return new Space(dimensions);
  }

  @Test
  void aCandidateStandsAtAPointAndIsFoundThereAgain() {
    Space space = mixed();
    assertThat(space.coordinates()).isEqualTo(6);
    for (int k = 0; k < 200; k++) {
      double[] unit = new Seed(k).stream("point").doubles(space.coordinates()).toArray();
      Candidate candidate = space.at(unit);
      assertThat(space.contains(candidate)).isTrue();
      double[] back = space.unit(candidate);
      assertThat(space.at(back)).isEqualTo(candidate);
      assertThat(back[0]).isCloseTo(unit[0], within(1e-5));
      assertThat(back[5]).isCloseTo(unit[5], within(1e-5));
    }
    assertThat(space.at(new double[6]).values().keySet())
        .containsExactly("x", "fixed", "log", "n", "choice", "tau");
  }

  @Test
  void whatIsNotOfTheSpace() {
    Space space = mixed();
    Map<String, Object> values = new LinkedHashMap<>(space.at(new double[6]).values());
    values.put("n", 1001L);
    assertThat(space.contains(new Candidate(values))).isFalse();
    values.remove("n");
    assertThat(space.contains(new Candidate(values))).isFalse();
  }

  @Test
  void sizes() {
    assertThat(mixed().size()).isEmpty();
    Map<String, Dimension> few = new LinkedHashMap<>();
    few.put("n", new Dimension.Whole(-1, 3, false));
    few.put("choice", new Dimension.Choice(List.of("a", "b")));
    few.put("x", new Dimension.Real(2, 2, false));
    assertThat(new Space(few).size()).isEqualTo(OptionalLong.of(10));
    few.put("m", new Dimension.Whole(0, 1L << 53, false));
    few.put("k", new Dimension.Whole(0, 1L << 53, false));
    assertThat(new Space(few).size()).isEmpty();
  }

  @Test
  void rangesThatAreNone() {
    assertThatThrownBy(() -> new Dimension.Real(2, 1, false))
        .hasMessage("low and high must be finite numbers in ascending order, got 2.0 and 1.0");
    assertThatThrownBy(() -> new Dimension.Whole(0, 5, true))
        .hasMessage("low must be above 0 on a logarithmic scale, got 0.0");
    assertThatThrownBy(() -> new Dimension.Choice(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Dimension.Choice(List.of("a", "a")))
        .hasMessage("values must each occur once, got [a, a]");
    assertThatThrownBy(
            () -> new Dimension.Distribution(Kind.GAMMA, List.of(new Dimension.Real(1, 2, false))))
        .hasMessage("parameters must be those of [shape, scale]");
  }
}
