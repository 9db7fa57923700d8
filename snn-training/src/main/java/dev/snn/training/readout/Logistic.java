package dev.snn.training.readout;

import dev.snn.api.parallel.Parallel;
import java.util.Comparator;
import java.util.List;

/**
 * Multinomial logistic regression with an L2 penalty: minimises the mean over rows of {@code -log
 * softmax(W x + b)_label} plus {@code lambda c / 2 |W|^2}, with c the mean variance of a feature,
 * so that lambda has no unit. The intercepts are not penalised.
 *
 * <p>The Hessian is nowhere above {@code I/2 (x) C_xx} (Böhning 1992, doi:10.1007/BF00048682), so
 * one Cholesky factor serves all steps, and a step without momentum never raises the objective.
 * Nesterov's momentum begins anew where a step went uphill (O'Donoghue and Candès 2015,
 * doi:10.1007/s10208-013-9150-3).
 */
public final class Logistic {
  private static final int STEPS = 500;
  private static final double TOLERANCE = 1e-3;

  private Logistic() {}

  /**
   * Fits.
   *
   * @param x features {@code [n][N]}
   * @param labels class of each row, in [0, classes)
   */
  public static LinearReadout fit(
      float[][] x, int[] labels, int classes, double lambda, Parallel parallel) {
    return new LogisticProblem(x, labels, classes, parallel)
        .minimise(lambda, null, STEPS, TOLERANCE)
        .readout();
  }

  /**
   * Chooses lambda by the log loss on the validation rows, then fits on the rows of both.
   *
   * @param lambdas to choose from; the strongest of equals is taken
   */
  public static Chosen choose(
      Rows train, Rows validation, int classes, List<Double> lambdas, Parallel parallel) {
    LogisticProblem problem = new LogisticProblem(train.x(), train.labels(), classes, parallel);
    List<Double> strongestFirst = lambdas.stream().sorted(Comparator.reverseOrder()).toList();
    double best = Double.NaN;
    double least = Double.POSITIVE_INFINITY;
    LinearReadout selected = null;
    LinearReadout readout = null;
    for (double lambda : strongestFirst) {
      LogisticProblem.Minimum minimum = problem.minimise(lambda, readout, STEPS, TOLERANCE);
      readout = minimum.readout();
      double loss = loss(readout, validation);
      if (loss < least) {
        least = loss;
        best = lambda;
        selected = readout;
      }
    }
    Rows both = train.plus(validation);
    return new Chosen(best, selected, fit(both.x(), both.labels(), classes, best, parallel));
  }

  /** Mean of {@code -log softmax(scores)_label} in nats. */
  public static double loss(LinearReadout readout, Rows rows) {
    double sum = 0;
    for (int r = 0; r < rows.labels().length; r++) {
      double[] scores = readout.apply(rows.x()[r]);
      sum += logSumExp(scores) - scores[rows.labels()[r]];
    }
    return sum / rows.labels().length;
  }

  static double logSumExp(double[] scores) {
    double top = Double.NEGATIVE_INFINITY;
    for (double score : scores) {
      top = Math.max(top, score);
    }
    double sum = 0;
    for (double score : scores) {
      sum += Math.exp(score - top);
    }
    return top + Math.log(sum);
  }

  /**
   * The readouts for a chosen lambda.
   *
   * @param onTrain fitted on the training rows alone
   * @param readout fitted on training and validation rows
   */
  public record Chosen(double lambda, LinearReadout onTrain, LinearReadout readout) {}
}
