package dev.snn.api.metric;

import dev.snn.api.learning.SavedState;
import java.util.LinkedHashMap;
import java.util.Map;

/** Named means over examples, summed in the order in which batches come. */
public final class Means {
  private final Map<String, double[]> sums = new LinkedHashMap<>();

  /** The sums so far, in their order. */
  public SavedState state() {
    SavedState state = new SavedState();
    sums.forEach((name, sum) -> state.put("sum " + name, sum[0]).put("count " + name, sum[1]));
    return state;
  }

  /** Means that go on from a state. */
  public static Means of(SavedState state) {
    Means means = new Means();
    String sum = "sum ";
    for (String key : state.numbers().keySet()) {
      if (key.startsWith(sum)) {
        String name = key.substring(sum.length());
        means.sums.put(name, new double[] {state.number(key), state.number("count " + name)});
      }
    }
    return means;
  }

  /** Adds the mean of a batch of {@code n} examples. */
  public void add(String name, double mean, int n) {
    double[] sum = sums.computeIfAbsent(name, key -> new double[2]);
    sum[0] += mean * n;
    sum[1] += n;
  }

  /** The mean; NaN where nothing was added. */
  public double get(String name) {
    double[] sum = sums.get(name);
    return sum == null ? Double.NaN : sum[0] / sum[1];
  }

  /** All means whose name starts with a prefix, without it. */
  public Map<String, Double> startingWith(String prefix) {
    Map<String, Double> means = new LinkedHashMap<>();
    for (String name : sums.keySet()) {
      if (name.startsWith(prefix)) {
        means.put(name.substring(prefix.length()), get(name));
      }
    }
    return means;
  }
}
