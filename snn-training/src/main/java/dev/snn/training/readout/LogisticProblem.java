package dev.snn.training.readout;

import dev.snn.api.parallel.Parallel;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/** The objective of {@link Logistic} on given rows; features are centred. */
final class LogisticProblem {
  private static final int CHUNK = 256;

  private final int classes;
  private final Parallel parallel;
  private final double[] means;
  private final int[] labels;

  /**
   * Rows of features in chunks {@code [rows x N]}, and transposed: both products run along rows.
   */
  private final DMatrixRMaj[] chunks;

  private final DMatrixRMaj[] transposed;
  private final DMatrixRMaj covariance;
  private final double scale;

  LogisticProblem(float[][] x, int[] labels, int classes, Parallel parallel) {
    this.classes = classes;
    this.parallel = parallel;
    this.labels = labels;
    int n = x[0].length;
    this.means = new double[n];
    for (float[] row : x) {
      for (int i = 0; i < n; i++) {
        means[i] += row[i] / (double) x.length;
      }
    }
    this.chunks = new DMatrixRMaj[(x.length + CHUNK - 1) / CHUNK];
    this.transposed = new DMatrixRMaj[chunks.length];
    parallel.forEach(
        chunks.length,
        k -> {
          chunks[k] = centred(x, k);
          transposed[k] = CommonOps_DDRM.transpose(chunks[k], null);
        });
    this.covariance = new DMatrixRMaj(n, n);
    DMatrixRMaj[] products = new DMatrixRMaj[chunks.length];
    parallel.forEach(
        chunks.length,
        k -> CommonOps_DDRM.multInner(chunks[k], products[k] = new DMatrixRMaj(n, n)));
    for (DMatrixRMaj product : products) {
      CommonOps_DDRM.addEquals(covariance, 1.0 / x.length, product);
    }
    this.scale = CommonOps_DDRM.trace(covariance) / n;
  }

  private DMatrixRMaj centred(float[][] x, int chunk) {
    int from = chunk * CHUNK;
    int rows = Math.min(CHUNK, x.length - from);
    DMatrixRMaj out = new DMatrixRMaj(rows, means.length);
    for (int r = 0; r < rows; r++) {
      for (int i = 0; i < means.length; i++) {
        out.set(r, i, x[from + r][i] - means[i]);
      }
    }
    return out;
  }

  /** Weights {@code [K x N]}, intercepts {@code [1 x K]} of centred features. */
  private record Point(DMatrixRMaj w, DMatrixRMaj b) {

    /** {@code this + factor (this - before)}. */
    Point beyond(Point before, double factor) {
      return new Point(beyond(w, before.w, factor), beyond(b, before.b, factor));
    }

    private static DMatrixRMaj beyond(DMatrixRMaj now, DMatrixRMaj before, double factor) {
      DMatrixRMaj out = new DMatrixRMaj(now.numRows, now.numCols);
      CommonOps_DDRM.add(1 + factor, now, -factor, before, out);
      return out;
    }

    /** Inner product of a direction with the way from another point to this one. */
    double along(Point direction, Point from) {
      return inner(direction.w, w)
          - inner(direction.w, from.w)
          + inner(direction.b, b)
          - inner(direction.b, from.b);
    }

    static double inner(DMatrixRMaj a, DMatrixRMaj b) {
      double sum = 0;
      for (int i = 0; i < a.getNumElements(); i++) {
        sum += a.data[i] * b.data[i];
      }
      return sum;
    }
  }

  /** Where a minimisation ended. */
  record Minimum(LinearReadout readout, int steps) {}

