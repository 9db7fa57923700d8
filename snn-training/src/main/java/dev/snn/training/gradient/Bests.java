package dev.snn.training.gradient;

import dev.snn.api.metric.Metric;
import dev.snn.api.procedure.Epoch;
import dev.snn.api.procedure.Run;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Test scores of other epochs than the last: what validation would have chosen, and the best on the
 * test split, which chooses by what it reports and is printed by many papers.
 */
final class Bests {
  private Bests() {}

  /** The scores by name, of the epochs reported so far and this one. */
  static Map<String, Double> of(Run run, Epoch last) {
    Map.Entry<String, Metric> first = run.metrics().entrySet().iterator().next();
    String metric = first.getKey();
    double sign = first.getValue().higherIsBetter() ? 1 : -1;
    List<Epoch> epochs = new ArrayList<>(run.epochs());
    epochs.add(last);
    Map<String, Double> values = new LinkedHashMap<>();
    double chosenBy = Double.NEGATIVE_INFINITY;
    double best = Double.NEGATIVE_INFINITY;
    for (Epoch epoch : epochs) {
      Double test = epoch.scores().getOrDefault("test", Map.of()).get(metric);
      Double validation = epoch.scores().getOrDefault("validation", Map.of()).get(metric);
      if (test == null) {
        continue;
      }
      if (validation != null && sign * validation > chosenBy) {
        chosenBy = sign * validation;
        values.put(metric + "_by_validation", test);
      }
      if (sign * test > best) {
        best = sign * test;
        values.put(metric + "_best_on_test", test);
      }
    }
    return values;
  }
}
