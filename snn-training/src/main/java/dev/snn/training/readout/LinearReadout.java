package dev.snn.training.readout;

import org.ejml.data.DMatrixRMaj;

/**
 * {@code prediction_k = intercept_k + sum_i weight_{k,i} x_i}.
 *
 * @param weights {@code [K][N]}
 * @param intercepts {@code [K]}
 */
public record LinearReadout(double[][] weights, double[] intercepts) {

  /** The K predictions for a row of N features. */
  public double[] apply(float[] x) {
    double[] out = intercepts.clone();
    for (int k = 0; k < out.length; k++) {
      double[] w = weights[k];
      double sum = 0;
      for (int i = 0; i < w.length; i++) {
        sum += w[i] * x[i];
      }
      out[k] += sum;
    }
    return out;
  }

  /** Number of weights and intercepts. */
  public long parameters() {
    return (long) weights.length * (weights[0].length + 1);
  }

  /** The weights {@code [N x K]}. */
  DMatrixRMaj matrix() {
    DMatrixRMaj out = new DMatrixRMaj(weights[0].length, weights.length);
    for (int k = 0; k < weights.length; k++) {
      for (int i = 0; i < weights[k].length; i++) {
        out.set(i, k, weights[k][i]);
      }
    }
    return out;
  }
}
