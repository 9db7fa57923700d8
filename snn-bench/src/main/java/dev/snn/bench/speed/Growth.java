package dev.snn.bench.speed;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.BiConsumer;

/** How times grow from one variant of a workload to another. */
final class Growth {
  /** Numbers of spikes that differ by less say nothing about growth. */
  private static final double LEAST = 1.5;

  private Growth() {}

  /** The k of {@code time ~ size^k}: 1 for linear, 2 for quadratic growth. */
  static double exponent(double timeRatio, double sizeRatio) {
    return Math.log(timeRatio) / Math.log(sizeRatio);
  }

  /**
   * Adds to every row but those of the first variant how its median grew: {@code growth}, the
   * exponent where one size was doubled, and {@code growth_spikes} and {@code growth_events}, the
   * exponents against the number of spikes and of synaptic events per step where that grew as well.
   */
  static void describe(List<SpeedRow> rows) {
    forEachPair(rows, Growth::describe);
  }

  /**
   * Adds to every row but those of the first variant {@code growth_connections}: the exponent of
   * the network's time against the number of its weights that exist.
   */
  static void describeByConnections(List<SpeedRow> rows) {
    forEachPair(
        rows,
        (row, base) -> {
          double times = row.number("network_ms") / base.number("network_ms");
          double sizes = row.number("live_weights") / base.number("live_weights");
          row.tree().put("growth_connections", exponent(times, sizes));
        });
  }

  /** Gives each row but those of the first variant, and that of the first variant of its kind. */
  private static void forEachPair(List<SpeedRow> rows, BiConsumer<SpeedRow, SpeedRow> use) {
    String first = rows.get(0).text("variant");
    for (SpeedRow row : rows) {
      if (!row.text("variant").equals(first)) {
        rows.stream()
            .filter(other -> other.text("variant").equals(first) && sameKind(row, other))
            .forEach(base -> use.accept(row, base));
      }
    }
  }

  private static boolean sameKind(SpeedRow a, SpeedRow b) {
    return List.of("phase", "backend", "threads").stream()
        .allMatch(key -> a.text(key).equals(b.text(key)));
  }

  private static void describe(SpeedRow row, SpeedRow base) {
    ObjectNode tree = row.tree();
    double times = row.number("median_ms") / base.number("median_ms");
    tree.put("growth", exponent(times, 2));
    against(row, base, times, "spikes_per_step", "growth_spikes");
    against(row, base, times, "synaptic_events_per_step", "growth_events");
  }

  private static void against(
      SpeedRow row, SpeedRow base, double times, String size, String growth) {
    double ratio = row.number(size) / base.number(size);
    if (ratio >= LEAST) {
      row.tree().put(growth, exponent(times, ratio));
    }
  }
}
