package dev.snn.bench.speed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.snn.bench.Bench;
import dev.snn.engine.SnnEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The form of the results, with the quickest workload. */
class SpeedReportTest {
  private static JsonNode report(boolean limits) {
    SpeedRequest request =
        new SpeedRequest(
            "latency", List.of(1), Optional.empty(), limits, StreamOptions.NONE, Map.of());
    try (SnnEngine engine =
        SnnEngine.open(SnnEngine.Options.defaults().withThreads(1).withBackend("plain"))) {
      return Bench.on(engine).speed(request, SpeedListener.SILENT).tree();
    }
  }

  private static List<String> keys(JsonNode node) {
    List<String> keys = new ArrayList<>();
    node.fieldNames().forEachRemaining(keys::add);
    return keys;
  }

  @Test
  void aRowHoldsWhatTheContractPromises() {
    JsonNode report = report(false);
    assertThat(keys(report)).containsExactly("machine", "limits", "rows");
    assertThat(keys(report.path("machine"))).contains("cpu", "cores", "jdk", "os", "git_commit");
    assertThat(report.path("limits")).isEmpty();
    assertThat(report.path("rows")).hasSize(1);
    JsonNode row = report.path("rows").path(0);
    assertThat(keys(row))
        .contains(
            "workload",
            "phase",
            "backend",
            "threads",
            "version",
            "median_ms",
            "min_ms",
            "p90_ms",
            "n",
            "first_loss",
            "examples_per_s",
            "spikes_per_s",
            "hidden_rate",
            "density",
            "parts_ms");
    assertThat(row.path("workload").asText()).isEqualTo("latency");
    assertThat(row.path("phase").asText()).isEqualTo("infer");
    assertThat(row.path("backend").asText()).isEqualTo("plain");
    assertThat(row.path("threads").asInt()).isEqualTo(1);
    assertThat(row.path("n").asInt()).isEqualTo(1000);
    double median = row.path("median_ms").asDouble();
    assertThat(row.path("min_ms").asDouble()).isPositive().isLessThanOrEqualTo(median);
    assertThat(row.path("p90_ms").asDouble()).isGreaterThanOrEqualTo(median);
    assertThat(row.path("examples_per_s").asDouble()).isEqualTo(1000 / median);
    assertThat(row.path("spikes_per_s").asDouble())
        .isEqualTo(row.path("spikes_per_step").asDouble() * 1000 / median);
    // 13 % of 784 lines over 25 steps, and the spikes of the layers.
    assertThat(row.path("spikes_per_step").asDouble()).isBetween(2400.0, 4000.0);
  }

  @Test
  void limitsAreMeasuredWhereTheyAreWanted() {
    JsonNode limits = report(true).path("limits");
    assertThat(limits.path("dense_library").asText()).startsWith("OpenBLAS");
    for (String name : List.of("dense_gflops", "memory_gb_per_s")) {
      assertThat(keys(limits.path(name))).contains("1");
      limits.path(name).forEach(value -> assertThat(value.asDouble()).isGreaterThan(0.1));
    }
  }
}
