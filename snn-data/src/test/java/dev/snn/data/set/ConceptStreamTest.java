package dev.snn.data.set;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.snn.api.data.Dataset;
import dev.snn.api.data.Samples;
import dev.snn.data.TestContext;
import dev.snn.data.set.ConceptStream.Concept;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ConceptStreamTest {
  private static Samples test(ConceptStream.Config config) {
    Dataset data = new ConceptStream().create(config, TestContext.home());
    return data.test().gather(IntStream.range(0, data.test().size()).toArray());
  }

  private static ConceptStream.Config config(
      Concept concept, int severity, int speed, double noise) {
    return new ConceptStream.Config(
        concept, 1, 8000, 4001, severity, speed, noise, false, 0, List.of(1, 2), 0);
  }

  /** Share of samples of class 1 among some. */
  private static double ones(Samples samples, int from, int to) {
    return IntStream.range(from, to).map(k -> samples.labels()[k]).average().orElseThrow();
  }

  @Test
  void areasOfTheClassesBeforeAndAfterTheChange() {
    Samples circle = test(config(Concept.CIRCLE, 3, 1, 0));
    assertThat(ones(circle, 0, 4000)).isEqualTo(Math.PI * 0.04, within(0.02));
    assertThat(ones(circle, 4050, 8000)).isEqualTo(Math.PI * 0.25, within(0.02));
    Samples line = test(config(Concept.LINE, 1, 1, 0));
    assertThat(ones(line, 0, 4000)).isEqualTo(0.45, within(0.025));
    assertThat(ones(line, 4050, 8000)).isEqualTo(0.6, within(0.025));
    Samples sine = test(config(Concept.SINE, 3, 1, 0));
    assertThat(ones(sine, 0, 4000)).isEqualTo(0.1 + 0.184 / 20, within(0.02));
    assertThat(ones(sine, 4050, 8000)).isEqualTo(0.85 + 0.184 / 20, within(0.02));
  }

  @Test
  void severeShiftOfSinehTurnsTheBoundaryOver() {
    Samples samples = test(config(Concept.SINEH, 3, 1, 0));
    for (int k = 4050; k < 8000; k++) {
      float[] x = samples.values()[k];
      assertThat(samples.labels()[k]).isEqualTo(x[1] <= 5 - 5 * Math.sin(x[0]) ? 1 : 0);
    }
  }

  @Test
  void theNewBoundaryBecomesMoreLikelyOverTheSamplesOfASpeed() {
    int differ = 0;
    for (int speed = 1; speed <= 3; speed++) {
      Samples samples = test(config(Concept.LINE, 3, speed, 0));
      int old = 0;
      int between = 0;
      for (int k = 4000; k < 4500; k++) {
        float[] x = samples.values()[k];
        boolean in = x[1] > 0.42 + 0.1 * x[0] && x[1] < 0.78 + 0.1 * x[0];
        between += in ? 1 : 0;
        old += in && samples.labels()[k] == 0 ? 1 : 0;
      }
      double expected = new double[] {50, 250, 500}[speed - 1] / 2 / 500;
      assertThat(old / (double) between).isEqualTo(expected, within(0.1));
      differ += old;
    }
    assertThat(differ).isPositive();
  }

  @Test
  void thresholdsOfSea() {
    Samples samples = test(config(Concept.SEA, 1, 1, 0));
    double[] thresholds = {8, 9, 7, 9.5};
    for (int k = 0; k < 8000; k++) {
      float[] x = samples.values()[k];
      double threshold = thresholds[(int) (4L * (k + 1) / 8001)];
      assertThat(samples.labels()[k]).isEqualTo(x[0] + (double) x[1] > threshold ? 1 : 0);
    }
  }

  @Test
  void noiseTurnsItsShareOfClasses() {
    Samples plain = test(config(Concept.HYPERPLANE, 1, 2, 0));
    Samples noisy = test(config(Concept.HYPERPLANE, 1, 2, 0.1));
    double turned =
        IntStream.range(0, 8000)
            .map(k -> plain.labels()[k] == noisy.labels()[k] ? 0 : 1)
            .average()
            .orElseThrow();
    assertThat(turned).isEqualTo(0.1, within(0.012));
    assertThat(noisy.values()).isDeepEqualTo(plain.values());
    assertThat(ones(plain, 0, 8000)).isBetween(0.3, 0.7);
  }

  /** Each sample is on the side of its class, before the change and after it. */
  @ParameterizedTest
  @EnumSource(
      value = Concept.class,
      names = {"CIRCLE", "LINE", "SINE", "SINEH", "SEA"})
  void classesThatAlternate(Concept concept) {
    Samples drawn = test(alternating(concept));
    for (int k = 0; k < 8000; k++) {
      assertThat(drawn.labels()[k]).isEqualTo(k + 1 & 1);
      boolean isBetween = concept != Concept.SEA && k >= 4000 && k < 4050;
      if (!isBetween) {
        boolean isOne = isOne(concept, drawn.values()[k], k);
        assertThat(isOne).as("sample %d", k).isEqualTo(drawn.labels()[k] == 1);
      }
    }
  }

  /** The condition of class 1 of a severe change between samples 3,999 and 4,000. */
  private static boolean isOne(Concept concept, float[] x, int sample) {
    boolean after = sample >= 4000;
    return switch (concept) {
      case CIRCLE -> Math.hypot(x[0] - 0.5, x[1] - 0.5) <= (after ? 0.5 : 0.2);
      case LINE -> x[1] <= (after ? 0.8 : 0.4) + 0.1 * x[0];
      case SINE -> x[1] <= Math.sin(x[0]) + (after ? 7 : -8);
      case SINEH -> x[1] <= 5 + (after ? -5 : 5) * Math.sin(x[0]);
      case SEA -> x[0] + (double) x[1] > new double[] {8, 9, 7, 9.5}[4 * (sample + 1) / 8001];
      default -> throw new IllegalArgumentException(concept.name());
    };
  }

  private static ConceptStream.Config alternating(Concept concept) {
    return new ConceptStream.Config(concept, 1, 8000, 4001, 3, 1, 0, true, 0, List.of(1, 2), 0);
  }

  /** Values of either class are those of a stream whose classes do not alternate. */
  @Test
  void alternatingClassesOfAPlaneThatMoves() {
    Samples plain = test(config(Concept.HYPERPLANE, 3, 1, 0));
    Samples drawn = test(alternating(Concept.HYPERPLANE));
    for (int label = 0; label < 2; label++) {
      for (int n = 0; n < 10; n++) {
        assertThat(mean(drawn, label, n)).isEqualTo(mean(plain, label, n), within(0.02));
      }
    }
    // Where no value said anything of the class, all of these would be 0.5.
    assertThat(
            IntStream.range(0, 10)
                .mapToDouble(n -> mean(drawn, 1, n) - mean(drawn, 0, n))
                .max()
                .orElseThrow())
        .isGreaterThan(0.1);
  }

  private static double mean(Samples samples, int label, int value) {
    return IntStream.range(0, 8000)
        .filter(k -> samples.labels()[k] == label)
        .mapToDouble(k -> samples.values()[k][value])
        .average()
        .orElseThrow();
  }

  @Test
  void alternatingClassesHaveTheirShareOfNoise() {
    ConceptStream.Config config =
        new ConceptStream.Config(Concept.LINE, 1, 8000, 8001, 1, 1, 0.1, true, 0, List.of(1, 2), 0);
    Samples samples = test(config);
    double turned =
        IntStream.range(0, 8000)
            .map(
                k -> {
                  float[] x = samples.values()[k];
                  int side = x[1] <= 0.4 + 0.1 * x[0] ? 1 : 0;
                  return side == samples.labels()[k] ? 0 : 1;
                })
            .average()
            .orElseThrow();
    assertThat(turned).isEqualTo(0.1, within(0.012));
  }

  @Test
  void aChangeBehindTheStreamIsRefusedAndAtItsEndIsNone() {
    assertThatThrownBy(
            () ->
                new ConceptStream.Config(
                    Concept.SINE, 100, 400, 501, 1, 1, 0, false, 0, List.of(1, 2), 0))
        .hasMessage(
            "drift must be at most the 500 samples of train and test (which is no change), got 501");
    Samples samples =
        test(
            new ConceptStream.Config(
                Concept.CIRCLE, 1, 4000, 4001, 3, 1, 0, false, 0, List.of(1, 2), 0));
    assertThat(ones(samples, 3000, 4000)).isEqualTo(Math.PI * 0.04, within(0.03));
  }

  @Test
  void centresMoveAndKeepTheirClass() {
    Samples samples = test(config(Concept.RBF, 1, 3, 0));
    assertThat(ones(samples, 0, 8000)).isBetween(0.1, 0.9);
    for (float[] x : samples.values()) {
      for (float value : x) {
        assertThat(value).isBetween(-0.7f, 1.7f);
      }
    }
  }
}
