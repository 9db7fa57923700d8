package dev.snn.bench.search;

import dev.snn.api.random.Seed;
import dev.snn.api.search.Candidate;
import dev.snn.api.search.Dimension;
import dev.snn.api.search.Search;
import dev.snn.api.search.SearchPlugin;
import dev.snn.api.search.Space;
import dev.snn.api.search.Told;
import dev.snn.testkit.TestContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** Functions with a known minimum, and what a search finds of them. */
final class TestFunctions {
  static final double BRANIN_LEAST = 0.39788736;
  static final double HARTMANN_LEAST = -3.32236801;

  private static final double[] ALPHA = {1, 1.2, 3, 3.2};
  private static final double[][] A = {
    {10, 3, 17, 3.5, 1.7, 8},
    {0.05, 10, 17, 0.1, 8, 14},
    {3, 3.5, 1.7, 10, 17, 8},
    {17, 8, 0.05, 10, 0.1, 14}
  };
  private static final double[][] P = {
    {0.1312, 0.1696, 0.5569, 0.0124, 0.8283, 0.5886},
    {0.2329, 0.4135, 0.8307, 0.3736, 0.1004, 0.9991},
    {0.2348, 0.1451, 0.3522, 0.2883, 0.3047, 0.6650},
    {0.4047, 0.8828, 0.8732, 0.5743, 0.1091, 0.0381}
  };

  private TestFunctions() {}

  static Space braninSpace() {
    Map<String, Dimension> dimensions = new LinkedHashMap<>();
    dimensions.put("x", new Dimension.Real(-5, 10, false));
    dimensions.put("y", new Dimension.Real(0, 15, false));
    return new Space(dimensions);
  }

  static double branin(Candidate c) {
    double x = (Double) c.values().get("x");
    double y = (Double) c.values().get("y");
    double valley = y - 5.1 / (4 * Math.PI * Math.PI) * x * x + 5 / Math.PI * x - 6;
    return valley * valley + 10 * (1 - 1 / (8 * Math.PI)) * Math.cos(x) + 10;
  }

  static Space hartmannSpace() {
    Map<String, Dimension> dimensions = new LinkedHashMap<>();
    for (int j = 0; j < 6; j++) {
      dimensions.put("x" + j, new Dimension.Real(0, 1, false));
    }
    return new Space(dimensions);
  }

  static double hartmann(Candidate c) {
    double sum = 0;
    for (int i = 0; i < 4; i++) {
      double inner = 0;
      for (int j = 0; j < 6; j++) {
        double d = (Double) c.values().get("x" + j) - P[i][j];
        inner += A[i][j] * d * d;
      }
      sum -= ALPHA[i] * Math.exp(-inner);
    }
    return sum;
  }

  /** What a search with default options tries. */
  static <C extends Record> List<Told> run(
      SearchPlugin<C> plugin, Space space, ToDoubleFunction<Candidate> f, int runs, long seed) {
    TestContext base = TestContext.of(1, TestFunctions.class.getClassLoader());
    TestContext context =
        new TestContext(
            "search", 1, 1, 1, 1, new Seed(seed), base.dataset(), base.data(), base.loader());
    Search search = plugin.create(plugin.defaults(), context);
    List<Told> told = new ArrayList<>();
    while (told.size() < runs) {
      Candidate candidate = search.propose(space, told);
      told.add(new Told(candidate, f.applyAsDouble(candidate)));
    }
    return told;
  }

  static double least(List<Told> told) {
    return told.stream().mapToDouble(Told::objective).min().orElseThrow();
  }

  static double leastFinite(List<Told> told) {
    return told.stream().mapToDouble(Told::objective).filter(Double::isFinite).min().orElseThrow();
  }
}
