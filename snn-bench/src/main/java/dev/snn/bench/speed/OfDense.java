package dev.snn.bench.speed;

import java.util.List;

/** Times of networks some of whose weights are absent, as shares of the whole network's. */
final class OfDense {
  private static final List<String> SAME = List.of("phase", "backend", "threads", "density");

  private OfDense() {}

  /** True where variants differ in their connectivity. */
  static boolean isAbout(List<Workload> workloads) {
    return workloads.stream().anyMatch(workload -> workload.connectivity() < 1);
  }

  /**
   * Adds {@code of_dense}: the median over that of the row with all weights and the same input,
   * phase, backend and threads.
   */
  static void describe(List<SpeedRow> rows) {
    for (SpeedRow row : rows) {
      rows.stream()
          .filter(other -> other.number("connectivity") == 1 && isSameKind(row, other))
          .findFirst()
          .ifPresent(
              dense ->
                  row.tree().put("of_dense", row.number("median_ms") / dense.number("median_ms")));
    }
  }

  private static boolean isSameKind(SpeedRow a, SpeedRow b) {
    return SAME.stream().allMatch(key -> a.text(key).equals(b.text(key)));
  }
}
