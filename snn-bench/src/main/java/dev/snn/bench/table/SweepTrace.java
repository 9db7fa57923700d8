package dev.snn.bench.table;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.bench.experiment.PartNames;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The course of a sweep.
 *
 * @param row the swept row
 * @param search name of the search
 * @param runs number of candidates there will be
 * @param metric what the objective is; empty while no run has told
 * @param maximise true where higher is better
 * @param lines candidates that are over, in order
 */
public record SweepTrace(
    String experiment,
    String row,
    String search,
    int runs,
    String metric,
    boolean maximise,
    List<Line> lines) {

  /** Columns of {@code sweep.csv} before those of the options. */
  public static final List<String> COLUMNS =
      List.of(
          "experiment",
          "row",
          "search",
          "candidate",
          "status",
          "n",
          "metric",
          "direction",
          "objective",
          "best");

  /**
   * A candidate.
   *
   * @param number from 1
   * @param status ok, failed, skipped or n/a
   * @param n runs with results
   * @param objective mean over the seeds; NaN where there is none
   * @param values of the options, see {@link #columns}
   */
  public record Line(
      int number, String status, int n, double objective, Map<String, JsonNode> values) {

    /** The values as they stand in files. */
    public Map<String, String> texts() {
      Map<String, String> texts = new LinkedHashMap<>();
      values.forEach((option, value) -> texts.put(option, text(value)));
      return texts;
    }
  }

  /** The line of the best candidate; the first of equals, null where none has an objective. */
  public Line best() {
    Line best = null;
    for (Line line : lines) {
      if (Double.isFinite(line.objective()) && (best == null || isBetter(line, best))) {
        best = line;
      }
    }
    return best;
  }

  boolean isBetter(Line a, Line b) {
    return maximise ? a.objective() > b.objective() : a.objective() < b.objective();
  }

  /**
   * The values of a candidate as columns: {@code tau_mem: {gamma: {shape: 2, scale: 5}}} becomes
   * {@code tau_mem.gamma.shape} and {@code tau_mem.gamma.scale}; parts and lists stay as they are.
   */
  public static Map<String, JsonNode> columns(ObjectNode values) {
    Map<String, JsonNode> columns = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> field : values.properties()) {
      JsonNode value = field.getValue();
      boolean distribution =
          value.isObject() && value.size() == 1 && value.elements().next().isObject();
      if (distribution) {
        String kind = value.fieldNames().next();
        value
            .get(kind)
            .properties()
            .forEach(
                p -> columns.put(field.getKey() + "." + kind + "." + p.getKey(), p.getValue()));
      } else {
        columns.put(field.getKey(), value);
      }
    }
    return columns;
  }

  /** A value as it stands in files: a number, a word, a part by its short name. */
  static String text(JsonNode value) {
    if (value == null) {
      return "";
    }
    if (value.isContainerNode()) {
      return PartNames.alone(value);
    }
    return value.isNumber() ? Numbers.raw(value.asDouble()) : value.asText();
  }
}
