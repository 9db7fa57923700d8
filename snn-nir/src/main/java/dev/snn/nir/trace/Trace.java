package dev.snn.nir.trace;

import dev.snn.api.tensor.Signal;
import dev.snn.api.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What nodes did, step by step, of one example.
 *
 * @param name of the file or run
 * @param series by node and kind, as {@code NODE.v}; each {@code [T][N]}
 */
public record Trace(String name, Map<String, double[][]> series) {
  /** What goes into the network. */
  public static final String INPUT = "input";

  /** Membranes after each step. */
  public static final String V = ".v";

  /** Numbers of spikes. */
  public static final String SPIKES = ".spikes";

  /** What a node that is no spiking neuron puts out. */
  public static final String OUT = ".out";

  /** Collects stretches of time. */
  public static final class Builder {
    private final Map<String, List<double[][]>> parts = new LinkedHashMap<>();

    /** A stretch of a signal of one example. */
    public void add(String key, Signal signal) {
      Tensor tensor = signal.toTensor();
      double[][] rows = new double[tensor.steps()][tensor.size()];
      for (int t = 0; t < rows.length; t++) {
        float[] row = tensor.row(t, 0);
        for (int n = 0; n < rows[t].length; n++) {
          rows[t][n] = row[n];
        }
      }
      parts.computeIfAbsent(key, k -> new ArrayList<>()).add(rows);
    }

    /** A stretch as it is. */
    public void add(String key, double[][] rows) {
      parts.computeIfAbsent(key, k -> new ArrayList<>()).add(rows);
    }

    /** The trace. */
    public Trace build(String name) {
      Map<String, double[][]> series = new LinkedHashMap<>();
      parts.forEach(
          (key, list) ->
              series.put(
                  key, list.stream().flatMap(java.util.Arrays::stream).toArray(double[][]::new)));
      return new Trace(name, series);
    }
  }

  /** Number of steps. */
  public int steps() {
    return series.values().stream().mapToInt(rows -> rows.length).max().orElse(0);
  }

  /** The names of the nodes that have spikes or a membrane, in their order. */
  public List<String> nodes() {
    List<String> nodes = new ArrayList<>();
    for (String key : series.keySet()) {
      for (String kind : List.of(SPIKES, V)) {
        String node = key.endsWith(kind) ? key.substring(0, key.length() - kind.length()) : null;
        if (node != null && !nodes.contains(node)) {
          nodes.add(node);
        }
      }
    }
    return nodes;
  }

  /** The same under other names of nodes. */
  public Trace renamed(String from, String to) {
    Map<String, double[][]> other = new LinkedHashMap<>();
    series.forEach(
        (key, rows) ->
            other.put(key.startsWith(from + ".") ? to + key.substring(from.length()) : key, rows));
    return new Trace(name, other);
  }
}
