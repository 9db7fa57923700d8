package dev.snn.training.layerwise;

import dev.snn.api.parallel.Parallel;
import dev.snn.api.procedure.Measure;
import dev.snn.api.procedure.Series;
import dev.snn.api.tensor.Spikes;
import dev.snn.training.readout.SpikeRow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/**
 * What a readout says if inference stops early: after 1, 2, ... steps, the same for all examples,
 * or with the step in which an example's first output spike comes. It is the readout that was
 * fitted to whole examples; it decides from the spikes seen until then, a line without one having
 * the value 0. Operations are the weights that the spikes of all layers until then add; a step is
 * run to its end. An example without any output spike is run to its end.
 */
final class EarlyDecision {
  private static final Measure ACCURACY = new Measure("accuracy_at_first_spike", "fraction", true);
  private static final Measure OPERATIONS =
      new Measure("operations_at_first_spike", "operations", false);

  /** What {@link #atFirstSpike} has. */
  static final List<Measure> MEASURES = List.of(ACCURACY, OPERATIONS);

  private final int steps;
  private final int[][] costs;
  private final boolean costsAreKnown;
  private final ToIntFunction<SpikeRow> readout;
  private final double[] right;
  private final double[] operations;
  private double rightAtSpike;
  private double operationsAtSpike;
  private long examples;

  /**
   * Nothing counted yet.
   *
   * @param costs of each layer the weights that a spike of each of its input lines adds; null where
   *     a layer does not say
   * @param readout the class of a row
   */
  EarlyDecision(int steps, int[][] costs, ToIntFunction<SpikeRow> readout) {
    this.steps = steps;
    this.costs = costs;
    this.costsAreKnown = Arrays.stream(costs).allMatch(line -> line != null);
    this.readout = readout;
    this.right = new double[steps];
    this.operations = new double[steps];
  }

  /**
   * What there is of an example after each step.
   *
   * @param predicted the class said
   * @param operations until then
   * @param decided the step of the first output spike, the last one where there is none
   */
  private record Course(int[] predicted, long[] operations, int decided) {}

  /**
   * Counts a batch.
   *
   * @param through the input of each layer, and the output of the last one
   */
  void add(List<Spikes> through, int[] labels, Parallel parallel) {
    Course[] courses = new Course[labels.length];
    parallel.forEach(courses.length, b -> courses[b] = course(through, b));
    for (int b = 0; b < courses.length; b++) {
      Course one = courses[b];
      for (int t = 0; t < steps; t++) {
        right[t] += one.predicted()[t] == labels[b] ? 1 : 0;
        operations[t] += one.operations()[t];
      }
      rightAtSpike += one.predicted()[one.decided()] == labels[b] ? 1 : 0;
      operationsAtSpike += one.operations()[one.decided()];
    }
    examples += courses.length;
  }

  private Course course(List<Spikes> through, int b) {
    SpikeRow row = SpikeRow.of(through.get(through.size() - 1), b);
    int[] predicted = new int[steps];
    long[] sums = new long[steps];
    int decided = steps - 1;
    for (int t = steps - 1; t >= 0; t--) {
      boolean news = row.ends()[t + 1] > row.ends()[t];
      decided = news ? t : decided;
    }
    for (int t = 0; t < steps; t++) {
      boolean news = t == 0 || row.ends()[t + 1] > row.ends()[t];
      predicted[t] = news ? readout.applyAsInt(row.until(t + 1)) : predicted[t - 1];
      sums[t] = (t == 0 ? 0 : sums[t - 1]) + operations(through, b, t);
    }
    return new Course(predicted, sums, decided);
  }

  private long operations(List<Spikes> through, int b, int t) {
    long[] sum = new long[1];
    for (int k = 0; k < costs.length && costsAreKnown; k++) {
      int[] lines = costs[k];
      through.get(k).forEach(t, b, (line, spikes) -> sum[0] += lines[line]);
    }
    return sum[0];
  }

  /** Accuracy and, where they are known, operations per example after each step. */
  List<Series> series() {
    List<Series> series = new ArrayList<>();
    series.add(Series.counted("accuracy_by_step", "fraction", "step", perExample(right)));
    if (costsAreKnown) {
      series.add(
          Series.counted("operations_by_step", "operations", "step", perExample(operations)));
    }
    return series;
  }

  private double[] perExample(double[] sums) {
    return Arrays.stream(sums).map(sum -> sum / examples).toArray();
  }

  /** The same where each example ends with its first output spike. */
  Map<String, Double> atFirstSpike() {
    Map<String, Double> values = new LinkedHashMap<>();
    values.put(ACCURACY.name(), rightAtSpike / examples);
    if (costsAreKnown) {
      values.put(OPERATIONS.name(), operationsAtSpike / examples);
    }
    return values;
  }
}
