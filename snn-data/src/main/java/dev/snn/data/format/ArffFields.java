package dev.snn.data.format;

import dev.snn.api.data.BadDataException;
import java.util.ArrayList;
import java.util.List;

/**
 * Texts of a line of ARFF: separated by commas or tabulators, in single or double quotes where they
 * hold one of these, with a backslash before a quote within.
 */
final class ArffFields {
  private final String line;
  private final String place;
  private int at;

  /** Whether the text that was read last stood in quotes. */
  private boolean quoted;

  ArffFields(String line, int from, String place) {
    this.line = line;
    this.at = from;
    this.place = place;
  }

  /** All texts up to the end of the line; one in quotes is never a missing value. */
  static List<String> of(String line, String place) {
    ArffFields fields = new ArffFields(line, 0, place);
    List<String> all = new ArrayList<>();
    do {
      all.add(fields.next(""));
    } while (fields.separator());
    return all;
  }

  /** True where nothing is left. */
  boolean atEnd() {
    skipBlanks();
    return at == line.length();
  }

  /** The next character; 0 at the end. */
  char peek() {
    skipBlanks();
    return at < line.length() ? line.charAt(at) : 0;
  }

  /** Steps over a character where it is the next. */
  boolean take(char c) {
    if (peek() != c) {
      return false;
    }
    at++;
    return true;
  }

  private void skipBlanks() {
    while (at < line.length() && line.charAt(at) == ' ') {
      at++;
    }
  }

  /** Steps over a comma or tabulator; false at the end of the line. */
  boolean separator() {
    skipBlanks();
    if (at == line.length()) {
      return false;
    }
    char c = line.charAt(at);
    if (c != ',' && c != '\t') {
      throw new BadDataException(
          "%s: a comma is missing before '%s'.".formatted(place, shown(line.substring(at))));
    }
    at++;
    return true;
  }

  /**
   * The next text.
   *
   * @param ends characters that end it beside commas and tabulators
   */
  String next(String ends) {
    char first = peek();
    quoted = first == '\'' || first == '"';
    return quoted ? inQuotes(first) : bare(ends);
  }

  /** Whether the text read last stood in quotes. */
  boolean wasQuoted() {
    return quoted;
  }

  private String bare(String ends) {
    int from = at;
    while (at < line.length()) {
      char c = line.charAt(at);
      if (c == ',' || c == '\t' || ends.indexOf(c) >= 0) {
        break;
      }
      at++;
    }
    return line.substring(from, at).strip();
  }

  private String inQuotes(char quote) {
    StringBuilder text = new StringBuilder();
    for (at++; at < line.length(); at++) {
      char c = line.charAt(at);
      if (c == '\\' && at + 1 < line.length()) {
        at++;
        text.append(line.charAt(at));
      } else if (c == quote) {
        at++;
        return text.toString();
      } else {
        text.append(c);
      }
    }
    throw new BadDataException(place + ": a quotation mark is not closed.");
  }

  /** For error texts. */
  static String shown(String text) {
    String plain = text.replaceAll("\\p{Cntrl}", "?");
    return plain.length() <= 40 ? plain : plain.substring(0, 40) + "...";
  }
}
