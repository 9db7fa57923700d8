package dev.snn.training.gradient;

import dev.snn.api.layer.Parameter;
import dev.snn.api.learning.SavedState;
import dev.snn.api.procedure.Epoch;
import dev.snn.api.procedure.Series;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How many of the prunable weights are there after each epoch: {@code connectivity}, the share with
 * {@code |w| >= 1e-10}; {@code regrown}, how many of these were not there at the end of the epoch
 * before; and the share of each weight in the order of the layers.
 */
final class Connectivity {
  private static final float LEAST = 1e-10f;

  private final List<Parameter> weights;

  /** 1 where a weight was there at the end of the last epoch. */
  private final float[][][] before;

  private long regrown;

  /** Begins with the weights there are. */
  Connectivity(List<Parameter> weights) {
    this.weights = weights;
    this.before = new float[weights.size()][][];
    for (int k = 0; k < before.length; k++) {
      float[][] rows = weights.get(k).value();
      before[k] = new float[rows.length][];
      for (int r = 0; r < rows.length; r++) {
        before[k][r] = new float[rows[r].length];
        look(rows[r], before[k][r]);
      }
    }
  }

  SavedState state() {
    SavedState state = new SavedState();
    for (int k = 0; k < before.length; k++) {
      state.put("before/" + weights.get(k).name(), before[k]);
    }
    return state;
  }

  void restore(SavedState state) {
    for (int k = 0; k < before.length; k++) {
      state.copyTo("before/" + weights.get(k).name(), before[k]);
    }
  }

  /** Marks what is there; counts what was not before. */
  private static long look(float[] values, float[] before) {
    long grown = 0;
    for (int j = 0; j < values.length; j++) {
      float now = Math.abs(values[j]) >= LEAST ? 1 : 0;
      grown += now > before[j] ? 1 : 0;
      before[j] = now;
    }
    return grown;
  }

  private static long count(float[][] marks) {
    long count = 0;
    for (float[] row : marks) {
      for (float mark : row) {
        count += (long) mark;
      }
    }
    return count;
  }

  /** Looks at the weights at the end of an epoch. */
  void look() {
    regrown = 0;
    for (int k = 0; k < before.length; k++) {
      float[][] rows = weights.get(k).value();
      for (int r = 0; r < rows.length; r++) {
        regrown += look(rows[r], before[k][r]);
      }
    }
  }

  /** The epoch with what was last seen. */
  Epoch with(Epoch epoch) {
    double[] shares = new double[before.length];
    long there = 0;
    long all = 0;
    for (int k = 0; k < before.length; k++) {
      long count = count(before[k]);
      shares[k] = (double) count / weights.get(k).count();
      there += count;
      all += weights.get(k).count();
    }
    Map<String, Map<String, Double>> scores = new LinkedHashMap<>(epoch.scores());
    Map<String, Double> test = new LinkedHashMap<>(scores.getOrDefault("test", Map.of()));
    test.put("connectivity", (double) there / all);
    test.put("regrown", (double) regrown);
    scores.put("test", test);
    List<Series> series = new ArrayList<>(epoch.series());
    series.add(Series.counted("connectivity_by_weight", "fraction", "weight", shares));
    return GradientTraining.with(epoch, scores, series);
  }
}
