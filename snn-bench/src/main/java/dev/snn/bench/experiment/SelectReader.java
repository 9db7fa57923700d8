package dev.snn.bench.experiment;

import com.fasterxml.jackson.databind.JsonNode;
import dev.snn.api.plugin.UserError;
import dev.snn.bench.experiment.ExperimentFile.Row;
import dev.snn.engine.error.Hint;
import dev.snn.engine.tree.Records;
import dev.snn.engine.tree.Scalars;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads {@code select: {learned: [vib, conv]}}. */
final class SelectReader {
  private final List<Row> rows;
  private final List<String> names;

  SelectReader(List<Row> rows) {
    this.rows = rows;
    this.names = rows.stream().map(Row::name).toList();
  }

  Map<String, List<String>> read(JsonNode node) {
    if (node.isMissingNode()) {
      return Map.of();
    }
    if (!node.isObject()) {
      throw Records.wrong("select", "a mapping, as {best: [row, another]}", node);
    }
    Map<String, List<String>> all = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> field : node.properties()) {
      String path = "select." + field.getKey();
      if (!of(field.getKey()).isEmpty()) {
        throw new UserError("%s: there is a row of that name already.".formatted(path));
      }
      if (!field.getValue().isArray()) {
        throw Records.wrong(path, "a list of rows", field.getValue());
      }
      List<Row> candidates = new ArrayList<>();
      for (JsonNode candidate : field.getValue()) {
        String name = Scalars.text(candidate, path);
        if (of(name).isEmpty()) {
          throw new UserError(
              "%s: no row named '%s'.%s Rows: %s."
                  .formatted(path, name, Hint.didYouMean(name, names), names));
        }
        candidates.addAll(of(name));
      }
      if (candidates.size() < 2 && candidates.stream().allMatch(row -> row.sweep() == null)) {
        throw new UserError(
            "%s: a choice needs two rows or more, got %d.".formatted(path, candidates.size()));
      }
      all.put(field.getKey(), candidates.stream().map(Row::name).toList());
    }
    return all;
  }

  /** The row of this name, or those of its grid. */
  private List<Row> of(String name) {
    return rows.stream().filter(row -> row.isOf(name)).toList();
  }
}
