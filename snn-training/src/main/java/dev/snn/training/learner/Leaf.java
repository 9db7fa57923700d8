package dev.snn.training.learner;

import java.util.Arrays;

/**
 * A leaf of a {@link HoeffdingTree}: how many samples of each class, and a Gaussian of each value.
 */
final class Leaf {
  /**
   * Samples since the last look for a split, right ones of the most frequent class, of Bayes;
   * samples of all classes.
   */
  private static final int COUNTERS = 4;

  private static final int WAITED = 0;
  private static final int MAJORITY = 1;
  private static final int BAYES = 2;
  private static final int SEEN = 3;

  private final int inputs;
  private final int classes;

  /**
   * Share of a value's variance over all classes that Bayes adds to its variance in a class. Each
   * value has its own: those of small range are heard beside those of a large one.
   */
  private static final double SMOOTHING = 1e-9;

  /**
   * Counters; by class the samples with those expected from the parent, and without; by value the
   * smallest and the largest; by class and value means and sums of squared deviations, in the last
   * row those of all classes.
   */
  private final double[] numbers;

  private final int countsAt = COUNTERS;
  private final int seenAt;
  private final int lowAt;
  private final int highAt;
  private final int meansAt;
  private final int squaresAt;

  /**
   * A leaf without samples.
   *
   * @param expected samples of each class that its parent expects in it
   */
  Leaf(int inputs, double[] expected) {
    this.inputs = inputs;
    classes = expected.length;
    seenAt = countsAt + classes;
    lowAt = seenAt + classes;
    highAt = lowAt + inputs;
    meansAt = highAt + inputs;
    squaresAt = meansAt + (classes + 1) * inputs;
    numbers = new double[size(inputs, classes)];
    System.arraycopy(expected, 0, numbers, countsAt, classes);
    Arrays.fill(numbers, lowAt, highAt, Double.POSITIVE_INFINITY);
    Arrays.fill(numbers, highAt, meansAt, Double.NEGATIVE_INFINITY);
  }

  /** Numbers that a leaf keeps. */
  static int size(int inputs, int classes) {
    return COUNTERS + 2 * classes + 2 * inputs + 2 * (classes + 1) * inputs;
  }

  double[] numbers() {
    return numbers;
  }

  void set(double[] saved) {
    System.arraycopy(saved, 0, numbers, 0, numbers.length);
  }

  /** Samples, with those expected from the parent. */
  double samples() {
    double sum = 0;
    for (int c = 0; c < classes; c++) {
      sum += numbers[countsAt + c];
    }
    return sum;
  }

  int predict(float[] x, HoeffdingTree.Prediction prediction) {
    boolean bayes =
        switch (prediction) {
          case MAJORITY -> false;
          case BAYES -> true;
          case ADAPTIVE -> numbers[BAYES] > numbers[MAJORITY];
        };
    return bayes ? bayes(x) : majority();
  }

  private int majority() {
    int best = 0;
    for (int c = 1; c < classes; c++) {
      best = numbers[countsAt + c] > numbers[countsAt + best] ? c : best;
    }
    return best;
  }

  /**
   * Naive Bayes over classes of which at least two samples were seen; without any the majority. A
   * value that was the same in a class speaks against it where it is another one, and says nothing
   * where it was the same in all.
   */
  private int bayes(float[] x) {
    int best = -1;
    double highest = Double.NEGATIVE_INFINITY;
    int all = squaresAt + classes * inputs;
    double added = SMOOTHING / numbers[SEEN];
    for (int c = 0; c < classes; c++) {
      double n = numbers[seenAt + c];
      if (n < 2) {
        continue;
      }
      double score = Math.log(numbers[countsAt + c]);
      int at = c * inputs;
      for (int k = 0; k < inputs; k++) {
        double variance = numbers[squaresAt + at + k] / (n - 1) + added * numbers[all + k];
        if (variance > 0) {
          double d = x[k] - numbers[meansAt + at + k];
          score -= (Math.log(2 * Math.PI * variance) + d * d / variance) / 2;
        }
      }
      if (best < 0 || score > highest) {
        best = c;
        highest = score;
      }
    }
    return best < 0 ? majority() : best;
  }

