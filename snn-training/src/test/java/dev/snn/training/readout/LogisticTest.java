package dev.snn.training.readout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.snn.api.parallel.Parallel;
import dev.snn.api.random.Seed;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class LogisticTest {

  /** Three overlapping clouds in four dimensions, the last of which says nothing. */
  private static Rows clouds(String purpose, int n) {
    RandomGenerator random = new Seed(3).stream(purpose);
    float[][] x = new float[n][4];
    int[] labels = new int[n];
    for (int r = 0; r < n; r++) {
      labels[r] = r % 3;
      for (int i = 0; i < 4; i++) {
        x[r][i] = (float) (random.nextGaussian() + (i == labels[r] ? 2 : 0) + 10 * i);
      }
    }
    return new Rows(x, labels);
  }

  private static double objective(double[][] w, double[] b, Rows rows, double penalty) {
    double sum = Logistic.loss(new LinearReadout(w, b), rows);
    for (double[] row : w) {
      for (double one : row) {
        sum += penalty / 2 * one * one;
      }
    }
    return sum;
  }

  @Test
  void theGradientOfTheObjectiveIsZeroAtTheFit() {
    Rows rows = clouds("a", 600);
    double lambda = 0.03;
    LinearReadout fit =
        new LogisticProblem(rows.x(), rows.labels(), 3, Parallel.SEQUENTIAL)
            .minimise(lambda, null, 500, 1e-5)
            .readout();
    double variance = 0;
    for (int i = 0; i < 4; i++) {
      double[] column = new double[600];
      for (int r = 0; r < 600; r++) {
        column[r] = rows.x()[r][i];
      }
      variance += new org.hipparchus.stat.descriptive.moment.Variance(false).evaluate(column) / 4;
    }
    double step = 1e-4;
    for (int k = 0; k < 3; k++) {
      for (int i = 0; i < 4; i++) {
        double[][] up = {
          fit.weights()[0].clone(), fit.weights()[1].clone(), fit.weights()[2].clone()
        };
        double[] b = fit.intercepts().clone();
        up[k][i] += step;
        double above = objective(up, b, rows, lambda * variance);
        up[k][i] -= 2 * step;
        double below = objective(up, b, rows, lambda * variance);
        assertThat((above - below) / (2 * step)).isEqualTo(0, within(3e-4));
      }
    }
  }

  @Test
  void itSeparatesCloudsAboutAsWellAsTheBayesRule() {
    Rows test = clouds("test", 3000);
    Logistic.Chosen chosen =
        Logistic.choose(
            clouds("a", 600),
            clouds("b", 300),
            3,
            List.of(1e-4, 1e-2, 1.0, 100.0),
            Parallel.SEQUENTIAL);
    assertThat(chosen.lambda()).isLessThan(1);
    int right = 0;
    int bayes = 0;
    for (int r = 0; r < 3000; r++) {
      float[] x = test.x()[r];
      right += argmax(chosen.readout().apply(x)) == test.labels()[r] ? 1 : 0;
      bayes += argmax(new double[] {x[0], x[1] - 10, x[2] - 20}) == test.labels()[r] ? 1 : 0;
    }
    assertThat(right / 3000.0).isGreaterThan(bayes / 3000.0 - 0.02).isGreaterThan(0.8);
  }

  private static int argmax(double[] scores) {
    int best = 0;
    for (int k = 1; k < scores.length; k++) {
      best = scores[k] > scores[best] ? k : best;
    }
    return best;
  }

  @Test
  void aStrongPenaltyLeavesTheFrequenciesOfTheClasses() {
    float[][] x = {{1}, {2}, {3}, {4}};
    LinearReadout fit = Logistic.fit(x, new int[] {0, 0, 0, 1}, 2, 1e9, Parallel.SEQUENTIAL);
    double[] scores = fit.apply(new float[] {2});
    assertThat(scores[0] - scores[1]).isEqualTo(Math.log(3), within(1e-3));
  }

  @Test
  void theBitsDoNotDependOnTheThreads() {
    Rows rows = clouds("c", 900);
    LinearReadout one = Logistic.fit(rows.x(), rows.labels(), 3, 0.01, Parallel.SEQUENTIAL);
    try (Parallel two = Parallel.pool(2)) {
      LinearReadout other = Logistic.fit(rows.x(), rows.labels(), 3, 0.01, two);
      assertThat(other.weights()).isDeepEqualTo(one.weights());
      assertThat(other.intercepts()).isEqualTo(one.intercepts());
    }
  }

  @Test
  void momentumEndsInFarFewerStepsThanItMayTake() {
    Rows rows = clouds("d", 600);
    LogisticProblem problem = new LogisticProblem(rows.x(), rows.labels(), 3, Parallel.SEQUENTIAL);
    assertThat(problem.minimise(1e-4, null, 500, 1e-5).steps()).isLessThan(150);
  }
}