  /**
   * Minimises until the gradient, in the norm of the inverse bound, is below tolerance.
   *
   * @param lambda above 0
   * @param from where to begin; null for weights of 0
   */
  Minimum minimise(double lambda, LinearReadout from, int mostSteps, double tolerance) {
    int n = means.length;
    double penalty = lambda * Math.max(scale, Double.MIN_NORMAL);
    DMatrixRMaj bound = new DMatrixRMaj(n, n);
    CommonOps_DDRM.scale(0.5, covariance, bound);
    for (int i = 0; i < n; i++) {
      bound.add(i, i, penalty);
    }
    LinearSolverDense<DMatrixRMaj> solver = LinearSolverFactory_DDRM.chol(n);
    if (!solver.setA(bound)) {
      throw new ArithmeticException(
          "the covariance of the features is not positive definite with lambda " + lambda);
    }
    DMatrixRMaj inverse = new DMatrixRMaj(n, n);
    solver.invert(inverse);
    Point now = point(from);
    Point ahead = now;
    double momentum = 1;
    int step = 0;
    while (step++ < mostSteps) {
      Point gradient = gradient(ahead, penalty);
      DMatrixRMaj move = new DMatrixRMaj(classes, n);
      CommonOps_DDRM.mult(-1, gradient.w, inverse, move);
      double size = -Point.inner(gradient.w, move) + 2 * Point.inner(gradient.b, gradient.b);
      Point next = new Point(ahead.w.copy(), ahead.b.copy());
      CommonOps_DDRM.addEquals(next.w, move);
      CommonOps_DDRM.addEquals(next.b, -2, gradient.b);
      if (Math.sqrt(size) < tolerance) {
        now = next;
        break;
      }
      boolean uphill = next.along(gradient, now) > 0;
      double grown = uphill ? 1 : (1 + Math.sqrt(1 + 4 * momentum * momentum)) / 2;
      ahead = uphill ? next : next.beyond(now, (momentum - 1) / grown);
      momentum = grown;
      now = next;
    }
    return new Minimum(readout(now), step);
  }

  private Point point(LinearReadout from) {
    if (from == null) {
      return new Point(new DMatrixRMaj(classes, means.length), new DMatrixRMaj(1, classes));
    }
    DMatrixRMaj b = new DMatrixRMaj(1, classes);
    for (int k = 0; k < classes; k++) {
      double centred = from.intercepts()[k];
      for (int i = 0; i < means.length; i++) {
        centred += from.weights()[k][i] * means[i];
      }
      b.set(0, k, centred);
    }
    return new Point(new DMatrixRMaj(from.weights()), b);
  }

  private LinearReadout readout(Point at) {
    double[][] weights = new double[classes][means.length];
    double[] intercepts = new double[classes];
    for (int k = 0; k < classes; k++) {
      intercepts[k] = at.b.get(0, k);
      for (int i = 0; i < means.length; i++) {
        weights[k][i] = at.w.get(k, i);
        intercepts[k] -= weights[k][i] * means[i];
      }
    }
    return new LinearReadout(weights, intercepts);
  }

  private Point gradient(Point at, double penalty) {
    Point[] parts = new Point[chunks.length];
    parallel.forEach(chunks.length, k -> parts[k] = gradient(at, k));
    DMatrixRMaj w = new DMatrixRMaj(classes, means.length);
    CommonOps_DDRM.scale(penalty, at.w, w);
    DMatrixRMaj b = new DMatrixRMaj(1, classes);
    for (Point part : parts) {
      CommonOps_DDRM.addEquals(w, 1.0 / labels.length, part.w);
      CommonOps_DDRM.addEquals(b, 1.0 / labels.length, part.b);
    }
    return new Point(w, b);
  }

  /** Sum over the rows of a chunk. */
  private Point gradient(Point at, int chunk) {
    int rows = chunks[chunk].numRows;
    DMatrixRMaj error = new DMatrixRMaj(classes, rows);
    CommonOps_DDRM.mult(at.w, transposed[chunk], error);
    DMatrixRMaj b = new DMatrixRMaj(1, classes);
    double[] scores = new double[classes];
    for (int r = 0; r < rows; r++) {
      for (int k = 0; k < classes; k++) {
        scores[k] = error.get(k, r) + at.b.get(0, k);
      }
      double log = Logistic.logSumExp(scores);
      for (int k = 0; k < classes; k++) {
        double truth = labels[chunk * CHUNK + r] == k ? 1 : 0;
        double difference = Math.exp(scores[k] - log) - truth;
        error.set(k, r, difference);
        b.add(0, k, difference);
      }
    }
    DMatrixRMaj w = new DMatrixRMaj(classes, means.length);
    CommonOps_DDRM.mult(error, chunks[chunk], w);
    return new Point(w, b);
  }
}
