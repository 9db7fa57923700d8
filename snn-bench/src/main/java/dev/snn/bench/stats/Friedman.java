package dev.snn.bench.stats;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.hipparchus.special.Beta;
import org.hipparchus.special.Gamma;

/**
 * Friedman's test of k treatments in n blocks, and Nemenyi's comparison of all pairs behind it
 * (Demsar 2006, JMLR 7, 1-30; section 3.2.2). With the rank r_ij of treatment j in block i, 1 for
 * the best and the mean of their places for equals, R_j = mean_i r_ij and t the sizes of groups of
 * equals:
 *
 * <pre>
 *   chi2 = 12 n / (k (k + 1)) * sum_j (R_j - (k + 1)/2)^2 / (1 - sum (t^3 - t) / (n (k^3 - k)))    k - 1 degrees of freedom
 *   F    = (n - 1) chi2 / (n (k - 1) - chi2)                          k - 1 and (k - 1)(n - 1)     (Iman, Davenport 1980)
 *   CD   = q_0.05 sqrt(k (k + 1) / (6 n)),   q_0.05 = quantile of the studentized range / sqrt(2)  (Nemenyi 1963)
 * </pre>
 *
 * <p>Two treatments differ at the level 0.05 where their R_j do by CD or more. Where all are equal
 * in all blocks chi2 is 0; where all blocks have the same order F is infinite.
 *
 * @param blocks n
 * @param ranks R_j
 * @param p of chi2
 * @param f of Iman and Davenport
 * @param pf of f
 * @param difference CD
 */
public record Friedman(
    int blocks, double[] ranks, double chi2, double p, double f, double pf, double difference) {
  private static final double LEVEL = 0.05;

  /** Treatments that are ranked at least. */
  public static final int TREATMENTS = 3;

  /** Blocks at least. */
  public static final int BLOCKS = 2;

  /**
   * Of values.
   *
   * @param values {@code [n][k]}, finite
   * @param higher true where more is better
   */
  public static Friedman of(double[][] values, boolean higher) {
    int n = values.length;
    int k = n == 0 ? 0 : values[0].length;
    if (n < BLOCKS || k < TREATMENTS) {
      throw new IllegalArgumentException(
          "ranks need %d blocks and %d treatments or more, got %d and %d"
              .formatted(BLOCKS, TREATMENTS, n, k));
    }
    double[] means = new double[k];
    double ties = 0;
    for (double[] block : values) {
      double[] ranks = ranks(block, higher);
      for (int j = 0; j < k; j++) {
        means[j] += ranks[j] / n;
      }
      ties += ties(block);
    }
    double squares = 0;
    for (double mean : means) {
      double off = mean - (k + 1) / 2.0;
      squares += off * off;
    }
    double untied = 1 - ties / (n * (Math.pow(k, 3) - k));
    double chi2 = untied == 0 ? 0 : 12.0 * n / (k * (k + 1.0)) * squares / untied;
    double rest = n * (k - 1.0) - chi2;
    // Where the order is the same in all blocks, what remains is the rounding.
    double f = rest <= 1e-9 * n * k ? Double.POSITIVE_INFINITY : (n - 1) * chi2 / rest;
    return new Friedman(
        n, means, chi2, ofChi2(chi2, k - 1), f, ofF(f, k - 1, (k - 1) * (n - 1)), critical(k, n));
  }

  /** From 1 for the best; equals have the mean of their places. */
  static double[] ranks(double[] values, boolean higher) {
    double[] ranks = new double[values.length];
    for (int j = 0; j < values.length; j++) {
      int before = 0;
      int equal = 0;
      for (double other : values) {
        before += (higher ? other > values[j] : other < values[j]) ? 1 : 0;
        equal += other == values[j] ? 1 : 0;
      }
      ranks[j] = before + (equal + 1) / 2.0;
    }
    return ranks;
  }

  /** The sum of t^3 - t over the groups of t equals. */
  private static double ties(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double sum = 0;
    for (int from = 0; from < sorted.length; ) {
      int to = from;
      while (to < sorted.length && sorted[to] == sorted[from]) {
        to++;
      }
      double t = (double) to - from;
      sum += t * t * t - t;
      from = to;
    }
    return sum;
  }

  /** The chance of more than chi2; the upper tail itself, so that small ones are exact. */
  private static double ofChi2(double chi2, int freedom) {
    return Gamma.regularizedGammaQ(freedom / 2.0, chi2 / 2);
  }

  /** The chance of more than F. */
  private static double ofF(double f, int above, int below) {
    return Double.isInfinite(f)
        ? 0
        : Beta.regularizedBeta(below / (below + above * f), below / 2.0, above / 2.0);
  }

  /** The critical difference of k average ranks over n blocks at the level 0.05. */
  static double critical(int k, int n) {
    return q(k) * Math.sqrt(k * (k + 1) / (6.0 * n));
  }

  /** Demsar's q_0.05, the quantile of the studentized range over the square root of 2. */
  static double q(int k) {
    return StudentizedRange.quantile(1 - LEVEL, k) / Math.sqrt(2);
  }

  /** The treatments from the best average rank on; of equal ones the first. */
  public int[] order() {
    Integer[] order = new Integer[ranks.length];
    Arrays.setAll(order, j -> j);
    Arrays.sort(order, Comparator.comparingDouble(j -> ranks[j]));
    return Arrays.stream(order).mapToInt(Integer::intValue).toArray();
  }

  /**
   * Groups of treatments between which no difference is seen, as the first and the last place in
   * {@link #order}; groups within others and single treatments are left out.
   */
  public List<int[]> groups() {
    int[] order = order();
    List<int[]> groups = new ArrayList<>();
    int reached = 0;
    for (int from = 0; from < order.length; from++) {
      int to = from;
      while (to + 1 < order.length && ranks[order[to + 1]] - ranks[order[from]] < difference) {
        to++;
      }
      if (to > from && to > reached) {
        groups.add(new int[] {from, to});
        reached = to;
      }
    }
    return groups;
  }
}
