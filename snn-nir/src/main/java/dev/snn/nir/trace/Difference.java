package dev.snn.nir.trace;

import dev.snn.api.plugin.UserError;
import java.util.ArrayList;
import java.util.List;

/**
 * How a node of a trace differs from the same node of another.
 *
 * @param node its name
 * @param steps that were compared: those that both have
 * @param of steps of the longer one
 * @param first the first step at which spikes differ; -1 where none does
 * @param spikes of the trace, in all; -1 where it has no series of spikes
 * @param expected spikes of the reference in all; -1 where it has no series of spikes
 * @param gained spikes that the reference has not at that step and line
 * @param lost spikes that only the reference has
 * @param rms root mean square of the difference of membranes; NaN where one has none
 */
public record Difference(
    String node,
    int steps,
    int of,
    int first,
    long spikes,
    long expected,
    long gained,
    long lost,
    double rms) {

  /**
   * The differences of the nodes that both have, in the order of the reference, over the steps that
   * both have.
   *
   * @throws UserError where a node has other lines in one than in the other, or neither has one of
   *     the other's nodes
   */
  public static List<Difference> of(Trace trace, Trace reference) {
    List<Difference> all = new ArrayList<>();
    for (String node : reference.nodes()) {
      if (trace.nodes().contains(node)) {
        all.add(of(node, trace, reference));
      }
    }
    if (all.isEmpty()) {
      throw new UserError(
          "%s has none of the nodes of %s (%s), so that there is nothing to compare."
              .formatted(trace.name(), reference.name(), String.join(", ", reference.nodes())));
    }
    return all;
  }

  /** The nodes of the reference that a trace has not, so that nothing is said of them. */
  public static List<String> missing(Trace trace, Trace reference) {
    List<String> missing = new ArrayList<>(reference.nodes());
    missing.removeAll(trace.nodes());
    return missing;
  }

  /** Whether both say when they fire. */
  public boolean hasSpikes() {
    return spikes >= 0 && expected >= 0;
  }

  /** What the numbers do not say; empty where they say all. */
  public String note() {
    List<String> notes = new ArrayList<>();
    if (steps > 0 && steps < of) {
      notes.add("%d of %d steps are compared, one has no more".formatted(steps, of));
    }
    if (spikes == 0 && expected == 0) {
      notes.add("neither has a spike, so that there is none to compare");
    } else if (!hasSpikes()) {
      notes.add(
          spikes < 0 && expected < 0
              ? "neither has a series of spikes to compare"
              : "one has no series of spikes to compare");
    }
    if (Double.isNaN(rms) && !hasSpikes()) {
      notes.add("and no membranes that both have: nothing is compared");
    }
    return String.join("; ", notes);
  }

  private static Difference of(String node, Trace trace, Trace reference) {
    double[][] a = trace.series().get(node + Trace.SPIKES);
    double[][] b = reference.series().get(node + Trace.SPIKES);
    double[][] v = trace.series().get(node + Trace.V);
    double[][] w = reference.series().get(node + Trace.V);
    alike(node + Trace.SPIKES, trace, a, reference, b);
    alike(node + Trace.V, trace, v, reference, w);
    int first = -1;
    long gained = 0;
    long lost = 0;
    for (int t = 0; t < common(a, b); t++) {
      for (int n = 0; n < a[t].length; n++) {
        long here = Math.round(a[t][n]);
        long there = Math.round(b[t][n]);
        gained += Math.max(0, here - there);
        lost += Math.max(0, there - here);
        first = here != there && first < 0 ? t : first;
      }
    }
    boolean spiking = a != null && b != null;
    return new Difference(
        node,
        spiking ? common(a, b) : common(v, w),
        spiking ? Math.max(a.length, b.length) : Math.max(length(v), length(w)),
        first,
        total(a),
        total(b),
        gained,
        lost,
        rms(v, w));
  }

  private static void alike(String key, Trace trace, double[][] a, Trace reference, double[][] b) {
    if (a != null && b != null && a[0].length != b[0].length) {
      throw new UserError(
          "'%s' has %d lines in %s and %d in %s, so that they cannot be compared."
              .formatted(key, a[0].length, trace.name(), b[0].length, reference.name()));
    }
  }

  private static int length(double[][] rows) {
    return rows == null ? 0 : rows.length;
  }

  private static int common(double[][] a, double[][] b) {
    return Math.min(length(a), length(b));
  }

  private static long total(double[][] spikes) {
    long sum = spikes == null ? -1 : 0;
    for (int t = 0; t < length(spikes); t++) {
      for (double each : spikes[t]) {
        sum += Math.round(each);
      }
    }
    return sum;
  }

  private static double rms(double[][] a, double[][] b) {
    double sum = 0;
    long count = 0;
    for (int t = 0; t < common(a, b); t++) {
      for (int n = 0; n < a[t].length; n++) {
        double d = a[t][n] - b[t][n];
        sum += d * d;
        count++;
      }
    }
    return count == 0 ? Double.NaN : Math.sqrt(sum / count);
  }
}
