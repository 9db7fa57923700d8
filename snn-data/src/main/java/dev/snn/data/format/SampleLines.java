package dev.snn.data.format;

import dev.snn.api.data.BadDataException;
import dev.snn.data.file.Unpacked;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Samples as text, one line after the other: values and a class. Two forms are known by what they
 * begin with.
 *
 * <p>ARFF: numeric attributes, and nominal ones, whose values become the numbers they are or, where
 * one is no number or two are the same, their places 0, 1, 2, ... in the declaration; sparse lines;
 * {@code ?} for a missing value.
 *
 * <p>Anything else is a table of numbers. Its first line names the columns where none of its fields
 * is a number.
 *
 * <p>No line is kept: what was read can be read again from where a line began.
 */
public final class SampleLines {
  private static final Set<String> MISSING =
      Set.of("", "?", "NA", "N/A", "n/a", "NaN", "nan", "null", "NULL", "None");

  /** No class whatever the others are; what else may stand for a missing one may be a name too. */
  private static final Set<String> NO_CLASS = Set.of("", "?", "NaN", "nan");

  private final TextLines lines;
  private final SampleLayout layout;
  private final SampleHeader header;
  private final float[] values;

  /** A line that was read to see what the file is, and is a sample. */
  private String pending;

  private String label;

  /** Opens a stream and reads its head. */
  public static SampleLines open(String name, Unpacked in, SampleLayout layout) {
    return new SampleLines(name, new TextLines(name, in), layout);
  }

  private SampleLines(String name, TextLines lines, SampleLayout layout) {
    this.lines = lines;
    this.layout = layout;
    String first = lines.next();
    while (first != null && (first.isBlank() || first.strip().startsWith("%"))) {
      first = lines.next();
    }
    if (first == null) {
      throw new BadDataException(name + " holds no samples.");
    }
    boolean arff = ArffHead.begins(first);
    List<SampleHeader.Column> columns = arff ? ArffHead.read(first, lines) : table(first);
    boolean named = arff || pending == null;
    header = new SampleHeader(arff, columns, label(name, columns, named), named);
    requireUsable(name);
    values = new float[header.features()];
  }

  private SampleLines(SampleLines head, TextLines lines) {
    this.lines = lines;
    this.layout = head.layout;
    this.header = head.header;
    this.values = new float[header.features()];
  }

  /** Samples of the same file from a place where one of its lines began. */
  public SampleLines from(String name, Unpacked in) {
    return new SampleLines(this, new TextLines(name, in));
  }

  private List<SampleHeader.Column> table(String first) {
    List<String> fields = CsvFields.of(first, layout.csv(), lines.place());
    boolean names = fields.stream().noneMatch(Decimals::isNumber);
    if (!names) {
      pending = first;
    }
    List<SampleHeader.Column> columns = new ArrayList<>();
    for (int k = 0; k < fields.size(); k++) {
      boolean own = names && !fields.get(k).isEmpty();
      columns.add(SampleHeader.Column.numeric(own ? fields.get(k) : "column " + (k + 1)));
    }
    if (columns.size() < 2) {
      throw new BadDataException(
          "%s has one column; values and a class are needed: is the separator right?%s"
              .formatted(lines.place(), CsvFields.separators(first)));
    }
    return columns;
  }

  private int label(String name, List<SampleHeader.Column> columns, boolean named) {
    String target = layout.target();
    for (int k = 0; named && k < columns.size(); k++) {
      if (columns.get(k).name().equals(target)) {
        return k;
      }
    }
    if (target.equals(CsvLayout.LAST)) {
      return columns.size() - 1;
    }
    if (target.matches("[0-9]{1,9}")) {
      int number = Integer.parseInt(target);
      if (number >= 1 && number <= columns.size()) {
        return number - 1;
      }
    }
    throw new IllegalArgumentException(
        "target '%s' is no column of %s; give 'last', a number from 1 to %d%s"
            .formatted(
                target,
                name,
                columns.size(),
                named
                    ? ", or one of the names "
                        + columns.stream()
                            .limit(12)
                            .map(SampleHeader.Column::name)
                            .collect(Collectors.joining(", "))
                    : ""));
  }

  private void requireUsable(String name) {
    if (header.columns().size() < 2) {
      throw new BadDataException(name + " has one attribute; values and a class are needed.");
    }
    for (int k = 0; k < header.columns().size(); k++) {
      SampleHeader.Column column = header.columns().get(k);
      if (k != header.label() && column.isText()) {
        throw new BadDataException(
            "%s: the attribute '%s' is a text; only the class may be one."
                .formatted(name, column.name()));
      }
    }
  }

  /** Names of the values; those of a table without names are those of their places. */
  public List<String> columns() {
    List<String> names = new ArrayList<>();
    for (int k = 0; k < header.columns().size(); k++) {
      if (k != header.label()) {
        names.add(header.columns().get(k).name());
      }
    }
    return names;
  }

  /** The classes in the order in which they were declared; empty where they were not. */
  public List<String> classes() {
    SampleHeader.Column column = header.columns().get(header.label());
    return column.isNominal() ? column.values() : List.of();
  }

  /** Name of the column of the class. */
  public String target() {
    return header.columns().get(header.label()).name();
  }

  /** Number of values of a sample. */
  public int features() {
    return header.features();
  }

