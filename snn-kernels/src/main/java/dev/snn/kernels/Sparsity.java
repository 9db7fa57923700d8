package dev.snn.kernels;

import dev.snn.api.layer.Connections;
import dev.snn.api.layer.Parameter;
import dev.snn.api.tensor.Signal;
import dev.snn.api.tensor.Spikes;

/**
 * Up to which share of live weights a product looks at these only. It depends on the backend, the
 * signal and the connections. The backend's share was measured at 1 and 5 % (decision 41), the
 * others follow from the number of additions.
 */
final class Sparsity {
  /** Of input gradients, where all rows of a tile are multiplied by a live weight at once. */
  private static final double INPUT = 0.2;

  /** Of input gradients, where a line has few live weights and these are added one by one. */
  private static final double SCATTERED = 0.05;

  /**
   * Where most lines spike, sums of subsets take a quarter of the additions. Their rounding is
   * another, so that this depends on no processor.
   */
  private static final double OF_DENSE = 0.0225;

  private Sparsity() {}

  static boolean forward(Signal x, Parameter weight) {
    return x instanceof Spikes spikes && share(weight) <= most(spikes);
  }

  /** True where some signals would be multiplied by the live weights only. */
  static boolean few(Parameter weight) {
    return share(weight) <= Kernels.active().sparseShare();
  }

  static boolean gradient(Signal x, Parameter weight) {
    return !weight.connections().gradientsOfAll() && forward(x, weight);
  }

  private static double most(Spikes spikes) {
    EventBackend backend = Kernels.active();
    return spikes.isBinary() && spikes.density() > backend.denseShare()
        ? OF_DENSE
        : backend.sparseShare();
  }

  static boolean input(Parameter weight) {
    double share = share(weight);
    return share <= SCATTERED || share <= INPUT && !SparseInput.scatters(weight);
  }

  /** The share of weights that exist; 2, which is above every bound, where none is absent. */
  private static double share(Parameter weight) {
    Connections connections = weight.connections();
    return connections.complete() ? 2 : (double) connections.count() / Math.max(1, weight.count());
  }
}
