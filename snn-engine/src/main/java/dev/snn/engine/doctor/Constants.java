package dev.snn.engine.doctor;

import dev.snn.api.data.Dataset;
import dev.snn.api.data.Samples;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Predictions that know how often each class comes in a training split, or the mean of its targets,
 * and no example.
 */
final class Constants {
  /** Examples, evenly over the split, that they are made of. */
  static final int EXAMPLES = 512;

  /** Stands for the share of a class that does not come at all. */
  private static final double NEVER = 1e-3;

  private static final int AT_A_TIME = 32;

  private Constants() {}

  /**
   * Scores that do not depend on the example: zero; the shares of the classes and their logarithms;
   * the mean target and its logit.
   *
   * @param size number of scores
   */
  static List<float[]> of(Dataset.Split split, int size) {
    List<float[]> all = new ArrayList<>();
    all.add(new float[size]);
    double[] mean = mean(split, Patient.spread(split, EXAMPLES), size);
    all.add(map(mean, x -> x));
    all.add(map(mean, x -> Math.log(Math.max(x, NEVER))));
    all.add(
        map(
            mean,
            x -> {
              double p = Math.min(1 - NEVER, Math.max(x, NEVER));
              return Math.log(p / (1 - p));
            }));
    return all;
  }

  private static double[] mean(Dataset.Split split, int[] indices, int size) {
    double[] sums = new double[size];
    long count = 0;
    for (int from = 0; from < indices.length; from += AT_A_TIME) {
      int to = Math.min(from + AT_A_TIME, indices.length);
      count += add(split.gather(Arrays.copyOfRange(indices, from, to)), sums);
    }
    for (int c = 0; c < size; c++) {
      sums[c] /= Math.max(1, count);
    }
    return sums;
  }

  /** Adds targets or classes; returns how many. */
  private static long add(Samples samples, double[] sums) {
    if (samples.targets() != null) {
      for (float[] target : samples.targets()) {
        for (int c = 0; c < Math.min(sums.length, target.length); c++) {
          sums[c] += target[c];
        }
      }
      return samples.size();
    }
    long count = 0;
    if (samples.labels() != null) {
      for (int label : samples.labels()) {
        count += add(sums, label);
      }
    }
    if (samples.stepLabels() != null) {
      for (int[] steps : samples.stepLabels()) {
        for (int label : steps) {
          count += add(sums, label);
        }
      }
    }
    return count;
  }

  private static int add(double[] sums, int label) {
    if (label < 0 || label >= sums.length) {
      return 0;
    }
    sums[label]++;
    return 1;
  }

  private interface Function {
    double of(double x);
  }

  private static float[] map(double[] values, Function f) {
    float[] scores = new float[values.length];
    for (int c = 0; c < scores.length; c++) {
      scores[c] = (float) f.of(values[c]);
    }
    return scores;
  }
}
