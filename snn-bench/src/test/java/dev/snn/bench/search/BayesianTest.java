package dev.snn.bench.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.snn.api.plugin.Value;
import dev.snn.api.search.Candidate;
import dev.snn.api.search.Dimension;
import dev.snn.api.search.Kind;
import dev.snn.api.search.Space;
import dev.snn.api.search.Told;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class BayesianTest {
  private static double[] sorted(
      dev.snn.api.search.SearchPlugin<?> plugin,
      Space space,
      ToDoubleFunction<Candidate> f,
      int runs,
      int seeds) {
    double[] least = new double[seeds];
    for (int s = 0; s < seeds; s++) {
      least[s] = TestFunctions.least(TestFunctions.run(plugin, space, f, runs, s + 1));
    }
    Arrays.sort(least);
    return least;
  }

  /** Median over seeds within 2 % of the value of the minimum. */
  @Test
  void braninIn30Runs() {
    Space space = TestFunctions.braninSpace();
    double[] bayesian = sorted(new BayesianPlugin(), space, TestFunctions::branin, 30, 10);
    double[] random = sorted(new RandomPlugin(), space, TestFunctions::branin, 30, 10);
    assertThat((bayesian[4] + bayesian[5]) / 2)
        .isGreaterThanOrEqualTo(TestFunctions.BRANIN_LEAST)
        .isLessThan(1.02 * TestFunctions.BRANIN_LEAST);
    assertThat(bayesian[9]).as("the worst against the best of random").isLessThan(random[0]);
  }

  @Test
  void hartmannIn40Runs() {
    Space space = TestFunctions.hartmannSpace();
    double[] bayesian = sorted(new BayesianPlugin(), space, TestFunctions::hartmann, 40, 4);
    double[] random = sorted(new RandomPlugin(), space, TestFunctions::hartmann, 40, 4);
    assertThat((bayesian[1] + bayesian[2]) / 2)
        .isGreaterThanOrEqualTo(TestFunctions.HARTMANN_LEAST)
        .isLessThan(0.95 * TestFunctions.HARTMANN_LEAST);
    assertThat(bayesian[3]).as("the worst against the best of random").isLessThan(random[0]);
  }

  private static Space gammaAndChoice() {
    Map<String, Dimension> dimensions = new LinkedHashMap<>();
    dimensions.put("decoder", new Dimension.Choice(List.of("rate", "mlp", "linear")));
    dimensions.put(
        "tau",
        new Dimension.Distribution(
            Kind.GAMMA,
            List.of(new Dimension.Real(0.5, 10, true), new Dimension.Real(1, 20, true))));
    return new Space(dimensions);
  }

  /** Least where the mean is 15, the deviation 8.7 and the decoder mlp. */
  private static double bowl(Candidate c) {
    Value.Gamma gamma = (Value.Gamma) c.values().get("tau");
    double mean = (gamma.mean() - 15) / 50;
    double sd = (Math.sqrt(gamma.shape()) * gamma.scale() - 8.7) / 20;
    return mean * mean + sd * sd + (c.values().get("decoder").equals("mlp") ? 0 : 0.1);
  }

  @Test
  void aDistributionAndAChoice() {
    double[] found = sorted(new BayesianPlugin(), gammaAndChoice(), BayesianTest::bowl, 25, 3);
    double[] random = sorted(new RandomPlugin(), gammaAndChoice(), BayesianTest::bowl, 25, 3);
    assertThat(found[2]).isLessThan(2e-3);
    assertThat(random[0]).isGreaterThan(4e-3);
  }

  @Test
  void runsWithoutAResultAreKeptAwayFrom() {
    Map<String, Dimension> line = Map.of("x", new Dimension.Real(0, 1, false));
    ToDoubleFunction<Candidate> half =
        c -> {
          double x = (Double) c.values().get("x");
          return x > 0.5 ? Double.NaN : (x - 0.4) * (x - 0.4);
        };
    List<Told> told = TestFunctions.run(new BayesianPlugin(), new Space(line), half, 16, 1);
    assertThat(TestFunctions.leastFinite(told)).isLessThan(1e-4);
    assertThat(told.subList(4, 16)).filteredOn(t -> Double.isNaN(t.objective())).hasSizeLessThan(4);
  }

  @Test
  void fewCandidatesAreAllTriedOnce() {
    Map<String, Dimension> dimensions = new LinkedHashMap<>();
    dimensions.put("n", new Dimension.Whole(3, 8, false));
    dimensions.put("decoder", new Dimension.Choice(List.of("rate", "mlp")));
    Space space = new Space(dimensions);
    ToDoubleFunction<Candidate> f = c -> Math.abs((Long) c.values().get("n") - 6);
    assertThat(TestFunctions.run(new BayesianPlugin(), space, f, 12, 1))
        .extracting(Told::candidate)
        .doesNotHaveDuplicates();
    assertThat(TestFunctions.run(new BayesianPlugin(), space, c -> 7, 12, 1))
        .as("all equal")
        .extracting(Told::candidate)
        .doesNotHaveDuplicates();
  }
}
