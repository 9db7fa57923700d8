package dev.snn.bench.stats;

import java.util.Arrays;
import java.util.Comparator;

/**
 * Holm's step-down correction (Holm 1979, Scand. J. Statist. 6, 65-70): the k-th smallest of m
 * p-values is multiplied by m-k+1, made monotone, and cut at 1.
 */
public final class Holm {
  private Holm() {}

  /** Corrected values in the order of the raw ones; NaN stays NaN and does not count. */
  public static double[] correct(double[] raw) {
    Integer[] order = new Integer[raw.length];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, Comparator.comparingDouble(i -> raw[i]));
    int m = (int) Arrays.stream(raw).filter(p -> !Double.isNaN(p)).count();
    double[] corrected = raw.clone();
    double highest = 0;
    for (int k = 0; k < m; k++) {
      highest = Math.max(highest, Math.min(1, raw[order[k]] * (m - k)));
      corrected[order[k]] = highest;
    }
    return corrected;
  }
}
