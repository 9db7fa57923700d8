package dev.snn.app.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.app.terminal.Columns;
import dev.snn.bench.speed.SpeedReport;
import dev.snn.bench.speed.SpeedRow;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.Function;

/** A speed report as it appears on a terminal. */
final class BenchText {
  private record Column(String header, Function<SpeedRow, String> cell) {
    boolean isUsed(List<SpeedRow> rows) {
      return rows.stream().anyMatch(row -> !cell.apply(row).isEmpty());
    }
  }

  private static final List<Column> COLUMNS =
      List.of(
          new Column("WORKLOAD", row -> row.text("workload")),
          new Column("VARIANT", row -> row.text("variant")),
          new Column("PHASE", row -> row.text("phase")),
          new Column("BACKEND", row -> row.text("backend")),
          new Column("THREADS", row -> row.text("threads")),
          number("MEDIAN ms", "median_ms", "%.2f"),
          number("MIN ms", "min_ms", "%.2f"),
          number("P90 ms", "p90_ms", "%.2f"),
          number("FIRST ms", "first_ms", "%.0f"),
          number("WHOLE ms", "whole_ms", "%.0f"),
          number("EXAMPLES/s", "examples_per_s", "%.0f"),
          number("SPIKES/s", "spikes_per_s", "%.3g"),
          new Column("HIDDEN RATE", row -> percent(row.number("hidden_rate"), "%.2f %%")),
          number("us/NEURON", "us_per_neuron", "%.2f"),
          number("DECODER GFLOP/s", "decoder_gflops", "%.1f"),
          new Column("OF PEAK", row -> percent(row.number("decoder_share_of_peak"), "%.0f %%")),
          number("RATE Hz", "rate_hz", "%.1f"),
          number("REAL TIME x", "real_time", "%.1f"),
          number("SYNAPTIC EVENTS/s", "synaptic_events_per_s", "%.3g"),
          number("NETWORK ms", "network_ms", "%.2f"),
          number("OF DENSE", "of_dense", "%.2f"),
          number("GROWTH", "growth", "%.2f"),
          number("BY SPIKES", "growth_spikes", "%.2f"),
          number("BY SYNAPTIC EVENTS", "growth_events", "%.2f"),
          number("BY CONNECTIONS", "growth_connections", "%.2f"),
          new Column("ACCURACY", row -> percent(row.number("accuracy"), "%.2f %%")),
          new Column("EQUAL", row -> percent(row.number("agreement"), "%.2f %%")),
          new Column("HEAP MB AT EACH TENTH", BenchText::heap),
          new Column("PEER/OURS", BenchText::comparison));

  private BenchText() {}

  private static Column number(String header, String key, String format) {
    return new Column(header, row -> formatted(format, row.number(key)));
  }

  private static String percent(double share, String format) {
    return formatted(format, 100 * share);
  }

  static String of(SpeedReport report) {
    List<Column> used = COLUMNS.stream().filter(c -> c.isUsed(report.rows())).toList();
    Columns columns = new Columns();
    columns.add(used.stream().map(Column::header).toArray(String[]::new));
    for (SpeedRow row : report.rows()) {
      columns.add(used.stream().map(c -> c.cell().apply(row)).toArray(String[]::new));
    }
    return machine(report.machine())
        + "\n"
        + limits(report.limits())
        + peer(report.rows())
        + "\n"
        + columns.text()
        + notes(report.rows());
  }

  private static String comparison(SpeedRow row) {
    double ratio = row.number("ratio");
    return Double.isNaN(ratio) ? row.text("comparison") : formatted("%.2f x", ratio);
  }

  private static String heap(SpeedRow row) {
    StringJoiner text = new StringJoiner(" ");
    row.tree().path("heap_mb").forEach(mb -> text.add(formatted("%.1f", mb.asDouble())));
    return text.toString();
  }

  private static String machine(ObjectNode machine) {
    String load =
        machine.has("load_average")
            ? formatted(", load %.1f before", machine.path("load_average").asDouble())
            : "";
    return "%s, %d cores%s; %s; Java %s; snn %s"
        .formatted(
            machine.path("cpu").asText(),
            machine.path("cores").asInt(),
            load,
            machine.path("os").asText(),
            machine.path("jdk").asText(),
            machine.path("snn_version").asText());
  }

  private static String limits(ObjectNode limits) {
    if (limits.isEmpty()) {
      return "";
    }
    StringJoiner text = new StringJoiner("; ", "limits: ", "\n");
    if (limits.has("dense_gflops")) {
      text.add(
          limits.path("dense_library").asText()
              + " "
              + byThreads(limits.path("dense_gflops"))
              + " GFLOP/s");
    }
    return text.add("memory " + byThreads(limits.path("memory_gb_per_s")) + " GB/s").toString();
  }

  private static String peer(List<SpeedRow> rows) {
    return rows.stream()
        .filter(row -> row.tree().has("blas") || row.tree().has("runtime"))
        .findFirst()
        .map(
            row ->
                "peer: %s %s with %s\n"
                    .formatted(
                        row.text("backend"),
                        row.text("version"),
                        row.text("blas") + row.text("runtime")))
        .orElse("");
  }

  private static String byThreads(JsonNode values) {
    StringJoiner text = new StringJoiner(", ");
    for (Map.Entry<String, JsonNode> value : values.properties()) {
      text.add(
          formatted("%.1f", value.getValue().asDouble()) + " (threads: " + value.getKey() + ")");
    }
    return text.toString();
  }

  private static String notes(List<SpeedRow> rows) {
    StringBuilder notes = new StringBuilder();
    if (rows.stream().anyMatch(row -> !Double.isNaN(row.number("growth")))) {
      notes.append(
          "\n"
              + "growth: k of time ~ size^k, from the first variant; by spikes: the same against"
              + " the spikes per step\n");
    }
    if (rows.stream().anyMatch(row -> !Double.isNaN(row.number("growth_connections")))) {
      notes.append(
          "\n"
              + "by connections: k of network time ~ weights^k, from the first variant; network:"
              + " without the encoding\n");
    }
    if (rows.stream().anyMatch(row -> !Double.isNaN(row.number("whole_ms")))) {
      notes.append(
          "\n"
              + "first: the first pass; whole: from the start of the process to its end, with"
              + " reading\n");
    }
    SpeedRow first = rows.get(0);
    if (!Double.isNaN(first.number("first_step_ms"))) {
      notes.append(
          formatted(
              "\nfirst training step done %.0f ms after the start of Java\n",
              first.number("first_step_ms")));
    }
    return notes.toString();
  }

  private static String formatted(String format, double value) {
    return Double.isNaN(value) ? "" : String.format(Locale.ROOT, format, value);
  }
}
