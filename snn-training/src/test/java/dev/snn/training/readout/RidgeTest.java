package dev.snn.training.readout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.snn.api.parallel.Parallel;
import dev.snn.api.random.Seed;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class RidgeTest {
  private static final double[][] WEIGHTS = {{2, -1, 0}, {0, 0, 3}};
  private static final double[] INTERCEPTS = {0.5, -4};

  /** Rows of {@code y = W x + b + noise} with x of unit variance around 7. */
  private static Moments rows(String purpose, int n, double noise, Parallel parallel) {
    RandomGenerator random = new Seed(1).stream(purpose);
    Moments moments = new Moments(3, 2, parallel);
    for (int r = 0; r < n; r++) {
      float[] x = new float[3];
      for (int i = 0; i < 3; i++) {
        x[i] = (float) (7 + random.nextGaussian());
      }
      double[] y = INTERCEPTS.clone();
      for (int k = 0; k < 2; k++) {
        for (int i = 0; i < 3; i++) {
          y[k] += WEIGHTS[k][i] * x[i];
        }
        y[k] += noise * random.nextGaussian();
      }
      moments.add(x, y);
    }
    return moments;
  }

  @Test
  void withoutNoiseItFindsTheWeights() {
    LinearReadout readout = Ridge.fit(rows("a", 500, 0, Parallel.SEQUENTIAL), 1e-12);
    for (int k = 0; k < 2; k++) {
      assertThat(readout.weights()[k]).containsExactly(WEIGHTS[k], within(1e-8));
    }
    assertThat(readout.intercepts()).containsExactly(INTERCEPTS, within(1e-7));
    assertThat(readout.apply(new float[] {1, 2, 3}))
        .containsExactly(new double[] {0.5, 5}, within(1e-6));
    assertThat(readout.parameters()).isEqualTo(8);
  }

  @Test
  void lambdaIsRelativeToTheVarianceOfTheFeatures() {
    // One feature: w = c_xy / (c_xx + lambda c_xx), so that lambda 1 halves the slope.
    Moments moments = new Moments(1, 1, Parallel.SEQUENTIAL);
    for (float x : new float[] {-300, 100, 200, 400}) {
      moments.add(new float[] {x}, new double[] {5 * x + 1});
    }
    LinearReadout readout = Ridge.fit(moments, 1);
    assertThat(readout.weights()[0][0]).isEqualTo(2.5, within(1e-12));
    assertThat(readout.apply(new float[] {100})[0]).isEqualTo(5 * 100 + 1, within(1e-9));
  }

  @Test
  void scoresFromMomentsAreThoseOfTheRows() {
    Moments test = rows("b", 700, 2, Parallel.SEQUENTIAL);
    LinearReadout readout =
        new LinearReadout(new double[][] {{1, 0, 0}, {0, 1, 2}}, new double[] {3, 1});
    RandomGenerator random = new Seed(1).stream("b");
    double[][] y = new double[2][700];
    double[][] predicted = new double[2][700];
    for (int r = 0; r < 700; r++) {
      float[] x = new float[3];
      for (int i = 0; i < 3; i++) {
        x[i] = (float) (7 + random.nextGaussian());
      }
      for (int k = 0; k < 2; k++) {
        y[k][r] =
            INTERCEPTS[k] + WEIGHTS[k][0] * x[0] + WEIGHTS[k][1] * x[1] + WEIGHTS[k][2] * x[2];
        y[k][r] += 2 * random.nextGaussian();
        predicted[k][r] = readout.apply(x)[k];
      }
    }
    Moments.Fit fit = test.score(readout);
    for (int k = 0; k < 2; k++) {
      double mse = 0;
      for (int r = 0; r < 700; r++) {
        mse += Math.pow(y[k][r] - predicted[k][r], 2) / 700;
      }
      double r =
          new org.hipparchus.stat.correlation.PearsonsCorrelation().correlation(y[k], predicted[k]);
      assertThat(fit.squaredError()[k]).isEqualTo(mse, within(1e-8));
      assertThat(fit.squaredCorrelation()[k]).isEqualTo(r * r, within(1e-10));
      double variance = new org.hipparchus.stat.descriptive.moment.Variance(false).evaluate(y[k]);
      assertThat(fit.nrmse(k)).isEqualTo(Math.sqrt(mse / variance), within(1e-9));
    }
  }

  @Test
  void manyRowsGiveTheSameBitsAtAnyNumberOfThreads() {
    Moments one = rows("c", 3001, 1, Parallel.SEQUENTIAL);
    assertThat(one.count()).isEqualTo(3001);
    try (Parallel three = Parallel.pool(3)) {
      Moments several = rows("c", 3001, 1, three);
      assertThat(Ridge.fit(several, 0.1).weights()).isDeepEqualTo(Ridge.fit(one, 0.1).weights());
    }
  }

  @Test
  void theMomentsOfTwoPartsAddUp() {
    Moments both =
        rows("d", 300, 1, Parallel.SEQUENTIAL).plus(rows("e", 41, 1, Parallel.SEQUENTIAL));
    assertThat(both.count()).isEqualTo(341);
    assertThat(both.mean(0)).isEqualTo(7, within(0.2));
  }

  /**
   * Twenty features of pure noise and few rows: the strong lambda is right for the second target.
   */
  @Test
  void lambdaIsChosenForEachTargetOnTheValidationRows() {
    Moments[] parts = new Moments[3];
    for (int part = 0; part < 3; part++) {
      RandomGenerator random = new Seed(2).stream("part-" + part);
      parts[part] = new Moments(20, 2, Parallel.SEQUENTIAL);
      for (int r = 0; r < (part == 0 ? 30 : 500); r++) {
        float[] x = new float[20];
        for (int i = 0; i < 20; i++) {
          x[i] = (float) random.nextGaussian();
        }
        parts[part].add(x, new double[] {x[3] - x[7], random.nextGaussian()});
      }
    }
    Ridge.Chosen chosen = Ridge.choose(parts[0], parts[1], List.of(1e-6, 1e3));
    assertThat(chosen.lambda()).containsExactly(1e-6, 1e3);
    Moments.Fit test = parts[2].score(chosen.readout());
    assertThat(test.squaredCorrelation()[0]).isGreaterThan(0.999);
    assertThat(test.nrmse(1)).isLessThan(1.01);
    assertThat(chosen.validation().squaredCorrelation()[0]).isGreaterThan(0.999);
    assertThat(chosen.validation().nrmse(1)).isBetween(0.95, 1.05);
  }

  @Test
  void featuresThatNeverChangeGiveTheMean() {
    Moments moments = new Moments(2, 1, Parallel.SEQUENTIAL);
    moments.add(new float[] {1, 0}, new double[] {2});
    moments.add(new float[] {1, 0}, new double[] {4});
    LinearReadout readout = Ridge.fit(moments, 1e-3);
    assertThat(readout.apply(new float[] {1, 0})).containsExactly(3);
    assertThat(moments.score(readout).squaredCorrelation()).containsExactly(0);
  }

  @Test
  void aRowOfWeightThreeIsThatRowThreeTimes() {
    Moments weighted = new Moments(1, 1, Parallel.SEQUENTIAL);
    Moments repeated = new Moments(1, 1, Parallel.SEQUENTIAL);
    for (float x : new float[] {-3, 1, 2, 4}) {
      int times = x > 1 ? 3 : 1;
      weighted.add(new float[] {x}, new double[] {x * x}, times);
      for (int k = 0; k < times; k++) {
        repeated.add(new float[] {x}, new double[] {x * x});
      }
    }
    assertThat(weighted.count()).isEqualTo(8, within(1e-12));
    LinearReadout readout = Ridge.fit(weighted, 0.1);
    LinearReadout expected = Ridge.fit(repeated, 0.1);
    assertThat(readout.weights()[0][0]).isEqualTo(expected.weights()[0][0], within(1e-12));
    assertThat(weighted.score(readout).squaredError()[0])
        .isEqualTo(repeated.score(readout).squaredError()[0], within(1e-12));
  }
}
