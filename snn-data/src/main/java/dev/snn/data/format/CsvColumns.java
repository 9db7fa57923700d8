package dev.snn.data.format;

import dev.snn.api.data.BadDataException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Which column of a table is what.
 *
 * @param count number of columns
 * @param label that of the class; -1 where there is none
 * @param targets those to predict
 * @param features those of the values, in the order in which they are wanted
 * @param names names of the features; empty where columns have none
 * @param labelName name of the class's column, or its number as text
 */
record CsvColumns(
    int count, int label, int[] targets, int[] features, List<String> names, String labelName) {

  /**
   * @param header names of the columns; null where they have none
   * @param like the table whose columns are wanted, by name; null for the first table
   */
  static CsvColumns of(
      String name, CsvLayout layout, List<String> header, int count, CsvColumns like) {
    if (header != null) {
      requireUnique(name, header);
    }
    Set<Integer> dropped = new HashSet<>();
    for (String column : layout.drop()) {
      boolean here = like == null || header == null || header.contains(column);
      if (here || column.matches("[0-9]{1,9}")) {
        dropped.add(find(name, "drop", column, header, count, Set.of()));
      }
    }
    int label = -1;
    if (layout.targets().isEmpty()) {
      String wanted = like != null && header != null ? like.labelName : layout.label();
      label = find(name, "label", wanted, header, count, dropped);
    }
    requireOnce("target", layout.targets());
    requireOnce("drop", layout.drop());
    int[] targets =
        layout.targets().stream()
            .mapToInt(target -> find(name, "target", target, header, count, dropped))
            .toArray();
    Set<Integer> others = new HashSet<>(dropped);
    others.add(label);
    IntStream.of(targets).forEach(others::add);
    int[] features = IntStream.range(0, count).filter(c -> !others.contains(c)).toArray();
    if (features.length == 0) {
      throw new IllegalArgumentException(name + ": no column of values is left");
    }
    List<String> names =
        header == null
            ? List.of()
            : IntStream.of(features).mapToObj(c -> nameOf(header, c)).toList();
    String labelName = label < 0 ? "" : header == null ? "" + (label + 1) : nameOf(header, label);
    CsvColumns found = new CsvColumns(count, label, targets, features, names, labelName);
    return like == null ? found : found.inOrderOf(name, like);
  }

  /** The names alone, for a table that comes later. */
  static CsvColumns named(List<String> names, int features, String label) {
    return new CsvColumns(0, -1, new int[0], new int[features], names, label);
  }

  private CsvColumns inOrderOf(String name, CsvColumns like) {
    if (names.isEmpty() || like.names.isEmpty()) {
      if (features.length != like.features.length) {
        throw new BadDataException(
            "%s has %d value columns instead of %d; all files must have the same columns."
                .formatted(name, features.length, like.features.length));
      }
      return this;
    }
    Set<String> missing = new TreeSet<>(like.names);
    names.forEach(missing::remove);
    Set<String> extra = new TreeSet<>(names);
    like.names.forEach(extra::remove);
    if (!missing.isEmpty() || !extra.isEmpty()) {
      throw new BadDataException(
          "%s has %scolumn '%s'%s; all files must have the same columns, in any order."
              .formatted(
                  name,
                  missing.isEmpty() ? "a " : "no ",
                  missing.isEmpty() ? extra.iterator().next() : missing.iterator().next(),
                  missing.isEmpty()
                      ? " that the training data lack (drop leaves it out)"
                      : " that the training data have"));
    }
    int[] ordered = like.names.stream().mapToInt(n -> features[names.indexOf(n)]).toArray();
    return new CsvColumns(count, label, targets, ordered, like.names, labelName);
  }

  private static void requireOnce(String option, List<String> columns) {
    Set<String> seen = new HashSet<>();
    for (String column : columns) {
      if (!seen.add(column)) {
        throw new IllegalArgumentException(option + " names '" + column + "' twice");
      }
    }
  }

  private static void requireUnique(String name, List<String> header) {
    Set<String> seen = new HashSet<>();
    for (String column : header) {
      if (!column.isEmpty() && !seen.add(column)) {
        throw new BadDataException(
            "%s has two columns named '%s'; names must differ; rename one."
                .formatted(name, column));
      }
    }
  }

  private static String nameOf(List<String> header, int column) {
    return header.get(column).isEmpty() ? "column " + (column + 1) : header.get(column);
  }

  private static int find(
      String name,
      String option,
      String wanted,
      List<String> header,
      int count,
      Set<Integer> dropped) {
    int found = -1;
    if (wanted.equals(CsvLayout.LAST) && (header == null || !header.contains(wanted))) {
      found = IntStream.range(0, count).filter(c -> !dropped.contains(c)).max().orElse(-1);
    } else if (header != null && header.contains(wanted)) {
      found = header.indexOf(wanted);
    } else if (wanted.matches("[0-9]{1,9}")) {
      int number = Integer.parseInt(wanted);
      found = number <= count ? number - 1 : -1;
    }
    if (found < 0 || dropped.contains(found)) {
      List<String> named = new ArrayList<>(header == null ? List.of() : header);
      String more = named.size() > 12 ? ", ..." : "";
      throw new IllegalArgumentException(
          "%s '%s' is no column of %s; give 'last', a number from 1 to %d%s"
              .formatted(
                  option,
                  wanted,
                  name,
                  count,
                  header == null
                      ? ", or a name with header: true, where the first line has names"
                      : ", or one of the names "
                          + named.subList(0, Math.min(12, named.size()))
                          + more));
    }
    return found;
  }
}
