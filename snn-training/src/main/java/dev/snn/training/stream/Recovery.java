package dev.snn.training.stream;

import dev.snn.api.learning.SavedState;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * What known drifts cost: the accuracy on the {@code window} samples before one, on as many from it
 * on, and the samples from it on until those of a whole window since then are predicted as well as
 * those before it were. Where that never happens it is all samples until the next drift or the end.
 */
final class Recovery {
  private final List<Integer> drifts;

  /** Whether each of the last samples was predicted right. */
  private final boolean[] right;

  private double hits;
  private int seen;
  private int passed;

  /** Of each drift: accuracy before, after, samples to recover; NaN where not known yet. */
  private final double[][] found;

  Recovery(List<Integer> drifts, int window) {
    this.drifts = drifts;
    right = new boolean[window];
    found = new double[drifts.size()][];
    for (int k = 0; k < found.length; k++) {
      found[k] = new double[] {Double.NaN, Double.NaN, Double.NaN};
    }
  }

  /** Takes the next sample of the test split. */
  void add(boolean isRight) {
    if (passed < drifts.size() && seen == drifts.get(passed)) {
      found[passed][0] = hits / Math.min(seen, right.length);
      passed++;
    }
    int place = seen % right.length;
    hits += (isRight ? 1 : 0) - (seen >= right.length && right[place] ? 1 : 0);
    right[place] = isRight;
    seen++;
    if (passed > 0) {
      after(found[passed - 1], seen - drifts.get(passed - 1));
    }
  }

  private void after(double[] drift, int since) {
    double accuracy = hits / right.length;
    if (since == right.length) {
      drift[1] = accuracy;
    }
    if (since >= right.length && Double.isNaN(drift[2]) && accuracy >= drift[0]) {
      drift[2] = since;
    }
  }

  /** Adds the means over all drifts to the scores. */
  void scores(Map<String, Double> scores) {
    if (drifts.isEmpty()) {
      return;
    }
    put(scores, "accuracy_before", 0);
    put(scores, "accuracy_after", 1);
    double sum = 0;
    for (int k = 0; k < passed; k++) {
      int end = k + 1 < passed ? drifts.get(k + 1) : seen;
      sum += Double.isNaN(found[k][2]) ? end - drifts.get(k) : found[k][2];
    }
    scores.put("recovery", sum / passed);
  }

  private void put(Map<String, Double> scores, String name, int value) {
    double mean =
        Arrays.stream(found)
            .mapToDouble(drift -> drift[value])
            .filter(Double::isFinite)
            .average()
            .orElse(Double.NaN);
    if (Double.isFinite(mean)) {
      scores.put(name, mean);
    }
  }

  SavedState state() {
    float[][] last = new float[right.length][1];
    for (int k = 0; k < last.length; k++) {
      last[k][0] = right[k] ? 1 : 0;
    }
    SavedState state =
        new SavedState()
            .put("right", last)
            .put("hits", hits)
            .put("seen", seen)
            .put("passed", passed);
    for (int k = 0; k < found.length; k++) {
      state.putDoubles("drift" + k, found[k]);
    }
    return state;
  }

  void restore(SavedState state) {
    float[][] last = new float[right.length][1];
    state.copyTo("right", last);
    for (int k = 0; k < last.length; k++) {
      right[k] = last[k][0] == 1;
    }
    hits = state.number("hits");
    seen = (int) state.number("seen");
    passed = (int) state.number("passed");
    for (int k = 0; k < found.length; k++) {
      System.arraycopy(state.doubles("drift" + k, 3), 0, found[k], 0, 3);
    }
  }
}
