package dev.snn.bench.speed;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.engine.tree.Trees;

/** The result of one measurement: a row of the table, an element of {@code rows} in JSON. */
public record SpeedRow(ObjectNode tree) {

  static SpeedRow of(Workload workload, Phase phase, String backend, int threads, String version) {
    return of(workload.name(), workload.variant(), phase, backend, threads, version);
  }

  static SpeedRow of(
      String workload, String variant, Phase phase, String backend, int threads, String version) {
    return of(workload, variant, phase.key(), backend, threads, version);
  }

  static SpeedRow of(
      String workload, String variant, String phase, String backend, int threads, String version) {
    ObjectNode tree = Trees.NODES.objectNode();
    tree.put("workload", workload);
    if (!variant.isEmpty()) {
      tree.put("variant", variant);
    }
    tree.put("phase", phase);
    tree.put("backend", backend);
    tree.put("threads", threads);
    tree.put("version", version);
    return new SpeedRow(tree);
  }

  /**
   * Adds times and the rates they give.
   *
   * @param spikes per step
   */
  SpeedRow times(Times times, int batch, double spikes) {
    times(times, batch);
    tree.put("spikes_per_s", spikes * 1e3 / times.median());
    return this;
  }

  /** The same where there are no spikes to count. */
  SpeedRow times(Times times, int batch) {
    tree.put("median_ms", times.median());
    tree.put("min_ms", times.min());
    tree.put("p90_ms", times.p90());
    tree.put("n", times.n());
    tree.put("examples_per_s", batch * 1e3 / times.median());
    return this;
  }

  /** A text field; empty where there is none. */
  public String text(String key) {
    return tree.path(key).asText("");
  }

  /** A number; NaN where there is none. */
  public double number(String key) {
    return tree.path(key).isNumber() ? tree.path(key).asDouble() : Double.NaN;
  }
}
