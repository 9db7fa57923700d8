package dev.snn.engine.doctor;

import dev.snn.api.data.Samples;
import java.util.ArrayList;
import java.util.List;

/** Predictions that know how often each class comes, or the mean of the targets, and no example. */
final class Constants {
  /** Stands for the share of a class that does not come at all. */
  private static final double NEVER = 1e-3;

  private Constants() {}

  /**
   * Scores that do not depend on the example: zero; the shares of the classes and their logarithms;
   * the mean target and its logit.
   */
  static List<float[]> of(Samples samples, int size) {
    List<float[]> all = new ArrayList<>();
    all.add(new float[size]);
    double[] mean = new double[size];
    if (samples.targets() != null) {
      for (float[] target : samples.targets()) {
        for (int c = 0; c < Math.min(size, target.length); c++) {
          mean[c] += (double) target[c] / samples.size();
        }
      }
    } else {
      shares(samples, mean);
    }
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

  private static void shares(Samples samples, double[] mean) {
    long count = 0;
    if (samples.labels() != null) {
      for (int label : samples.labels()) {
        count += add(mean, label);
      }
    }
    if (samples.stepLabels() != null) {
      for (int[] steps : samples.stepLabels()) {
        for (int label : steps) {
          count += add(mean, label);
        }
      }
    }
    for (int c = 0; c < mean.length; c++) {
      mean[c] /= Math.max(1, count);
    }
  }

  private static int add(double[] mean, int label) {
    if (label < 0 || label >= mean.length) {
      return 0;
    }
    mean[label]++;
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
