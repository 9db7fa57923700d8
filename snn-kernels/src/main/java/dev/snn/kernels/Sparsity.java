package dev.snn.kernels;

import dev.snn.api.layer.Connections;
import dev.snn.api.layer.Parameter;
import dev.snn.api.tensor.Signal;
import dev.snn.api.tensor.Spikes;

/**
 * Up to which share of live weights a product looks at these only. The shares are measured
 * (decision 41): a live weight that is found by its column costs about ten times what it costs in
 * the middle of a row.
 */
final class Sparsity {
  private static final double FORWARD = 0.08;
  private static final double GRADIENT = 0.08;
  private static final double INPUT = 0.2;

  /** Where most lines spike, sums of subsets take a quarter of the additions. */
  private static final double OF_DENSE = 0.25;

  private Sparsity() {}

  static boolean forward(Signal x, Parameter weight) {
    return isSparse(x, weight, FORWARD);
  }

  static boolean gradient(Signal x, Parameter weight) {
    return !weight.connections().gradientsOfAll() && isSparse(x, weight, GRADIENT);
  }

  private static boolean isSparse(Signal x, Parameter weight, double most) {
    if (!(x instanceof Spikes spikes) || weight.connections().complete()) {
      return false;
    }
    boolean dense = spikes.density() > Kernels.active().denseShare();
    return share(weight) <= (dense ? OF_DENSE * most : most);
  }

  static boolean input(Parameter weight) {
    return !weight.connections().complete() && share(weight) <= INPUT;
  }

  /** The share of weights that exist. */
  private static double share(Parameter weight) {
    Connections connections = weight.connections();
    return (double) connections.count() / Math.max(1, weight.count());
  }
}