  void learn(float[] x, int label, HoeffdingTree.Prediction prediction) {
    if (prediction == HoeffdingTree.Prediction.ADAPTIVE) {
      numbers[MAJORITY] += majority() == label ? 1 : 0;
      numbers[BAYES] += bayes(x) == label ? 1 : 0;
    }
    numbers[WAITED]++;
    numbers[countsAt + label]++;
    for (int k = 0; k < inputs; k++) {
      numbers[lowAt + k] = Math.min(numbers[lowAt + k], x[k]);
      numbers[highAt + k] = Math.max(numbers[highAt + k], x[k]);
    }
    add(label, ++numbers[seenAt + label], x);
    add(classes, ++numbers[SEEN], x);
  }

  private void add(int row, double n, float[] x) {
    int at = row * inputs;
    for (int k = 0; k < inputs; k++) {
      double d = x[k] - numbers[meansAt + at + k];
      numbers[meansAt + at + k] += d / n;
      numbers[squaresAt + at + k] += d * (x[k] - numbers[meansAt + at + k]);
    }
  }

  /** True each time so many samples of more than one class have come; then counts anew. */
  boolean isDue(int grace) {
    if (numbers[WAITED] < grace) {
      return false;
    }
    numbers[WAITED] = 0;
    int present = 0;
    for (int c = 0; c < classes; c++) {
      present += numbers[seenAt + c] > 0 ? 1 : 0;
    }
    return present > 1;
  }

  /**
   * A split.
   *
   * @param low samples of each class expected at or below the threshold
   * @param gain of information, bits
   */
  record Cut(int input, double threshold, double[] low, double[] high, double gain) {}

  /**
   * The split that the bound allows; null where there is none yet.
   *
   * @see HoeffdingTree
   */
  Cut split(HoeffdingTree.Config config) {
    Cut best = null;
    double second = 0;
    for (int n = 0; n < inputs; n++) {
      Cut cut = cut(n, config.bins());
      if (cut == null) {
        continue;
      }
      if (best == null || cut.gain() > best.gain()) {
        second = best == null ? second : Math.max(second, best.gain());
        best = cut;
      } else {
        second = Math.max(second, cut.gain());
      }
    }
    if (best == null || best.gain() <= 0) {
      return null;
    }
    double range = Math.log(classes) / Math.log(2);
    double bound = Math.sqrt(range * range * Math.log(1 / config.delta()) / (2 * samples()));
    return best.gain() - second > bound || bound < config.tie() ? best : null;
  }

  /** The best split by a value; null where it is constant. */
  private Cut cut(int input, int bins) {
    double from = numbers[lowAt + input];
    double to = numbers[highAt + input];
    Cut best = null;
    double before = entropy(Arrays.copyOfRange(numbers, seenAt, seenAt + classes));
    for (int k = 1; k <= bins && from < to; k++) {
      double threshold = from + (to - from) * k / (bins + 1);
      Cut cut = at(input, threshold, before);
      best = best == null || cut.gain() > best.gain() ? cut : best;
    }
    return best;
  }

  private Cut at(int input, double threshold, double before) {
    double[] low = new double[classes];
    double[] high = new double[classes];
    double lows = 0;
    double all = 0;
    for (int c = 0; c < classes; c++) {
      double n = numbers[seenAt + c];
      low[c] = n * below(c, input, threshold);
      high[c] = n - low[c];
      lows += low[c];
      all += n;
    }
    double after = lows / all * entropy(low) + (1 - lows / all) * entropy(high);
    return new Cut(input, threshold, low, high, before - after);
  }

  /** Share of a class whose value is at or below a threshold, by its Gaussian. */
  private double below(int c, int input, double threshold) {
    double mean = numbers[meansAt + c * inputs + input];
    double n = numbers[seenAt + c];
    double variance = n < 2 ? 0 : numbers[squaresAt + c * inputs + input] / (n - 1);
    return variance > 0
        ? Normal.below((threshold - mean) / Math.sqrt(variance))
        : mean <= threshold ? 1 : 0;
  }

  /** Bits; 0 of nothing. */
  private static double entropy(double[] counts) {
    double sum = 0;
    for (double count : counts) {
      sum += count;
    }
    double bits = 0;
    for (double count : counts) {
      if (count > 0) {
        double p = count / sum;
        bits -= p * Math.log(p) / Math.log(2);
      }
    }
    return bits;
  }
}
