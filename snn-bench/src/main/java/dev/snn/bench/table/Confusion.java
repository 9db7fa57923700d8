package dev.snn.bench.table;

import com.fasterxml.jackson.databind.JsonNode;
import dev.snn.engine.record.RunRecord;
import java.util.ArrayList;
import java.util.List;

/**
 * How often each class, a row, was taken for each class, a column: the sum over the runs of a row
 * of a table.
 *
 * @param names of the classes
 * @param runs with such counts
 */
public record Confusion(List<String> names, int runs, long[][] counts) {

  /** Of the runs that say; null where none does, or they are of different classes. */
  static Confusion of(List<RunRecord> records) {
    List<RunRecord> counted =
        records.stream().filter(r -> r.tree().path(RunRecord.CONFUSION).isArray()).toList();
    if (counted.isEmpty()) {
      return null;
    }
    List<String> names = names(counted.get(0));
    long[][] counts = new long[names.size()][names.size()];
    for (RunRecord record : counted) {
      if (!names(record).equals(names)) {
        return null;
      }
      JsonNode matrix = record.tree().path(RunRecord.CONFUSION);
      for (int label = 0; label < counts.length; label++) {
        for (int predicted = 0; predicted < counts.length; predicted++) {
          counts[label][predicted] += matrix.path(label).path(predicted).asLong();
        }
      }
    }
    return new Confusion(names, counted.size(), counts);
  }

  /** Their numbers where they have no names. */
  private static List<String> names(RunRecord record) {
    List<String> names = new ArrayList<>();
    for (int k = 0; k < record.tree().path(RunRecord.CONFUSION).size(); k++) {
      names.add(record.classNames().path(k).asText(String.valueOf(k)));
    }
    return names;
  }

  /** A line for each pair of classes of each row. */
  static TextTable csv(Table table) {
    TextTable out =
        new TextTable(List.of("experiment", "row", "runs", "label", "prediction", "count"));
    for (Summary line : table.lines()) {
      Confusion own = line.confusion();
      for (int label = 0; own != null && label < own.counts.length; label++) {
        for (int predicted = 0; predicted < own.counts.length; predicted++) {
          out.lines()
              .add(
                  List.of(
                      line.experiment(),
                      line.row(),
                      String.valueOf(own.runs),
                      own.names.get(label),
                      own.names.get(predicted),
                      String.valueOf(own.counts[label][predicted])));
        }
      }
    }
    return out;
  }
}
