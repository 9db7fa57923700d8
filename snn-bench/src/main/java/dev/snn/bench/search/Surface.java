package dev.snn.bench.search;

import dev.snn.api.search.Candidate;
import dev.snn.api.search.Told;
import java.util.List;

/** Expected improvement over a space, from the candidates so far. */
final class Surface {
  private final Metric metric;
  private final double[][][] places;
  private final GaussianProcess process;
  private final double best;

  private Surface(Metric metric, double[][][] places, GaussianProcess process, double best) {
    this.metric = metric;
    this.places = places;
    this.process = process;
    this.best = best;
  }

  /**
   * Fits.
   *
   * @param values one for each candidate, not all equal
   */
  static Surface fit(Metric metric, List<Told> told, double[] values) {
    int n = values.length;
    double[][][] places = new double[n][][];
    for (int i = 0; i < n; i++) {
      places[i] = metric.place(told.get(i).candidate());
    }
    double[][][] squares = new double[n][][];
    for (int i = 0; i < n; i++) {
      squares[i] = toAll(metric, places, places[i]);
    }
    GaussianProcess process = Fit.of(squares, values, metric.size());
    double best = Double.POSITIVE_INFINITY;
    for (int i = 0; i < n; i++) {
      best = Math.min(best, process.predict(squares[i]).mean());
    }
    return new Surface(metric, places, process, best);
  }

  private static double[][] toAll(Metric metric, double[][][] places, double[][] place) {
    double[][] squares = new double[places.length][metric.size()];
    for (int i = 0; i < squares.length; i++) {
      metric.squares(places[i], place, squares[i]);
    }
    return squares;
  }

  /** Logarithm of the expected improvement. */
  double at(Candidate candidate) {
    GaussianProcess.Prediction p = process.predict(toAll(metric, places, metric.place(candidate)));
    return Improvement.log(best, p.mean(), p.sd());
  }
}
