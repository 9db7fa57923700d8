package dev.snn.bench.config;

import com.fasterxml.jackson.databind.JsonNode;
import dev.snn.bench.UserError;
import dev.snn.bench.config.ExperimentFile.Row;
import dev.snn.bench.registry.Hint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads {@code select: {learned: [vib, conv]}}. */
final class SelectReader {
  private final List<String> rows;
  private final List<String> swept;

  SelectReader(List<Row> rows) {
    this.rows = rows.stream().map(Row::name).toList();
    this.swept = rows.stream().filter(row -> row.sweep() != null).map(Row::name).toList();
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
      if (rows.contains(field.getKey())) {
        throw new UserError("%s: there is a row of that name already.".formatted(path));
      }
      if (!field.getValue().isArray()) {
        throw Records.wrong(path, "a list of rows", field.getValue());
      }
      boolean one =
          field.getValue().size() == 1 && !swept.contains(field.getValue().path(0).asText());
      if (field.getValue().isEmpty() || one) {
        throw new UserError(
            "%s: a choice needs two rows or more, got %d."
                .formatted(path, field.getValue().size()));
      }
      List<String> candidates = new ArrayList<>();
      for (JsonNode candidate : field.getValue()) {
        String name = Scalars.text(candidate, path);
        if (!rows.contains(name)) {
          throw new UserError(
              "%s: no row named '%s'.%s Rows: %s."
                  .formatted(path, name, Hint.didYouMean(name, rows), rows));
        }
        candidates.add(name);
      }
      all.put(field.getKey(), List.copyOf(candidates));
    }
    return all;
  }
}
