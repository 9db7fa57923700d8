package dev.snn.bench.table;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Columns with names and lines of cells, as they stand in CSV files: numbers unrounded, empty where
 * nothing is.
 */
public record TextTable(List<String> header, List<List<String>> lines) {

  TextTable(List<String> header) {
    this(header, new ArrayList<>());
  }

  /** The text of a CSV file. */
  public String csv() {
    StringBuilder out = new StringBuilder(Csv.line(header));
    lines.forEach(line -> out.append(Csv.line(line)));
    return out.toString();
  }

  /** The lines, each as cells by column. */
  public List<Map<String, String>> maps() {
    List<Map<String, String>> maps = new ArrayList<>();
    for (List<String> line : lines) {
      Map<String, String> map = new LinkedHashMap<>();
      for (int k = 0; k < header.size(); k++) {
        map.put(header.get(k), line.get(k));
      }
      maps.add(map);
    }
    return maps;
  }
}
