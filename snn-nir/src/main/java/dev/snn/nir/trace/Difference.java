package dev.snn.nir.trace;

import java.util.ArrayList;
import java.util.List;

/**
 * How a node of a trace differs from the same node of another.
 *
 * @param node its name
 * @param first the first step at which spikes differ; -1 where none does
 * @param spikes of the trace, in all
 * @param gained spikes that the reference has not at that step and line
 * @param lost spikes that only the reference has
 * @param rms root mean square of the difference of membranes; NaN where one has none
 */
public record Difference(String node, int first, long spikes, long gained, long lost, double rms) {

  /**
   * The differences of the nodes that both have, in the order of the reference, over the steps that
   * both have.
   */
  public static List<Difference> of(Trace trace, Trace reference) {
    List<Difference> all = new ArrayList<>();
    for (String node : reference.nodes()) {
      if (trace.nodes().contains(node)) {
        all.add(of(node, trace, reference));
      }
    }
    return all;
  }

  private static Difference of(String node, Trace trace, Trace reference) {
    int first = -1;
    long spikes = 0;
    long gained = 0;
    long lost = 0;
    double[][] a = trace.series().get(node + Trace.SPIKES);
    double[][] b = reference.series().get(node + Trace.SPIKES);
    for (int t = 0; a != null && t < a.length; t++) {
      for (int n = 0; n < a[t].length; n++) {
        long here = Math.round(a[t][n]);
        spikes += here;
        if (b != null && t < b.length && n < b[t].length) {
          long there = Math.round(b[t][n]);
          gained += Math.max(0, here - there);
          lost += Math.max(0, there - here);
          first = here != there && first < 0 ? t : first;
        }
      }
    }
    return new Difference(node, first, spikes, gained, lost, rms(node, trace, reference));
  }

  private static double rms(String node, Trace trace, Trace reference) {
    double[][] a = trace.series().get(node + Trace.V);
    double[][] b = reference.series().get(node + Trace.V);
    if (a == null || b == null) {
      return Double.NaN;
    }
    double sum = 0;
    long count = 0;
    for (int t = 0; t < Math.min(a.length, b.length); t++) {
      for (int n = 0; n < Math.min(a[t].length, b[t].length); n++) {
        double d = a[t][n] - b[t][n];
        sum += d * d;
        count++;
      }
    }
    return Math.sqrt(sum / count);
  }
}
