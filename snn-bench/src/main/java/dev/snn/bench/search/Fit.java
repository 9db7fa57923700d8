package dev.snn.bench.search;

import java.util.Arrays;
import org.hipparchus.exception.MathRuntimeException;
import org.hipparchus.optim.InitialGuess;
import org.hipparchus.optim.MaxEval;
import org.hipparchus.optim.SimpleBounds;
import org.hipparchus.optim.nonlinear.scalar.GoalType;
import org.hipparchus.optim.nonlinear.scalar.ObjectiveFunction;
import org.hipparchus.optim.nonlinear.scalar.noderiv.BOBYQAOptimizer;

/**
 * Length scales and noise of the largest marginal likelihood: BOBYQA (Powell 2009) over their
 * logarithms from several starts.
 */
final class Fit {
  private static final double[] STARTS = {0.3, 1};
  private static final double SHORTEST = 0.05;
  private static final double LONGEST = 20;
  private static final double START_NOISE = 1e-3;
  private static final double LEAST_NOISE = 1e-6;
  private static final double MOST_NOISE = 1;
  private static final double FIRST_RADIUS = 1;
  private static final double LAST_RADIUS = 3e-2;
  private static final int EVALUATIONS_PER_PARAMETER = 40;

  private final double[][][] squares;
  private final double[] values;
  private GaussianProcess best;

  private Fit(double[][][] squares, double[] values) {
    this.squares = squares;
    this.values = values;
  }

  /**
   * Fits.
   *
   * @param squares squared distances {@code [n][n][D]}
   * @param values at the n points, not all equal
   */
  static GaussianProcess of(double[][][] squares, double[] values, int dimensions) {
    Fit fit = new Fit(squares, values);
    for (double start : STARTS) {
      fit.search(dimensions, start);
    }
    return fit.best;
  }

  private void search(int dimensions, double start) {
    double[] guess = new double[dimensions + 1];
    double[] low = guess.clone();
    double[] high = guess.clone();
    Arrays.fill(guess, Math.log(start));
    Arrays.fill(low, Math.log(SHORTEST));
    Arrays.fill(high, Math.log(LONGEST));
    guess[dimensions] = Math.log(START_NOISE);
    low[dimensions] = Math.log(LEAST_NOISE);
    high[dimensions] = Math.log(MOST_NOISE);
    try {
      new BOBYQAOptimizer(2 * guess.length + 1, FIRST_RADIUS, LAST_RADIUS)
          .optimize(
              new ObjectiveFunction(this::logLikelihood),
              GoalType.MAXIMIZE,
              new InitialGuess(guess),
              new SimpleBounds(low, high),
              new MaxEval(EVALUATIONS_PER_PARAMETER * guess.length));
    } catch (MathRuntimeException e) {
      // Out of evaluations, or steps too small for the arithmetic: the best point is kept.
    }
  }

  private double logLikelihood(double[] logs) {
    double[] lengths = new double[logs.length - 1];
    for (int d = 0; d < lengths.length; d++) {
      lengths[d] = Math.exp(logs[d]);
    }
    GaussianProcess process =
        new GaussianProcess(squares, values, lengths, Math.exp(logs[lengths.length]));
    if (best == null || process.logLikelihood() > best.logLikelihood()) {
      best = process;
    }
    return process.logLikelihood();
  }
}
