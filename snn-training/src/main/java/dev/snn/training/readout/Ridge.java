package dev.snn.training.readout;

import java.util.Arrays;
import java.util.List;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/**
 * Ridge regression from moments: {@code w_k = (C_xx + lambda c I)^-1 c_xy,k} with the covariances
 * of features and targets and c the mean variance of a feature, so that lambda has no unit and does
 * not depend on the scale of x or the number of rows. The intercept is not penalised.
 */
public final class Ridge {
  private Ridge() {}

  /** Fits every target with one lambda; null where the equations have no unique solution. */
  public static LinearReadout fit(Moments moments, double lambda) {
    int n = moments.features();
    DMatrixRMaj xx = moments.covariances(0, n);
    double scale = 0;
    for (int i = 0; i < n; i++) {
      scale += xx.get(i, i) / n;
    }
    if (!(scale > 0)) {
      return constant(moments);
    }
    for (int i = 0; i < n; i++) {
      xx.add(i, i, lambda * scale);
    }
    DMatrixRMaj xy = moments.covariances(n, n + moments.targets());
    LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.chol(n);
    if (!solver.setA(xx)) {
      return null;
    }
    DMatrixRMaj w = new DMatrixRMaj(n, moments.targets());
    solver.solve(xy, w);
    return readout(moments, w);
  }

  /** Features that never change say nothing: the mean of each target. */
  private static LinearReadout constant(Moments moments) {
    return readout(moments, new DMatrixRMaj(moments.features(), moments.targets()));
  }

  private static LinearReadout readout(Moments moments, DMatrixRMaj w) {
    int n = moments.features();
    double[][] weights = new double[moments.targets()][n];
    double[] intercepts = new double[moments.targets()];
    for (int k = 0; k < weights.length; k++) {
      intercepts[k] = moments.mean(n + k);
      for (int i = 0; i < n; i++) {
        weights[k][i] = w.get(i, k);
        intercepts[k] -= w.get(i, k) * moments.mean(i);
      }
    }
    return new LinearReadout(weights, intercepts);
  }

  /**
   * Chooses lambda for each target by the squared error on the validation rows, then fits on the
   * rows of both.
   *
   * @param lambdas to choose from; the first of equals is taken
   */
  public static Chosen choose(Moments train, Moments validation, List<Double> lambdas) {
    int targets = train.targets();
    double[] best = new double[targets];
    double[] error = new double[targets];
    double[] r2 = new double[targets];
    double[] variance = new double[targets];
    Arrays.fill(error, Double.POSITIVE_INFINITY);
    for (double lambda : lambdas) {
      LinearReadout readout = fit(train, lambda);
      if (readout == null) {
        continue;
      }
      Moments.Fit fit = validation.score(readout);
      for (int k = 0; k < targets; k++) {
        if (fit.squaredError()[k] < error[k]) {
          error[k] = fit.squaredError()[k];
          r2[k] = fit.squaredCorrelation()[k];
          variance[k] = fit.variance()[k];
          best[k] = lambda;
        }
      }
    }
    Moments.Fit selected = new Moments.Fit(error, r2, variance);
    return new Chosen(best, selected, refit(train.plus(validation), best));
  }

  private static LinearReadout refit(Moments both, double[] lambda) {
    double[][] weights = new double[lambda.length][];
    double[] intercepts = new double[lambda.length];
    for (double one : Arrays.stream(lambda).distinct().toArray()) {
      LinearReadout readout = fit(both, one);
      if (readout == null) {
        throw new ArithmeticException(
            "the covariance of the features is not positive definite with lambda " + one);
      }
      for (int k = 0; k < lambda.length; k++) {
        if (lambda[k] == one) {
          weights[k] = readout.weights()[k];
          intercepts[k] = readout.intercepts()[k];
        }
      }
    }
    return new LinearReadout(weights, intercepts);
  }

  /**
   * A readout and how it was chosen.
   *
   * @param lambda of each target
   * @param validation fit of the readouts of the training rows alone on the validation rows
   * @param readout fitted on training and validation rows
   */
  public record Chosen(double[] lambda, Moments.Fit validation, LinearReadout readout) {}
}
