package dev.snn.data.format;

import dev.snn.api.data.BadDataException;
import dev.snn.data.file.Unpacked;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Numbers with a class or with numbers to predict as text, one example per line. Fields may be
 * quoted; empty lines and a byte order mark are skipped. The file is read once, from its first byte
 * to its last, and never kept as text.
 *
 * @param columns names of the features; empty where columns have none
 * @param labelColumn name or number of the column of the class; empty where there is none
 * @param values the features, NaN where one is missing and may be
 * @param labels the column of the class as text; empty where there is none
 * @param targets the numbers to predict; of width 0 where there are none
 * @param skipped examples that were left out because a value is missing
 * @param missing values that are missing
 */
public record Csv(
    List<String> columns,
    String labelColumn,
    FloatRows values,
    String[] labels,
    FloatRows targets,
    int skipped,
    long missing) {
  private static final Set<String> MISSING =
      Set.of("", "?", "NA", "N/A", "n/a", "NaN", "nan", "null", "NULL", "None");

  /** Values of an example. */
  public int features() {
    return values.width();
  }

  /** Reads a table of values and a class that is in memory. */
  public static Csv read(String name, byte[] bytes, char separator, boolean header, String label) {
    try (Unpacked in = Unpacked.of(name, bytes)) {
      return read(name, in, CsvLayout.plain(separator, header, label), null);
    }
  }

  /**
   * Reads a table.
   *
   * @param name for error texts
   * @param like a table read before, whose columns are looked for by name; null for the first
   */
  public static Csv read(String name, Unpacked in, CsvLayout layout, Csv like) {
    return new Reader(name, in, layout, like).read();
  }

  /** The features of a table whose columns are known by name only, to compare others with. */
  public static Csv named(List<String> columns, String label) {
    return new Csv(columns, label, new FloatRows(columns.size()), new String[0], null, 0, 0);
  }

  private static final class Reader {
    private final TextLines lines;
    private final String name;
    private final CsvLayout layout;
    private final Csv like;
    private final Map<String, String> known = new HashMap<>();
    private CsvColumns columns;
    private long missing;

    Reader(String name, Unpacked in, CsvLayout layout, Csv like) {
      this.name = name;
      this.layout = layout;
      this.like = like;
      this.lines =
          layout.latin1()
              ? new TextLines(name, in, StandardCharsets.ISO_8859_1, "")
              : new TextLines(
                  name,
                  in,
                  StandardCharsets.UTF_8,
                  "save the file as UTF-8, or set encoding: latin-1");
    }

    Csv read() {
      List<String> header = null;
      List<String> labels = new ArrayList<>();
      FloatRows values = null;
      FloatRows targets = null;
      float[] row = null;
      float[] target = null;
      int skipped = 0;
      for (String line = lines.next(); line != null; line = lines.next()) {
        if (line.isBlank()) {
          continue;
        }
        List<String> fields = CsvFields.of(line, layout, lines.place());
        if (layout.header() && header == null) {
          header = fields;
          requireNames(header);
          continue;
        }
        if (columns == null) {
          columns = columns(header, fields, line);
          row = new float[columns.features().length];
          values = new FloatRows(row.length);
          target = new float[columns.targets().length];
          targets = new FloatRows(target.length);
        }
        if (fields.size() != columns.count()) {
          throw new BadDataException(
              "%s: %d fields instead of %d."
                  .formatted(lines.place(), fields.size(), columns.count()));
        }
        boolean whole = numbers(fields, columns.features(), row, false);
        whole &= numbers(fields, columns.targets(), target, true);
        whole &= columns.label() < 0 || label(fields.get(columns.label()), labels);
        if (whole || layout.missing() != CsvLayout.Missing.SKIP) {
          values.add(row);
          targets.add(target);
        } else {
          skipped++;
          while (labels.size() > values.size()) {
            labels.remove(labels.size() - 1);
          }
        }
      }
      if (values == null || values.size() == 0) {
        throw new BadDataException(name + " holds no examples.");
      }
      return new Csv(
          columns.names(),
          columns.labelName(),
          values,
          labels.toArray(String[]::new),
          targets,
          skipped,
          missing);
    }

    /**
     * A line of numbers with decimals is an example, and would be lost. Counted columns are not.
     */
    private void requireNames(List<String> header) {
      boolean numbers = header.size() > 1;
      boolean whole = true;
      for (String field : header) {
        String text = layout.decimal().equals(",") ? field.replace(',', '.') : field;
        numbers &= Decimals.isNumber(text);
        whole &= Decimals.whole(text) != null;
      }
      if (numbers && !whole) {
        throw new BadDataException(
            "%s: all fields are numbers, where the names of the columns should stand; set header: false."
                .formatted(lines.place()));
      }
    }

    private CsvColumns columns(List<String> header, List<String> fields, String line) {
      int count = header == null ? fields.size() : header.size();
      if (count < 2) {
        throw new BadDataException(
            "%s has one column; values and a label are needed: is the separator right?%s"
                .formatted(name, CsvFields.separators(line)));
      }
      CsvColumns before =
          like == null
              ? null
              : CsvColumns.named(like.columns(), like.features(), like.labelColumn());
      return CsvColumns.of(name, layout, header, count, before);
    }

    /** One text per class, however many examples have it. */
    private boolean label(String text, List<String> labels) {
      if (MISSING.contains(text) && (text.isEmpty() || text.equals("?"))) {
        if (layout.missing() == CsvLayout.Missing.SKIP) {
          return false;
        }
        boolean trailing = columns.label() == columns.count() - 1;
        throw new BadDataException(
            "%s, column %d: the label is missing%s."
                .formatted(
                    lines.place(),
                    columns.label() + 1,
                    trailing && !layout.whitespace()
                        ? "; where all lines end with a separator, set drop: [%d]"
                            .formatted(columns.count())
                        : ""));
      }
      labels.add(known.computeIfAbsent(text, t -> t));
      return true;
    }

    /** Reads numbers; false where one is missing and may be. */
    private boolean numbers(List<String> fields, int[] which, float[] into, boolean needed) {
      boolean whole = true;
      for (int k = 0; k < which.length; k++) {
        String field = fields.get(which[k]);
        String text = layout.decimal().equals(",") ? field.replace(',', '.') : field;
        into[k] = Decimals.parse(text);
        if (Float.isNaN(into[k])) {
          boolean absent = MISSING.contains(field);
          boolean may = absent && layout.missing() != CsvLayout.Missing.ERROR;
          if (!may || needed && layout.missing() != CsvLayout.Missing.SKIP) {
            throw wrong(which[k], field, absent);
          }
          whole = false;
          missing++;
        }
      }
      return whole;
    }

    private BadDataException wrong(int column, String field, boolean absent) {
      String advice = "";
      if (absent) {
        advice = "; set missing: mean, zero or skip";
      } else if (lines.number() == 1 && !layout.header()) {
        advice = "; if the first line names the columns, set header: true";
      } else if (layout.decimal().equals(".") && field.matches("[+-]?[0-9]*,[0-9]+")) {
        advice = "; for a decimal comma set decimal: ','";
      } else if (field.chars().anyMatch(c -> c > ' ')) {
        advice = "; drop leaves a column out";
      }
      return new BadDataException(
          "%s, column %d: '%s' is not a finite number%s."
              .formatted(lines.place(), column + 1, shown(field), advice));
    }

    private static String shown(String field) {
      String text = field.replaceAll("\\p{Cntrl}", "?");
      return text.length() <= 40 ? text : text.substring(0, 40) + "...";
    }
  }
}
