package dev.snn.bench.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.snn.api.plugin.Value;
import dev.snn.api.random.Seed;
import dev.snn.api.search.Candidate;
import dev.snn.api.search.Dimension;
import dev.snn.api.search.Kind;
import dev.snn.api.search.Space;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.junit.jupiter.api.Test;

class MetricTest {
  private static double distance(Dimension dimension, Object a, Object b, Order order) {
    Metric metric = new Metric(new Space(Map.of("x", dimension)), order);
    double[] square = new double[metric.size()];
    metric.squares(
        metric.place(new Candidate(Map.of("x", a))),
        metric.place(new Candidate(Map.of("x", b))),
        square);
    return Math.sqrt(square[0]);
  }

  private static double distance(Dimension dimension, Object a, Object b) {
    return distance(dimension, a, b, Order.SECOND);
  }

  @Test
  void numbersByTheirScale() {
    assertThat(distance(new Dimension.Real(0, 100, false), 10.0, 60.0))
        .isCloseTo(0.5, within(1e-12));
    assertThat(distance(new Dimension.Real(1, 100, true), 1.0, 10.0)).isCloseTo(0.5, within(1e-12));
    assertThat(distance(new Dimension.Whole(1, 10, false), 2L, 7L)).isCloseTo(0.5, within(1e-12));
  }

  @Test
  void choicesAreAllEquallyFar() {
    Dimension choice = new Dimension.Choice(List.of("a", "b", "c"));
    assertThat(distance(choice, "a", "b")).isEqualTo(1);
    assertThat(distance(choice, "a", "c")).isEqualTo(1);
    assertThat(distance(choice, "c", "c")).isEqualTo(0);
  }

  @Test
  void distributionsByTheLargestDistanceOfTheirCorners() {
    Dimension normal =
        new Dimension.Distribution(
            Kind.NORMAL, List.of(new Dimension.Real(0, 3, false), new Dimension.Real(1, 5, false)));
    // From (0, 1) to (3, 5) it is 5.
    assertThat(distance(normal, new Value.Normal(1, 2), new Value.Normal(1, 4.5)))
        .isCloseTo(0.5, within(1e-12));
    Dimension gamma =
        new Dimension.Distribution(
            Kind.GAMMA, List.of(new Dimension.Real(2, 2, false), new Dimension.Real(1, 5, false)));
    for (Order order : Order.values()) {
      assertThat(distance(gamma, new Value.Gamma(2, 1), new Value.Gamma(2, 2), order))
          .isCloseTo(0.25, within(1e-6));
    }
  }

  @Test
  void dimensionsOfOneValueAreLeftOut() {
    Map<String, Dimension> dimensions = new LinkedHashMap<>();
    dimensions.put("x", new Dimension.Real(2, 2, false));
    dimensions.put("y", new Dimension.Real(0, 1, false));
    assertThat(new Metric(new Space(dimensions), Order.SECOND).size()).isEqualTo(1);
  }

  /** The smallest eigenvalue of the Matern function with nu = 5/2 over random distributions. */
  private static double smallestEigenvalue(Order order, double length) {
    int n = 60;
    Dimension gamma =
        new Dimension.Distribution(
            Kind.GAMMA,
            List.of(new Dimension.Real(0.5, 10, true), new Dimension.Real(1, 20, true)));
    RealMatrix k = MatrixUtils.createRealMatrix(n, n);
    for (int i = 0; i < n; i++) {
      Object a = gamma.at(new Seed(i).stream("gamma").doubles(2).toArray(), 0);
      for (int j = 0; j <= i; j++) {
        Object b = gamma.at(new Seed(j).stream("gamma").doubles(2).toArray(), 0);
        double r = Math.sqrt(5) * distance(gamma, a, b, order) / length;
        k.setEntry(i, j, (1 + r + r * r / 3) * Math.exp(-r));
        k.setEntry(j, i, k.getEntry(i, j));
      }
    }
    return Arrays.stream(new EigenDecompositionSymmetric(k).getEigenvalues()).min().orElseThrow();
  }

  @Test
  void covariancesOverSecondDistancesArePositiveDefiniteAndOverFirstOnesNot() {
    assertThat(smallestEigenvalue(Order.SECOND, 0.2)).isGreaterThan(-1e-12);
    assertThat(smallestEigenvalue(Order.FIRST, 0.2)).isLessThan(-1e-3);
  }
}
