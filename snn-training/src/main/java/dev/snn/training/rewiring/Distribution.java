package dev.snn.training.rewiring;

import dev.snn.api.layer.Parameter;
import java.util.Arrays;
import java.util.List;

/** How the weights that exist are spread over the layers. */
public enum Distribution {
  /** The same share of each. */
  UNIFORM,
  /**
   * A share in proportion to {@code (rows + columns) / (rows columns)}, so that wide layers are the
   * sparser ones (Mocanu et al. 2018, doi:10.1038/s41467-018-04316-3); at most 1.
   */
  ERDOS_RENYI;

  /** Weights that exist of each, all together {@code share} of all of them; at least 1 of each. */
  long[] counts(List<Parameter> weights, double share) {
    double[] shares = new double[weights.size()];
    Arrays.fill(shares, share);
    if (this == ERDOS_RENYI) {
      fit(weights, share, shares);
    }
    long[] counts = new long[shares.length];
    for (int k = 0; k < counts.length; k++) {
      counts[k] = Math.max(1, Math.round(shares[k] * weights.get(k).count()));
    }
    return counts;
  }

  /** Those that would have more than all have all; the others share the rest. */
  private static void fit(List<Parameter> weights, double share, double[] shares) {
    boolean[] full = new boolean[shares.length];
    double total = weights.stream().mapToDouble(Parameter::count).sum() * share;
    for (boolean over = true; over; ) {
      double left = total;
      double ends = 0;
      for (int k = 0; k < shares.length; k++) {
        left -= full[k] ? weights.get(k).count() : 0;
        ends += full[k] ? 0 : ends(weights.get(k));
      }
      over = false;
      for (int k = 0; k < shares.length; k++) {
        shares[k] = full[k] ? 1 : left / ends * ends(weights.get(k)) / weights.get(k).count();
        if (shares[k] > 1) {
          full[k] = true;
          over = true;
        }
      }
    }
  }

  private static double ends(Parameter weight) {
    return weight.value().length + weight.value()[0].length;
  }
}
