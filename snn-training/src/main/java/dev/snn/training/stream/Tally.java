package dev.snn.training.stream;

import java.util.Arrays;

/**
 * How predictions agree with classes:
 *
 * <pre>
 *   accuracy = p0
 *   kappa          = (p0 - pc)/(1 - pc)   pc: as frequent classes and predictions, but by chance
 *   kappa-temporal = (p0 - pt)/(1 - pt)   pt: accuracy of the last known class
 *   kappa-m        = (p0 - pm)/(1 - pm)   pm: accuracy of the most frequent known class
 * </pre>
 *
 * <p>Cohen 1960, doi:10.1177/001316446002000104; Zliobaite et al. 2015,
 * doi:10.1007/s10994-014-5441-4; Bifet et al. 2015, doi:10.1145/2783258.2783372. NaN where the
 * other one is always right.
 */
final class Tally {
  /** Numbers before the counts of classes. */
  private static final int SUMS = 4;

  private final int classes;

  /**
   * Samples, right ones, those of the last class, those of the most frequent one; then by class.
   */
  private final double[] counts;

  Tally(int classes) {
    this.classes = classes;
    counts = new double[SUMS + 2 * classes];
  }

  void add(int label, int predicted, int last, int mostFrequent) {
    counts[0]++;
    counts[1] += label == predicted ? 1 : 0;
    counts[2] += label == last ? 1 : 0;
    counts[3] += label == mostFrequent ? 1 : 0;
    counts[SUMS + label]++;
    counts[SUMS + classes + predicted]++;
  }

  double samples() {
    return counts[0];
  }

  double accuracy() {
    return counts[1] / counts[0];
  }

  double kappa() {
    double chance = 0;
    for (int c = 0; c < classes; c++) {
      chance += counts[SUMS + c] / counts[0] * (counts[SUMS + classes + c] / counts[0]);
    }
    return above(chance);
  }

  double kappaTemporal() {
    return above(counts[2] / counts[0]);
  }

  double kappaM() {
    return above(counts[3] / counts[0]);
  }

  private double above(double other) {
    return other == 1 ? Double.NaN : (accuracy() - other) / (1 - other);
  }

  void clear() {
    Arrays.fill(counts, 0);
  }

  /** All counts; those in use. */
  double[] counts() {
    return counts;
  }
}
