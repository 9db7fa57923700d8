package dev.snn.api.neuron;

import java.util.List;

/**
 * The charge equation of a neuron and the partial derivatives that its author gives, over a slice
 * of neurons: {@code h_k = f_k(v_0, .., v_K-1, x)}. Contracts compare the one with the other.
 */
public interface Charge {

  /** The names of the variables. */
  List<String> variables();

  /** Writes {@code h[k][i]} at {@code (v[..][i], x[i])} for {@code i} in {@code [0, n)}. */
  void charge(float[][] v, float[] x, float[][] h, int n);

  /**
   * Writes {@code dv[k][j][i] = dh_k/dv_j} and {@code dx[k][i] = dh_k/dx}, all of them, for {@code
   * i} in {@code [0, n)}.
   */
  void gradient(float[][] v, float[] x, float[][][] dv, float[][] dx, int n);

  /** Adds {@code sum_k gh[k][i] dh_k/dp} to the gradient of each parameter p. */
  void parameterGradient(float[][] v, float[] x, float[][] gh, float[][] grad, int n);
}