  /**
   * Reads the next sample; those that lack a value are passed over where that is the rule.
   *
   * @return false at the end
   */
  public boolean next() {
    while (true) {
      String line = pending == null ? lines.next() : pending;
      pending = null;
      if (line == null) {
        return false;
      }
      String text = line.strip();
      if (text.isEmpty() || header.arff() && text.startsWith("%")) {
        continue;
      }
      label = null;
      boolean whole =
          header.arff() && text.charAt(0) == '{'
              ? sparse(text)
              : dense(
                  header.arff()
                      ? ArffFields.of(text, lines.place())
                      : CsvFields.of(line, layout.csv(), lines.place()));
      if (whole || layout.missing() != CsvLayout.Missing.SKIP) {
        return true;
      }
    }
  }

  /** Values of the sample, NaN where one is missing and may be; the next one overwrites them. */
  public float[] values() {
    return values;
  }

  /** Its class as text. */
  public String label() {
    return label;
  }

  /** "x.csv, line 3, column 5": where its class stands. */
  public String labelPlace() {
    return "%s, column %d".formatted(lines.place(), header.label() + 1);
  }

  /** Byte at which its line began, from where reading began. */
  public long start() {
    return lines.start();
  }

  private boolean dense(List<String> fields) {
    if (fields.size() != header.columns().size()) {
      throw new BadDataException(
          "%s: %d fields instead of %d."
              .formatted(lines.place(), fields.size(), header.columns().size()));
    }
    boolean whole = true;
    for (int k = 0; k < fields.size(); k++) {
      whole &= set(k, fields.get(k));
    }
    return whole;
  }

  /**
   * {@code {column value, ...}}: what is not named is 0, of a nominal attribute its first value.
   */
  private boolean sparse(String text) {
    for (int k = 0; k < header.columns().size(); k++) {
      SampleHeader.Column column = header.columns().get(k);
      String first = column.isNominal() ? column.values().get(0) : "0";
      if (k == header.label()) {
        label = column.isText() ? null : first;
      } else {
        values[header.feature(k)] = column.isNominal() ? column.numbers()[0] : 0;
      }
    }
    ArffFields fields = new ArffFields(text, 1, lines.place());
    boolean whole = true;
    int before = -1;
    while (!fields.take('}')) {
      String number = fields.next(" }");
      int column = number.matches("[0-9]{1,9}") ? Integer.parseInt(number) : -1;
      if (column <= before || column >= header.columns().size()) {
        throw new BadDataException(
            "%s: '%s' is no column of a sparse line; they are numbered from 0 to %d, ascending."
                .formatted(lines.place(), ArffFields.shown(number), header.columns().size() - 1));
      }
      before = column;
      whole &= set(column, fields.next("}"));
      if (fields.peek() != '}' && !fields.separator()) {
        throw new BadDataException(lines.place() + ": a sparse line ends without '}'.");
      }
    }
    if (!fields.atEnd()) {
      throw new BadDataException(
          lines.place() + ": something stands behind '}'; weights of samples are not read.");
    }
    return (label != null || setLabel(header.columns().get(header.label()), "")) && whole;
  }

  /** Takes a field; false where it is missing and may be. */
  private boolean set(int k, String field) {
    SampleHeader.Column column = header.columns().get(k);
    if (k == header.label()) {
      return setLabel(column, field);
    }
    int feature = header.feature(k);
    values[feature] = column.isNominal() ? nominal(column, field) : Decimals.parse(field);
    if (Float.isNaN(values[feature])) {
      boolean absent = MISSING.contains(field);
      if (!absent || layout.missing() == CsvLayout.Missing.ERROR) {
        throw wrong(k, column, field, absent);
      }
      return false;
    }
    return true;
  }

  private static float nominal(SampleHeader.Column column, String field) {
    int place = column.values().indexOf(field);
    return place < 0 ? Float.NaN : column.numbers()[place];
  }

  private boolean setLabel(SampleHeader.Column column, String field) {
    boolean declared = column.isNominal() && column.values().contains(field);
    if (!declared && NO_CLASS.contains(field)) {
      if (layout.missing() == CsvLayout.Missing.SKIP) {
        return false;
      }
      throw new BadDataException(
          "%s: the class is missing%s; set missing: skip to leave such lines out."
              .formatted(labelPlace(), field.isEmpty() ? "" : " ('" + field + "')"));
    }
    if (column.isNominal() && !declared) {
      throw wrong(header.label(), column, field, false);
    }
    label = field;
    return true;
  }

  private BadDataException wrong(int k, SampleHeader.Column column, String field, boolean absent) {
    String place = "%s, column %d".formatted(lines.place(), k + 1);
    if (column.isNominal() && !absent) {
      return new BadDataException(
          "%s: '%s' is none of the values of '%s' (%s)."
              .formatted(
                  place,
                  ArffFields.shown(field),
                  column.name(),
                  String.join(
                      ", ", column.values().subList(0, Math.min(12, column.values().size())))));
    }
    String advice = "";
    if (absent) {
      advice = "; set missing: mean, zero or skip";
    } else if (!header.arff() && field.toLowerCase(Locale.ROOT).matches(".*[a-z].*")) {
      advice = "; target names the column of the class";
    }
    return new BadDataException(
        "%s: '%s' is not a finite number%s.".formatted(place, ArffFields.shown(field), advice));
  }

  @Override
  public String toString() {
    return lines.place() + " " + Arrays.toString(values) + " " + label;
  }
}
