package dev.snn.report.page;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.bench.table.CsvWriter;
import dev.snn.engine.record.RunRecord;
import dev.snn.engine.tree.Trees;
import dev.snn.report.folder.CsvTable;
import dev.snn.report.folder.OutputFolder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The table as columns and cells. A score with its deviation and interval is one column; columns
 * that are empty in every line are left out.
 */
final class TableSection {
  private static final String MEAN = "_mean";
  private static final Map<String, String> LABELS =
      Map.of(
          "dataset", "data set",
          "spikes_per_example", "spikes/example",
          "seconds_per_epoch", "s/epoch");
  private static final Set<String> TEXTS =
      Set.of("experiment", "row", CsvWriter.BASE, "dataset", "status");

  private final OutputFolder folder;
  private final CsvTable table;
  private final Map<String, String> units = new LinkedHashMap<>();

  private TableSection(OutputFolder folder) {
    this.folder = folder;
    this.table = folder.table();
    folder.records().forEach(record -> units.putAll(record.metricUnits()));
  }

  static ObjectNode of(OutputFolder folder) {
    return new TableSection(folder).tree();
  }

  private ObjectNode tree() {
    ObjectNode tree = Trees.NODES.objectNode();
    ArrayNode columns = tree.putArray("columns");
    ArrayNode rows = tree.putArray("rows");
    table.lines().forEach(line -> rows.addArray());
    if (!table.lines().isEmpty()) {
      for (String header : table.lines().get(0).keySet()) {
        if (isShown(header)) {
          boolean numeric = isNumeric(header);
          columns.add(column(header, numeric));
          for (int k = 0; k < rows.size(); k++) {
            ((ArrayNode) rows.get(k)).add(cell(header, k, numeric));
          }
        }
      }
    }
    return tree;
  }

  private boolean isShown(String header) {
    boolean part =
        header.endsWith("_sd") && has(header.replaceFirst("_sd$", MEAN))
            || header.matches(".*_ci_(low|high)") && has(header.replaceFirst("_ci_\\w+$", MEAN));
    boolean same = table.lines().stream().map(line -> line.get(header)).distinct().count() == 1;
    boolean dull = header.equals("experiment") || header.equals("dataset");
    boolean empty = table.lines().stream().allMatch(line -> text(line, header).isEmpty());
    return !part && !empty && !(dull && same) && !isName(header);
  }

  /** True where the names of rows say the same. */
  private boolean isName(String header) {
    return header.equals(CsvWriter.BASE)
        && table.lines().stream().allMatch(line -> text(line, header).equals(text(line, "row")));
  }

  private boolean has(String header) {
    return table.lines().get(0).containsKey(header);
  }

  private static String text(Map<String, String> line, String header) {
    return line.getOrDefault(header, "").strip();
  }

  private ObjectNode column(String header, boolean numeric) {
    String metric = header.endsWith(MEAN) ? header.replaceFirst(MEAN + "$", "") : header;
    String bare = metric.replaceFirst("^(validation|shuffled)_", "");
    boolean score = header.endsWith(MEAN);
    ObjectNode column = Trees.NODES.objectNode();
    column.put("key", header);
    String label = LABELS.getOrDefault(header, metric);
    column.put("label", score && !bare.equals(metric) ? label.replaceFirst("_", " ") : label);
    column.put("numeric", numeric);
    if (score) {
      String unit = units.getOrDefault(bare, "");
      column.put("percent", unit.equals("fraction"));
      column.put("unit", unit.equals("fraction") ? "%" : unit);
      if (!unit.equals("fraction")) {
        folder.whole().decimals(bare).ifPresent(n -> column.put("decimals", n));
      }
      better(bare).ifPresent(up -> column.put("higher_is_better", up));
    }
    return column;
  }

  private Optional<Boolean> better(String metric) {
    return folder.records().stream()
        .map((RunRecord r) -> r.higherIsBetter(metric))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private boolean isNumeric(String header) {
    return !TEXTS.contains(header)
        && table.lines().stream()
            .map(line -> text(line, header))
            .allMatch(cell -> cell.isEmpty() || Values.isNumber(cell));
  }

  private JsonNode cell(String header, int line, boolean numeric) {
    if (!numeric) {
      return Trees.NODES.textNode(table.text(line, header));
    }
    JsonNode mean = Values.of(table.text(line, header));
    String sd = header.replaceFirst(MEAN + "$", "_sd");
    if (mean.isNull() || !header.endsWith(MEAN) || !has(sd)) {
      return mean;
    }
    ObjectNode cell = Trees.NODES.objectNode();
    cell.set("value", mean);
    List.of("sd", "ci_low", "ci_high")
        .forEach(
            part ->
                cell.set(part, Values.of(table.text(line, header.replaceFirst("mean$", part)))));
    return cell;
  }
}
