package dev.snn.data.set;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.snn.api.data.Dataset;
import dev.snn.api.data.Samples;
import dev.snn.data.TestContext;
import dev.snn.data.set.ConceptStream.Concept;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AgrawalTest {
  private static final int SAMPLES = 8000;

  private static ConceptStream.Config config(List<Integer> functions, double perturbation) {
    return new ConceptStream.Config(
        Concept.AGRAWAL, 1, SAMPLES, SAMPLES / 2 + 1, 1, 1, 0, false, 0, functions, perturbation);
  }

  private static Samples samples(List<Integer> functions, double perturbation) {
    Dataset data = new ConceptStream().create(config(functions, perturbation), TestContext.home());
    return data.test().gather(IntStream.range(0, SAMPLES).toArray());
  }

  private static double ones(Samples samples, int from, int to) {
    return IntStream.range(from, to).map(k -> samples.labels()[k]).average().orElseThrow();
  }

  /** Groups by functions 1, 2, ..., 10. */
  private static String groups(double... person) {
    StringBuilder groups = new StringBuilder();
    for (int function = 1; function <= 10; function++) {
      groups.append(Agrawal.isA(function, person) ? 'A' : 'B');
    }
    return groups.toString();
  }

  /** Salary, commission, age, elevel, car, zipcode, hvalue, hyears, loan; groups by hand. */
  @Test
  void peopleByHand() {
    assertThat(groups(60_000, 20_000, 30, 1, 5, 3, 400_000, 25, 150_000)).isEqualTo("AAAAAAAAAA");
    assertThat(groups(60_000, 20_000, 50, 4, 5, 3, 400_000, 10, 450_000)).isEqualTo("BBBBAABABA");
    assertThat(groups(30_000, 10_000, 60, 2, 5, 8, 100_000, 30, 500_000)).isEqualTo("AAABAABBBA");
  }

  /**
   * Functions 1 to 5 by their intervals; the others by four million draws of another program, with
   * an error below 0.001.
   */
  @Test
  void sharesOfGroupA() {
    double salary = 50.0 / 130;
    double[] shares = {
      2.0 / 3, salary, 8.0 / 15, salary, 0.4, 0.4045, 0.4897, 0.9806, 0.4898, 0.9979
    };
    for (int f = 1; f <= 10; f++) {
      Samples samples = samples(List.of(f, f), 0);
      double deviation = Math.sqrt(shares[f - 1] * (1 - shares[f - 1]) / SAMPLES);
      assertThat(ones(samples, 0, SAMPLES))
          .as("function %d", f)
          .isEqualTo(shares[f - 1], within(4 * deviation + 0.001));
    }
  }

  @Test
  void oneFunctionGivesWayToAnother() {
    Samples samples = samples(List.of(1, 2), 0);
    int half = SAMPLES / 2;
    for (int k = 0; k < SAMPLES; k++) {
      double[] x = IntStream.range(0, 9).mapToDouble(n(samples, k)).toArray();
      if (k < half || k >= half + 50) {
        boolean isA = Agrawal.isA(k < half ? 1 : 2, x);
        assertThat(samples.labels()[k]).isEqualTo(isA ? 1 : 0);
      }
    }
    assertThat(ones(samples, 0, half)).isEqualTo(2.0 / 3, within(0.03));
    assertThat(ones(samples, half + 50, SAMPLES)).isEqualTo(50.0 / 130, within(0.03));
  }

  private static IntToDoubleFunction n(Samples samples, int k) {
    return n -> samples.values()[k][n];
  }

  @Test
  void theClassIsThatOfTheValuesBeforeTheyAreMoved() {
    Samples plain = samples(List.of(7, 3), 0);
    Samples moved = samples(List.of(7, 3), 0.1);
    assertThat(moved.labels()).isEqualTo(plain.labels());
    double[] ranges = {130_000, 65_000, 60, 0, 0, 0, 900_000, 29, 500_000};
    double[] largest = new double[ranges.length];
    for (int k = 0; k < SAMPLES; k++) {
      float[] x = plain.values()[k];
      float[] y = moved.values()[k];
      assertThat(x[1] == 0).isEqualTo(x[0] >= 75_000).isEqualTo(y[1] == 0);
      assertThat(x[6]).isBetween(50_000 * (9 - x[5]), 150_000 * (9 - x[5]));
      for (int n = 0; n < ranges.length; n++) {
        largest[n] = Math.max(largest[n], Math.abs(x[n] - y[n]));
      }
    }
    for (int n = 0; n < ranges.length; n++) {
      assertThat(largest[n]).isBetween(0.04 * ranges[n], 0.0501 * ranges[n]);
    }
  }

  @Test
  void functionsThatAreNone() {
    assertThatThrownBy(() -> config(List.of(1, 11), 0))
        .hasMessage(
            "functions must be two of 1 to 10, the one before the change and the one after it, got [1, 11]");
    assertThatThrownBy(() -> config(List.of(1), 0)).hasMessageContaining("got [1]");
  }
}
