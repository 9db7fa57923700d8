package dev.snn.report.store;

import com.fasterxml.jackson.databind.JsonNode;
import dev.snn.engine.record.RunRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A record as lines of tables: column to value, which is a String, Long or Double, or null. A score
 * of the test split has the name of its metric as column, others one with the variant in front:
 * {@code validation_accuracy}, {@code shuffled_accuracy}.
 */
final class RecordRows {
  private static final List<String> EXAMPLES = List.of("train", "validation", "test");
  private static final List<String> ENVIRONMENT =
      List.of(
          "snn_version",
          "git_commit",
          "jdk",
          "os",
          "arch",
          "cpu",
          "cores",
          "threads",
          "backend",
          "blas",
          "blas_core");

  private final RunRecord record;
  private final JsonNode tree;
  private final String folder;
  private final String path;

  /**
   * @param path of the file from the store's folder, with slashes
   */
  RecordRows(RunRecord record, String path) {
    this.record = record;
    this.tree = record.tree();
    this.path = path;
    String records = path.substring(0, path.lastIndexOf('/'));
    this.folder = records.contains("/") ? records.substring(0, records.lastIndexOf('/')) : ".";
  }

  /** The line of {@code runs}, without its number. */
  Map<String, Object> run() {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("folder", folder);
    line.put("record", path);
    for (String name : List.of("experiment", "title", "row", "seed")) {
      line.put(name, value(tree.path(name)));
    }
    line.put("candidate", value(tree.path(RunRecord.SWEEP).path("candidate")));
    line.put("dataset", value(tree.path("dataset").path("name")));
    for (String name : List.of("status", "error", "config_hash")) {
      line.put(name, value(tree.path(name)));
    }
    EXAMPLES.forEach(
        split -> line.put(split + "_examples", value(tree.path("dataset").path(split))));
    JsonNode last = tree.path("final");
    line.put("epochs", value(last.path("number")));
    line.put("spikes", value(last.path("readout_spikes")));
    line.put("parameters", value(tree.path("parameters")));
    for (String name : List.of("seconds", "seconds_per_epoch", RunRecord.RUNS, "started")) {
      line.put(name, value(tree.path("timing").path(name)));
    }
    ENVIRONMENT.forEach(name -> line.put(name, value(tree.path("environment").path(name))));
    line.put("edited", record.isEdited() ? 1L : 0L);
    addScores(line, last);
    tree.path("timing")
        .path(RunRecord.PROCESSOR)
        .properties()
        .forEach(time -> putNew(line, time.getKey(), value(time.getValue())));
    last.path(RunRecord.EFFICIENCY)
        .properties()
        .forEach(count -> putNew(line, count.getKey(), value(count.getValue())));
    return line;
  }

  /** The lines of {@code epochs}, without the number of the run. */
  List<Map<String, Object>> epochs() {
    List<Map<String, Object>> lines = new ArrayList<>();
    JsonNode timing = tree.path("timing");
    int k = 0;
    for (JsonNode epoch : tree.path("epochs")) {
      Map<String, Object> line = new LinkedHashMap<>();
      line.put("epoch", value(epoch.path("number")));
      line.put("train_loss", value(epoch.path("train_loss")));
      line.put("spikes", value(epoch.path("readout_spikes")));
      line.put("train_seconds", value(timing.path("train_seconds").path(k)));
      line.put("evaluate_seconds", value(timing.path("evaluate_seconds").path(k)));
      epoch
          .path("train_terms")
          .properties()
          .forEach(term -> putNew(line, "train_" + term.getKey(), value(term.getValue())));
      addScores(line, epoch);
      lines.add(line);
      k++;
    }
    return lines;
  }

  /** The lines of {@code series}, without the number of the run. */
  List<Map<String, Object>> series() {
    List<Map<String, Object>> lines = new ArrayList<>();
    for (JsonNode curve : tree.path(RunRecord.SERIES)) {
      for (int k = 0; k < curve.path("x").size(); k++) {
        Map<String, Object> line = new LinkedHashMap<>();
        for (String name : List.of("name", "unit", "epoch", "x_name")) {
          line.put(name, value(curve.path(name)));
        }
        line.put("x", value(curve.path("x").get(k)));
        line.put("y", value(curve.path("y").path(k)));
        lines.add(line);
      }
    }
    return lines;
  }

  private static void addScores(Map<String, Object> line, JsonNode epoch) {
    for (Map.Entry<String, JsonNode> variant : epoch.path("scores").properties()) {
      String before =
          switch (variant.getKey()) {
            case "test" -> "";
            case "test@shuffled" -> "shuffled_";
            default -> variant.getKey().replace('@', '_') + "_";
          };
      for (Map.Entry<String, JsonNode> score : variant.getValue().properties()) {
        putNew(line, before + score.getKey(), value(score.getValue()));
      }
    }
  }

  /**
   * A score that has the name of another column gets one of its own. Case does not count in SQL.
   */
  private static void putNew(Map<String, Object> line, String name, Object value) {
    boolean taken = line.keySet().stream().anyMatch(name::equalsIgnoreCase) || isReserved(name);
    line.put(taken ? "test_" + name : name, value);
  }

  private static boolean isReserved(String name) {
    return name.equalsIgnoreCase("run") || name.equalsIgnoreCase("rowid");
  }

  /** The options of the configuration: key with dots, value. */
  Map<String, Object> config() {
    Map<String, Object> options = new LinkedHashMap<>();
    flatten("", tree.path("config"), options);
    return options;
  }

  private static void flatten(String key, JsonNode node, Map<String, Object> out) {
    if (node.isObject() && !node.isEmpty()) {
      for (Map.Entry<String, JsonNode> field : node.properties()) {
        flatten(key.isEmpty() ? field.getKey() : key + "." + field.getKey(), field.getValue(), out);
      }
    } else if (node.isArray() && !node.isEmpty()) {
      for (int i = 0; i < node.size(); i++) {
        flatten(key + "[" + i + "]", node.get(i), out);
      }
    } else {
      out.put(key, value(node));
    }
  }

  private static Object value(JsonNode node) {
    if (node.isMissingNode() || node.isNull()) {
      return null;
    }
    if (node.isIntegralNumber() && node.canConvertToLong()) {
      return node.asLong();
    }
    return node.isNumber()
        ? (Object) node.asDouble()
        : node.isTextual() ? node.asText() : node + "";
  }
}
