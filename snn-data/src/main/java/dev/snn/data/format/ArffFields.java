package dev.snn.data.format;

import dev.snn.api.data.BadDataException;
import java.util.ArrayList;
import java.util.List;

/**
 * Texts of a line of ARFF, in single or double quotes where they hold what separates them, with a
 * backslash before a quote within. What separates two is a comma or blanks with a tabulator among
 * them, in a line without either any blanks; blanks around a comma mean nothing. What follows
 * {@code %} behind a blank is a comment.
 */
final class ArffFields {
  private final String line;
  private final String place;

  /** Where the comment begins, or the line ends. */
  private final int end;

  /** Whether the line has neither commas nor tabulators, so that blanks separate. */
  private final boolean blanks;

  private int at;

  /** Whether the text that was read last stood in quotes. */
  private boolean quoted;

  ArffFields(String line, int from, String place) {
    this.line = line;
    this.at = from;
    this.place = place;
    boolean separated = false;
    boolean first = true;
    int k = from;
    while (k < line.length() && !(first && line.charAt(k) == '%')) {
      char c = line.charAt(k);
      if (first && (c == '\'' || c == '"')) {
        k = behind(k);
        first = false;
        continue;
      }
      separated |= c == ',' || c == '\t';
      first = isBlank(c) || c == ',' || c == '{';
      k++;
    }
    end = k;
    blanks = !separated;
  }

  /** The place behind a text in quotes that begins somewhere. */
  private int behind(int begin) {
    int k = begin + 1;
    while (k < line.length() && line.charAt(k) != line.charAt(begin)) {
      k += line.charAt(k) == '\\' ? 2 : 1;
    }
    return Math.min(line.length(), k + 1);
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t';
  }

  /** All texts up to the end of the line. */
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
    return at >= end;
  }

  /** The next character; 0 at the end. */
  char peek() {
    skipBlanks();
    return at < end ? line.charAt(at) : 0;
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
    while (at < end && isBlank(line.charAt(at))) {
      at++;
    }
  }

  /** Steps over what separates two texts; false at the end of the line. */
  boolean separator() {
    int from = at;
    skipBlanks();
    if (at >= end) {
      return false;
    }
    if (take(',')) {
      return true;
    }
    if (!blanks && line.substring(from, at).indexOf('\t') < 0) {
      throw new BadDataException(
          "%s: a comma is missing before '%s'.".formatted(place, shown(line.substring(at))));
    }
    return true;
  }

  /** What is left, up to a comment. */
  String rest() {
    skipBlanks();
    String text = line.substring(at, end).strip();
    at = end;
    return text;
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
    while (at < end) {
      char c = line.charAt(at);
      if (c == ',' || (blanks ? isBlank(c) : c == '\t') || ends.indexOf(c) >= 0) {
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
        text.append(escaped(line.charAt(at)));
      } else if (c == quote) {
        at++;
        return text.toString();
      } else {
        text.append(c);
      }
    }
    throw new BadDataException(place + ": a quotation mark is not closed.");
  }

  /** What a character behind a backslash stands for. */
  private static char escaped(char c) {
    return switch (c) {
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      default -> c;
    };
  }

  /** For error texts. */
  static String shown(String text) {
    String plain = text.replaceAll("\\p{Cntrl}", "?");
    return plain.length() <= 40 ? plain : plain.substring(0, 40) + "...";
  }
}
