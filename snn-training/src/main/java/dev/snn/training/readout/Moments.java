package dev.snn.training.readout;

import dev.snn.api.parallel.Parallel;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * First and second moments of features x and targets y, summed as rows stream by: all that a linear
 * fit and its squared error need, in {@code (N + K + 1)^2} numbers whatever the number of rows.
 * Rows are gathered into blocks of a fixed size and the products of blocks are added in order, so
 * that the bits do not depend on the number of threads.
 */
public final class Moments {
  private static final int BLOCK = 256;
  private static final int BLOCKS = 4;

  private final int features;
  private final int targets;
  private final Parallel parallel;

  /** Sum of {@code z z^T} over rows {@code z = (x, y, 1)}, each times the root of its weight. */
  private final DMatrixRMaj sum;

  private final DMatrixRMaj[] blocks = new DMatrixRMaj[BLOCKS];
  private final DMatrixRMaj[] products = new DMatrixRMaj[BLOCKS];
  private int waiting;

  /**
   * No rows yet.
   *
   * @param features N, length of x
   * @param targets K, length of y
   */
  public Moments(int features, int targets, Parallel parallel) {
    this.features = features;
    this.targets = targets;
    this.parallel = parallel;
    this.sum = new DMatrixRMaj(width(), width());
  }

  private int width() {
    return features + targets + 1;
  }

  /** N. */
  public int features() {
    return features;
  }

  /** K. */
  public int targets() {
    return targets;
  }

  /** Adds a row. */
  public void add(float[] x, double[] y) {
    add(x, y, 1);
  }

  /**
   * Adds a row that counts as so many.
   *
   * @param weight at least 0
   */
  public void add(float[] x, double[] y, double weight) {
    if (waiting == BLOCK * BLOCKS) {
      flush();
    }
    int block = waiting / BLOCK;
    if (blocks[block] == null) {
      blocks[block] = new DMatrixRMaj(BLOCK, width());
    }
    double[] data = blocks[block].data;
    int at = waiting % BLOCK * width();
    double root = Math.sqrt(weight);
    for (int i = 0; i < features; i++) {
      data[at + i] = root * x[i];
    }
    for (int k = 0; k < targets; k++) {
      data[at + features + k] = root * y[k];
    }
    data[at + features + targets] = root;
    waiting++;
  }

  private void flush() {
    int used = (waiting + BLOCK - 1) / BLOCK;
    parallel.forEach(used, this::multiply);
    for (int k = 0; k < used; k++) {
      CommonOps_DDRM.addEquals(sum, products[k]);
    }
    waiting = 0;
  }

  private void multiply(int block) {
    DMatrixRMaj rows = blocks[block];
    rows.numRows = Math.min(BLOCK, waiting - block * BLOCK);
    if (products[block] == null) {
      products[block] = new DMatrixRMaj(width(), width());
    }
    CommonOps_DDRM.multInner(rows, products[block]);
    rows.numRows = BLOCK;
  }

  /** The moments of the rows of both. */
  public Moments plus(Moments other) {
    Moments both = new Moments(features, targets, parallel);
    CommonOps_DDRM.add(sum(), other.sum(), both.sum);
    return both;
  }

  private DMatrixRMaj sum() {
    if (waiting > 0) {
      flush();
    }
    return sum;
  }

  /** Sum of the weights of the rows: their number where all count once. */
  public double count() {
    return sum().get(width() - 1, width() - 1);
  }

  /** Mean of z_i; the targets follow the features. */
  double mean(int i) {
    return sum().get(i, width() - 1) / count();
  }

  /** Covariance of z_i and z_j (divided by n). */
  double covariance(int i, int j) {
    return sum().get(i, j) / count() - mean(i) * mean(j);
  }

  /** Covariances of rows {@code [0, N)} with columns {@code [from, to)} of z. */
  DMatrixRMaj covariances(int from, int to) {
    DMatrixRMaj out = new DMatrixRMaj(features, to - from);
    double n = count();
    for (int i = 0; i < features; i++) {
      double mean = mean(i);
      for (int j = from; j < to; j++) {
        out.set(i, j - from, sum.get(i, j) / n - mean * (sum.get(j, width() - 1) / n));
      }
    }
    return out;
  }

  /**
   * How a linear readout does on these rows.
   *
   * @param readout of N features and K targets
   */
  public Fit score(LinearReadout readout) {
    DMatrixRMaj w = readout.matrix();
    DMatrixRMaj xx = covariances(0, features);
    DMatrixRMaj xxw = new DMatrixRMaj(features, targets);
    CommonOps_DDRM.mult(xx, w, xxw);
    double[] mse = new double[targets];
    double[] r2 = new double[targets];
    double[] variance = new double[targets];
    for (int k = 0; k < targets; k++) {
      double predicted = 0;
      double shared = 0;
      double mean = readout.intercepts()[k];
      for (int i = 0; i < features; i++) {
        predicted += w.get(i, k) * xxw.get(i, k);
        shared += w.get(i, k) * covariance(i, features + k);
        mean += w.get(i, k) * mean(i);
      }
      variance[k] = Math.max(0, covariance(features + k, features + k));
      double bias = mean - mean(features + k);
      mse[k] = Math.max(0, variance[k] - 2 * shared + predicted + bias * bias);
      boolean constant = predicted <= 0 || variance[k] <= 0;
      r2[k] = constant ? 0 : Math.min(1, shared * shared / (predicted * variance[k]));
    }
    return new Fit(mse, r2, variance);
  }

  /**
   * By target.
   *
   * @param squaredError mean over rows of {@code (y - prediction)^2}
   * @param squaredCorrelation of target and prediction, in [0, 1]; 0 where one of them is constant
   * @param variance of the target
   */
  public record Fit(double[] squaredError, double[] squaredCorrelation, double[] variance) {

    /** Root of the mean squared error over the deviation of the target. */
    public double nrmse(int target) {
      return Math.sqrt(squaredError[target] / variance[target]);
    }
  }
}
