package dev.snn.bench.diff;

import dev.snn.api.plugin.UserError;
import dev.snn.engine.record.RecordDiff;
import dev.snn.engine.record.RecordFiles;
import dev.snn.engine.record.RecordFolder;
import dev.snn.engine.record.RunRecord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What two records, or the records of two output folders, differ in: configuration, outcome and,
 * apart from these, machine and program.
 *
 * @param a records compared on the left
 * @param b records compared on the right
 * @param rows that both have
 * @param onlyA names of rows that B does not have
 * @param onlyB names of rows that A does not have
 * @param environment what differs of machine and program
 * @param notes what is to be said of single records: edited ones, such as cannot be used
 */
public record Diff(
    List<RunRecord> a,
    List<RunRecord> b,
    List<RowDiff> rows,
    List<String> onlyA,
    List<String> onlyB,
    List<RecordDiff.Line> environment,
    List<String> notes) {
  private static final List<String> ALL_VARIANTS = List.of("test", "test@shuffled", "validation");

  /** Compares two record files, or two output folders; anything else is the user's error. */
  public static Diff of(Path a, Path b) {
    if (Files.isDirectory(a) != Files.isDirectory(b)) {
      throw new UserError(
          "%s is a %s and %s is a %s. Compare two records, or two output folders."
              .formatted(a, kind(a), b, kind(b)));
    }
    List<String> notes = new ArrayList<>();
    if (Files.isDirectory(a)) {
      RecordFolder inA = RecordFolder.of(a);
      RecordFolder inB = RecordFolder.of(b);
      notes.addAll(inA.notes());
      notes.addAll(inB.notes());
      return ofTables(DiffFolder.records(a, inA), DiffFolder.records(b, inB)).with(notes);
    }
    RunRecord one = RecordFiles.read(a);
    RunRecord other = RecordFiles.read(b);
    if (one.isEdited()) {
      notes.add(RecordFolder.noteOfEdited(a));
    }
    if (other.isEdited()) {
      notes.add(RecordFolder.noteOfEdited(b));
    }
    return ofRecords(one, other).with(notes);
  }

  private Diff with(List<String> sentences) {
    return new Diff(a, b, rows, onlyA, onlyB, environment, List.copyOf(sentences));
  }

  private static String kind(Path path) {
    return Files.isDirectory(path) ? "folder" : "file";
  }

  static Diff ofRecords(RunRecord a, RunRecord b) {
    String nameA = a.id().row();
    String name = nameA.equals(b.id().row()) ? nameA : nameA + " -> " + b.id().row();
    return new Diff(
        List.of(a),
        List.of(b),
        List.of(RowDiff.of(name, List.of(a), List.of(b), ALL_VARIANTS)),
        List.of(),
        List.of(),
        environment(List.of(a), List.of(b)),
        List.of());
  }

  static Diff ofTables(List<RunRecord> a, List<RunRecord> b) {
    boolean several = experiments(a) > 1 || experiments(b) > 1;
    Map<String, List<RunRecord>> rowsA = byRow(a, several);
    Map<String, List<RunRecord>> rowsB = byRow(b, several);
    List<RowDiff> rows = new ArrayList<>();
    rowsA.forEach(
        (row, records) -> {
          if (rowsB.containsKey(row)) {
            rows.add(RowDiff.of(row, records, rowsB.get(row), List.of("test", "test@shuffled")));
          }
        });
    return new Diff(
        a, b, rows, without(rowsA, rowsB), without(rowsB, rowsA), environment(a, b), List.of());
  }

  private static long experiments(List<RunRecord> records) {
    return records.stream().map(r -> r.id().experiment()).distinct().count();
  }

  private static Map<String, List<RunRecord>> byRow(List<RunRecord> records, boolean several) {
    Map<String, List<RunRecord>> rows = new LinkedHashMap<>();
    for (RunRecord record : records) {
      String row = (several ? record.id().experiment() + "/" : "") + record.id().row();
      rows.computeIfAbsent(row, key -> new ArrayList<>()).add(record);
    }
    return rows;
  }

  private static List<String> without(Map<String, ?> rows, Map<String, ?> others) {
    return rows.keySet().stream().filter(row -> !others.containsKey(row)).toList();
  }

  private static List<RecordDiff.Line> environment(List<RunRecord> a, List<RunRecord> b) {
    Map<String, Set<String>> before = environment(a);
    Map<String, Set<String>> after = environment(b);
    Set<String> fields = new TreeSet<>(before.keySet());
    fields.addAll(after.keySet());
    List<RecordDiff.Line> lines = new ArrayList<>();
    for (String field : fields) {
      Set<String> x = before.getOrDefault(field, Set.of());
      Set<String> y = after.getOrDefault(field, Set.of());
      if (!x.equals(y)) {
        lines.add(new RecordDiff.Line(field, shown(x), shown(y)));
      }
    }
    return lines;
  }

  private static String shown(Set<String> values) {
    return values.isEmpty() ? "-" : String.join(", ", values);
  }

  /** The values of each field of the machine, and the checksums of each plug-in's jar. */
  private static Map<String, Set<String>> environment(List<RunRecord> records) {
    Map<String, Set<String>> fields = new LinkedHashMap<>();
    for (RunRecord record : records) {
      record
          .tree()
          .path("environment")
          .properties()
          .forEach(field -> add(fields, field.getKey(), field.getValue().asText()));
      record
          .tree()
          .path("plugins")
          .forEach(
              plugin ->
                  add(
                      fields,
                      "jar " + plugin.path("jar").asText(),
                      plugin.path("sha256").asText()));
    }
    return fields;
  }

  private static void add(Map<String, Set<String>> fields, String name, String value) {
    fields.computeIfAbsent(name, key -> new LinkedHashSet<>()).add(value);
  }
}
