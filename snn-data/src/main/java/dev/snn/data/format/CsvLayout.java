package dev.snn.data.format;

import java.util.List;

/**
 * How a table of text is laid out, and which of its columns are what.
 *
 * @param separator one character, "tab" or "whitespace" (blanks and tabulators, several are one)
 * @param decimal "." or ","
 * @param latin1 whether the text is ISO 8859-1, not UTF-8
 * @param header whether the first line names the columns
 * @param label column of the class: "last", a name, or a number from 1; no column where there are
 *     targets
 * @param targets columns of the numbers to predict, by name or number; empty where there are
 *     classes
 * @param drop columns that are left out, by name or number
 * @param missing what becomes of missing values
 */
public record CsvLayout(
    String separator,
    String decimal,
    boolean latin1,
    boolean header,
    String label,
    List<String> targets,
    List<String> drop,
    Missing missing) {
  /** The last column that is not left out. */
  public static final String LAST = "last";

  /** What becomes of an example of which a value is missing. */
  public enum Missing {
    /** It is an error. */
    ERROR,
    /** The mean of its column in the training part takes its place. */
    MEAN,
    /** A zero takes its place, before anything is scaled. */
    ZERO,
    /** The example is left out. */
    SKIP
  }

  /** Checks the values. */
  public CsvLayout {
    if (separator.length() != 1 && !separator.equals("tab") && !separator.equals("whitespace")) {
      throw new IllegalArgumentException(
          "separator must be one character, 'tab' or 'whitespace', got '" + separator + "'");
    }
    if (!decimal.equals(".") && !decimal.equals(",")) {
      throw new IllegalArgumentException("decimal must be '.' or ',', got '" + decimal + "'");
    }
    if (decimal.equals(separator)) {
      throw new IllegalArgumentException(
          "separator and decimal are both '" + decimal + "'; set separator, as to ';'");
    }
    if (!targets.isEmpty() && !label.equals(LAST)) {
      throw new IllegalArgumentException("give label for classes or target for numbers, not both");
    }
    targets = List.copyOf(targets);
    drop = List.copyOf(drop);
  }

  /** Values and a class, separated by a character. */
  public static CsvLayout plain(char separator, boolean header, String label) {
    return new CsvLayout(
        String.valueOf(separator), ".", false, header, label, List.of(), List.of(), Missing.ERROR);
  }

  /** True where empty fields stand between two separators. */
  boolean whitespace() {
    return separator.equals("whitespace");
  }

  /** The separator; not of whitespace. */
  char character() {
    return separator.equals("tab") ? '\t' : separator.charAt(0);
  }
}
