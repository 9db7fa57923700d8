package dev.snn.data.format;

import dev.snn.api.data.BadDataException;
import dev.snn.data.file.Unpacked;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Series as text, with the class of each. Two forms are known by what they begin with.
 *
 * <p>The .ts format of the UEA archive: comments ({@code #}), a head of lines {@code @name value},
 * {@code @data}, then a line per example: its dimensions, the values of each separated by commas,
 * and its class, all separated by colons.
 *
 * <p>The .tsv and .txt formats of the UCR archive: a line per example of one dimension, its class
 * first, then its values, separated by tabulators, blanks or commas; {@code NaN} at the end fills
 * up shorter series.
 *
 * @param series of each example, {@code [T][F]}; NaN where a value inside it is missing
 * @param labels of each example
 * @param dimensions F
 * @param missing values that are missing
 */
public record Ts(List<float[][]> series, String[] labels, int dimensions, int missing) {

  /**
   * Reads a .ts file that is in memory and lacks no value.
   *
   * @param name for error texts
   */
  public static Ts read(String name, byte[] bytes) {
    try (Unpacked in = Unpacked.of(name, bytes)) {
      return new Reader(name, in, false, true).read();
    }
  }

  /**
   * Reads a file of either form.
   *
   * @param mayMiss whether values inside a series may be missing
   */
  public static Ts read(String name, Unpacked in, boolean mayMiss) {
    return new Reader(name, in, mayMiss, false).read();
  }

  private static final class Reader {
    private final String name;
    private final TextLines lines;
    private final boolean mayMiss;
    private final boolean headed;
    private final List<float[][]> series = new ArrayList<>();
    private final List<String> labels = new ArrayList<>();
    private int missing;

    /**
     * @param headed whether only the .ts format will do
     */
    Reader(String name, Unpacked in, boolean mayMiss, boolean headed) {
      this.name = name;
      this.lines = new TextLines(name, in);
      this.mayMiss = mayMiss;
      this.headed = headed;
    }

    Ts read() {
      String first = lines.next();
      while (first != null && first.isBlank()) {
        first = lines.next();
      }
      if (headed || first != null && (first.startsWith("#") || first.startsWith("@"))) {
        head(first);
        for (String line = lines.next(); line != null; line = lines.next()) {
          if (!line.isBlank()) {
            example(line.strip());
          }
        }
      } else {
        for (String line = first; line != null; line = lines.next()) {
          if (!line.isBlank()) {
            row(line.strip());
          }
        }
      }
      if (series.isEmpty()) {
        throw new BadDataException(name + " holds no series; get it again.");
      }
      return new Ts(series, labels.toArray(String[]::new), series.get(0)[0].length, missing);
    }

    private void head(String first) {
      for (String given = first; ; given = lines.next()) {
        if (given == null) {
          throw new BadDataException(name + " has no line '@data'; get it again.");
        }
        String line = given.strip().toLowerCase(Locale.ROOT);
        if (line.startsWith("@data")) {
          return;
        }
        if (line.matches("@timestamps\\s+true.*") || line.matches("@classlabel\\s+false.*")) {
          throw new BadDataException(
              "%s: '%s'; only series without time stamps and with classes can be read."
                  .formatted(lines.place(), given.strip()));
        }
      }
    }

    private void example(String line) {
      String[] parts = line.split(":", -1);
      int dimensions = series.isEmpty() ? parts.length - 1 : series.get(0)[0].length;
      if (parts.length < 2 || parts.length - 1 != dimensions) {
        throw new BadDataException(
            "%s: %d dimensions and a class are expected, there are %d fields; get it again."
                .formatted(lines.place(), Math.max(1, dimensions), parts.length));
      }
      float[][] values = null;
      for (int d = 0; d < dimensions; d++) {
        String[] texts = parts[d].split(",", -1);
        if (values == null) {
          values = new float[texts.length][dimensions];
        }
        if (texts.length != values.length) {
          throw new BadDataException(
              "%s: dimension %d has %d values, the first has %d; get it again."
                  .formatted(lines.place(), d + 1, texts.length, values.length));
        }
        for (int t = 0; t < texts.length; t++) {
          values[t][d] = number(texts[t].strip(), "dimension " + (d + 1));
        }
      }
      add(values, parts[dimensions].strip());
    }

    private void row(String line) {
      String[] fields =
          line.split(line.indexOf('\t') >= 0 ? "\t" : line.indexOf(',') >= 0 ? "," : "\\s+", -1);
      int end = fields.length;
      while (end > 1 && isMissing(fields[end - 1].strip())) {
        end--;
      }
      if (end < 2) {
        throw new BadDataException(
            "%s: a class and the values of a series are expected.".formatted(lines.place()));
      }
      float[][] values = new float[end - 1][1];
      for (int t = 1; t < end; t++) {
        values[t - 1][0] = number(fields[t].strip(), "field " + (t + 1));
      }
      add(values, fields[0].strip());
    }

    private void add(float[][] values, String label) {
      if (label.isEmpty() || label.equals("?")) {
        throw new BadDataException("%s: the class is missing.".formatted(lines.place()));
      }
      series.add(values);
      labels.add(label);
    }

    private static boolean isMissing(String text) {
      return text.isEmpty() || text.equals("?") || text.equalsIgnoreCase("nan");
    }

    private float number(String text, String place) {
      float value = Decimals.parse(text);
      if (Float.isNaN(value)) {
        boolean absent = isMissing(text);
        if (!absent || !mayMiss) {
          throw new BadDataException(
              "%s, %s: '%s' is not a number%s."
                  .formatted(
                      lines.place(),
                      place,
                      text.substring(0, Math.min(40, text.length())).replaceAll("\\p{Cntrl}", "?"),
                      absent && !headed ? "; set missing: mean or zero" : ""));
        }
        missing++;
      }
      return value;
    }
  }
}
