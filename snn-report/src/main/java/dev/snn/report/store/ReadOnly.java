package dev.snn.report.store;

import dev.snn.api.plugin.UserError;
import java.util.List;
import java.util.Locale;

/** Lets only queries through. The connection is read-only as well. */
final class ReadOnly {
  private static final List<String> QUERIES = List.of("SELECT", "WITH", "VALUES", "EXPLAIN");

  private ReadOnly() {}

  /** Refuses what is no single query. */
  static void require(String sql) {
    String text = withoutComments(sql).strip();
    String word = text.replaceFirst("(?s)[^A-Za-z].*", "").toUpperCase(Locale.ROOT);
    if (text.isEmpty()) {
      throw new UserError("the SQL is empty. " + Store.WHERE_TO_LOOK);
    }
    if (!QUERIES.contains(word)) {
      throw refusal(word.isEmpty() ? text.substring(0, 1) : word);
    }
    int end = endOfStatement(text);
    if (!text.substring(end).replaceAll("[;\\s]", "").isEmpty()) {
      throw new UserError("one query at a time: there is more behind the first semicolon.");
    }
  }

  static UserError refusal(String word) {
    return new UserError(
        "'snn results' only reads: a query begins with SELECT or WITH, not with '%s'."
            .formatted(word));
  }

  /** The first semicolon outside quotes, or the length. */
  private static int endOfStatement(String sql) {
    char quote = 0;
    for (int i = 0; i < sql.length(); i++) {
      char c = sql.charAt(i);
      if (quote == 0 && c == ';') {
        return i;
      }
      if (quote == 0 && "'\"`[".indexOf(c) >= 0) {
        quote = c == '[' ? ']' : c;
      } else if (c == quote) {
        quote = 0;
      }
    }
    return sql.length();
  }

  private static String withoutComments(String sql) {
    StringBuilder kept = new StringBuilder();
    char quote = 0;
    int i = 0;
    while (i < sql.length()) {
      char c = sql.charAt(i);
      if (quote == 0 && (sql.startsWith("--", i) || sql.startsWith("/*", i))) {
        String close = c == '-' ? "\n" : "*/";
        int end = sql.indexOf(close, i + 2);
        kept.append(' ');
        i = end < 0 ? sql.length() : end + close.length();
        continue;
      }
      if (quote == 0 && "'\"`[".indexOf(c) >= 0) {
        quote = c == '[' ? ']' : c;
      } else if (c == quote) {
        quote = 0;
      }
      kept.append(c);
      i++;
    }
    return kept.toString();
  }
}
