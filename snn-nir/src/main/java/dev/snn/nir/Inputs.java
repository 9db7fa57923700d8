package dev.snn.nir;

import dev.snn.api.plugin.UserError;
import dev.snn.api.tensor.Tensor;
import dev.snn.nir.graph.NirArray;
import dev.snn.nir.run.NirNetwork;
import dev.snn.nir.trace.Trace;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What goes into a network by name. The series of the only Input is named {@code input}, or as the
 * node is; of several Inputs each has the name of its node.
 */
public final class Inputs {
  private Inputs() {}

  /**
   * The lines of all Inputs, one after the other in the order of their names, {@code [T][N]}.
   *
   * @param source of the series, for error texts
   */
  public static double[][] of(NirNetwork network, String source, Map<String, double[][]> series) {
    List<String> names = network.inputs();
    if (names.size() == 1) {
      String key = series.containsKey(Trace.INPUT) ? Trace.INPUT : names.get(0);
      if (!series.containsKey(key)) {
        throw new UserError(
            "%s has the series %s, and none named 'input' to run the network on; name columns or an array so."
                .formatted(source, shown(series.keySet())));
      }
      return fitting(source, names.get(0), network, series.get(key));
    }
    double[][] all = null;
    for (String name : names) {
      if (!series.containsKey(name)) {
        throw new UserError(
            "%s has nothing for the Input '%s': the network has %s, and each needs columns or an array of its name, as %s[0], or a file, as --input %s=FILE."
                .formatted(source, name, lines(network), name, name));
      }
      double[][] rows = fitting(source, name, network, series.get(name));
      if (all != null && all.length != rows.length) {
        throw new UserError(
            "%s has %d steps for the Input '%s' and %d for another; give as many for each."
                .formatted(source, rows.length, name, all.length));
      }
      all = all == null ? rows : beside(all, rows);
    }
    return all;
  }

  private static double[][] fitting(
      String source, String name, NirNetwork network, double[][] rows) {
    int lines = NirArray.size(network.shape(name));
    if (rows[0].length != lines) {
      throw new UserError(
          "%s has %d values in a step for the Input '%s', which takes %d lines (%s)."
              .formatted(source, rows[0].length, name, lines, NirArray.text(network.shape(name))));
    }
    return rows;
  }

  private static double[][] beside(double[][] left, double[][] right) {
    double[][] both = new double[left.length][];
    for (int t = 0; t < both.length; t++) {
      both[t] = Arrays.copyOf(left[t], left[t].length + right[t].length);
      System.arraycopy(right[t], 0, both[t], left[t].length, right[t].length);
    }
    return both;
  }

  /** The series of each Input in a signal of one example. */
  static Map<String, double[][]> split(NirNetwork network, Tensor signal) {
    Map<String, double[][]> series = new LinkedHashMap<>();
    int from = 0;
    for (String name : network.inputs()) {
      double[][] rows = new double[signal.steps()][NirArray.size(network.shape(name))];
      for (int t = 0; t < rows.length; t++) {
        for (int n = 0; n < rows[t].length; n++) {
          rows[t][n] = signal.row(t, 0)[from + n];
        }
      }
      series.put(network.inputs().size() == 1 ? Trace.INPUT : name, rows);
      from += rows.length == 0 ? 0 : rows[0].length;
    }
    return series;
  }

  /** The Inputs with their lines: "a (3 lines), b (2 x 4 lines)". */
  public static String lines(NirNetwork network) {
    return network.inputs().stream()
        .map(name -> "%s (%s lines)".formatted(name, NirArray.text(network.shape(name))))
        .collect(Collectors.joining(", "));
  }

  private static String shown(Set<String> names) {
    return names.isEmpty() ? "none" : String.join(", ", names);
  }
}
