package dev.snn.bench.search;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.decomposition.TriangularSolver_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.CholeskyDecomposition_F64;

/**
 * A Gaussian process with an unknown constant mean and the covariance {@code s^2 (m(r) + g [i =
 * j])}, where m is the Matern function with nu = 5/2, {@code r^2 = sum_d d_d^2 / l_d^2} over the
 * distances of the dimensions, and mean and s^2 are those of the largest likelihood. Where a
 * distance is not Euclidean and the matrix therefore not positive definite, its diagonal is raised
 * until it is.
 */
final class GaussianProcess {
  private static final double ROOT_5 = Math.sqrt(5);
  private static final double FIRST_RAISE = 1e-10;

  private final double[][][] squares;
  private final double[] values;
  private final double[] inverseSquares;
  private final double[] factor;
  private final double[] weights;
  private final double[] ones;
  private final double onesNorm;
  private final double mean;
  private final double variance;
  private final double logLikelihood;

  /**
   * @param squares squared distances {@code [n][n][D]}; those below the diagonal are read
   * @param values at the points
   * @param lengths length scale of each dimension
   * @param noise variance g of the noise, relative to that of the process
   */
  GaussianProcess(double[][][] squares, double[] values, double[] lengths, double noise) {
    this.squares = squares;
    this.values = values;
    this.inverseSquares = new double[lengths.length];
    for (int d = 0; d < lengths.length; d++) {
      inverseSquares[d] = 1 / (lengths[d] * lengths[d]);
    }
    int n = values.length;
    this.factor = factor(noise);
    this.ones = new double[n];
    Arrays.fill(ones, 1);
    TriangularSolver_DDRM.solveL(factor, ones, n);
    double[] y = values.clone();
    TriangularSolver_DDRM.solveL(factor, y, n);
    this.onesNorm = dot(ones, ones);
    this.mean = dot(ones, y) / onesNorm;
    for (int i = 0; i < n; i++) {
      y[i] -= mean * ones[i];
    }
    this.variance = dot(y, y) / n;
    this.weights = y;
    double logDeterminant = 0;
    for (int i = 0; i < n; i++) {
      logDeterminant += 2 * Math.log(factor[i * n + i]);
    }
    this.logLikelihood = -0.5 * (n * Math.log(variance) + logDeterminant);
  }

  private double[] factor(double noise) {
    int n = values.length;
    for (double raise = 0; ; raise = raise == 0 ? FIRST_RAISE : raise * 10) {
      DMatrixRMaj k = new DMatrixRMaj(n, n);
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < i; j++) {
          double c = matern(squares[i][j]);
          k.set(i, j, c);
          k.set(j, i, c);
        }
        k.set(i, i, 1 + noise + raise);
      }
      CholeskyDecomposition_F64<DMatrixRMaj> cholesky = DecompositionFactory_DDRM.chol(n, true);
      if (cholesky.decompose(k)) {
        return cholesky.getT(null).data;
      }
    }
  }

  private double matern(double[] squared) {
    double sum = 0;
    for (int d = 0; d < inverseSquares.length; d++) {
      sum += squared[d] * inverseSquares[d];
    }
    double r = ROOT_5 * Math.sqrt(sum);
    return (1 + r + r * r / 3) * Math.exp(-r);
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  /** Log marginal likelihood of the values, up to a constant. */
  double logLikelihood() {
    return logLikelihood;
  }

  /** Mean and standard deviation of the function, without noise, at one point. */
  record Prediction(double mean, double sd) {}

  /**
   * Predicts.
   *
   * @param toAll squared distances {@code [n][D]} of the point to all points
   */
  Prediction predict(double[][] toAll) {
    int n = values.length;
    double[] k = new double[n];
    for (int i = 0; i < n; i++) {
      k[i] = matern(toAll[i]);
    }
    TriangularSolver_DDRM.solveL(factor, k, n);
    double rest = 1 - dot(ones, k);
    double share = Math.max(0, 1 - dot(k, k) + rest * rest / onesNorm);
    return new Prediction(mean + dot(k, weights), Math.sqrt(variance * share));
  }
}
