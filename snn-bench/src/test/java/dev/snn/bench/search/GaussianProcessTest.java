package dev.snn.bench.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.snn.api.random.Seed;
import java.util.Arrays;
import org.hipparchus.linear.LUDecomposition;
import org.hipparchus.linear.MatrixUtils;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;
import org.junit.jupiter.api.Test;

class GaussianProcessTest {
  private static final double[] LENGTHS = {0.4, 1.5};
  private static final double NOISE = 0.02;

  private static double[][] points(int n) {
    double[][] x = new double[n][];
    for (int i = 0; i < n; i++) {
      x[i] = new Seed(7).stream("point-" + i).doubles(2).toArray();
    }
    return x;
  }

  private static double f(double[] x) {
    return Math.sin(5 * x[0]) + x[1];
  }

  private static double[][] squares(double[][] x, double[] at) {
    double[][] out = new double[x.length][2];
    for (int i = 0; i < x.length; i++) {
      for (int d = 0; d < 2; d++) {
        out[i][d] = (x[i][d] - at[d]) * (x[i][d] - at[d]);
      }
    }
    return out;
  }

  private static double[][][] squares(double[][] x) {
    return Arrays.stream(x).map(at -> squares(x, at)).toArray(double[][][]::new);
  }

  private static double matern(double[] square) {
    double r = Math.sqrt(5 * (square[0] / 0.16 + square[1] / 2.25));
    return (1 + r + r * r / 3) * Math.exp(-r);
  }

  /** The textbook formulas with an inverse matrix. */
  @Test
  void equalsTheTextbook() {
    int n = 12;
    double[][] x = points(n);
    double[] y = Arrays.stream(x).mapToDouble(GaussianProcessTest::f).toArray();
    RealMatrix k = MatrixUtils.createRealMatrix(n, n);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        k.setEntry(i, j, matern(squares(x, x[j])[i]) + (i == j ? NOISE : 0));
      }
    }
    LUDecomposition lu = new LUDecomposition(k);
    RealMatrix inverse = lu.getSolver().getInverse();
    RealVector one = MatrixUtils.createRealVector(n).mapAdd(1);
    RealVector values = MatrixUtils.createRealVector(y);
    double ones = one.dotProduct(inverse.operate(one));
    double mean = one.dotProduct(inverse.operate(values)) / ones;
    RealVector rest = values.mapSubtract(mean);
    double variance = rest.dotProduct(inverse.operate(rest)) / n;
    GaussianProcess process = new GaussianProcess(squares(x), y, LENGTHS, NOISE);
    assertThat(process.logLikelihood())
        .isCloseTo(-0.5 * (n * Math.log(variance) + Math.log(lu.getDeterminant())), within(1e-9));
    double[] at = {0.3, 0.8};
    double[][] toAll = squares(x, at);
    RealVector c =
        MatrixUtils.createRealVector(
            Arrays.stream(toAll).mapToDouble(GaussianProcessTest::matern).toArray());
    RealVector solved = inverse.operate(c);
    double u = 1 - one.dotProduct(solved);
    GaussianProcess.Prediction p = process.predict(toAll);
    assertThat(p.mean()).isCloseTo(mean + solved.dotProduct(rest), within(1e-9));
    assertThat(p.sd() * p.sd())
        .isCloseTo(variance * (1 - c.dotProduct(solved) + u * u / ones), within(1e-9));
  }

  @Test
  void itsFitPredictsWhatItHasNotSeen() {
    double[][] x = points(25);
    double[] y = Arrays.stream(x).mapToDouble(GaussianProcessTest::f).toArray();
    GaussianProcess fitted = Fit.of(squares(x), y, 2);
    for (double[] at : new double[][] {{0.3, 0.8}, {0.7, 0.2}, {0.5, 0.5}}) {
      GaussianProcess.Prediction p = fitted.predict(squares(x, at));
      assertThat(p.mean()).isCloseTo(f(at), within(0.05));
      assertThat(p.sd()).isLessThan(0.1);
    }
    for (double length : new double[] {0.1, 0.3, 1, 3}) {
      double[] lengths = {length, length};
      assertThat(fitted.logLikelihood())
          .isGreaterThan(new GaussianProcess(squares(x), y, lengths, 1e-4).logLikelihood());
    }
  }

  /** Distances that no points of a Euclidean space have: a and b far apart, both close to c. */
  @Test
  void distancesThatAreNotEuclidean() {
    double[][][] squares = new double[3][3][1];
    squares[1][0][0] = 25;
    squares[2][0][0] = 0.01;
    squares[2][1][0] = 0.01;
    GaussianProcess process =
        new GaussianProcess(squares, new double[] {1, 2, 3}, new double[] {1}, 1e-6);
    GaussianProcess.Prediction p = process.predict(new double[][] {{25}, {25}, {25}});
    assertThat(p.mean()).isBetween(1.0, 3.0);
    assertThat(p.sd()).isPositive();
  }
}
