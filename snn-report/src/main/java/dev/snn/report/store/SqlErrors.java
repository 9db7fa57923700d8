package dev.snn.report.store;

import dev.snn.api.plugin.UserError;
import dev.snn.engine.error.Hint;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** What SQLite says, in the words of this program. */
final class SqlErrors {
  private static final Pattern INNER =
      Pattern.compile("\\[\\w+] .*?\\((.*)\\)\\s*", Pattern.DOTALL);
  private static final Pattern NAME = Pattern.compile("no such (table|column): (?:\\w+\\.)?(\\S+)");
  private static final Set<SQLiteErrorCode> DAMAGE =
      Set.of(
          SQLiteErrorCode.SQLITE_CORRUPT,
          SQLiteErrorCode.SQLITE_NOTADB,
          SQLiteErrorCode.SQLITE_FORMAT,
          SQLiteErrorCode.SQLITE_TOOBIG);
  private static final Set<SQLiteErrorCode> NO_PLACE =
      Set.of(
          SQLiteErrorCode.SQLITE_READONLY,
          SQLiteErrorCode.SQLITE_CANTOPEN,
          SQLiteErrorCode.SQLITE_IOERR,
          SQLiteErrorCode.SQLITE_FULL);

  private SqlErrors() {}

  /** The store is no database any more. */
  static boolean isDamage(SQLException e) {
    return DAMAGE.contains(primary(e));
  }

  /** The store cannot be written. */
  static boolean isNoPlace(SQLException e) {
    return NO_PLACE.contains(primary(e));
  }

  /** A line has the key of another one. */
  static boolean isConstraint(SQLException e) {
    return primary(e) == SQLiteErrorCode.SQLITE_CONSTRAINT;
  }

  /** Another program is writing. */
  static boolean isBusy(SQLException e) {
    SQLiteErrorCode code = primary(e);
    return code == SQLiteErrorCode.SQLITE_BUSY || code == SQLiteErrorCode.SQLITE_LOCKED;
  }

  /** The lowest byte of a result code says what, the others say why. */
  private static SQLiteErrorCode primary(SQLException e) {
    int code = e instanceof SQLiteException s ? s.getResultCode().code : e.getErrorCode();
    return SQLiteErrorCode.getErrorCode(code & 0xff);
  }

  static UserError ofQuery(SQLException e, Map<String, List<String>> columns) {
    if (primary(e) == SQLiteErrorCode.SQLITE_READONLY) {
      return new UserError("'snn results' only reads, and this statement would write.", e);
    }
    if (isDamage(e)) {
      return new UserError(
          "the store is damaged (%s). Delete its results.db: the next query builds it from the records."
              .formatted(e.getMessage()),
          e);
    }
    Matcher inner = INNER.matcher(String.valueOf(e.getMessage()));
    String text = inner.matches() ? inner.group(1) : e.getMessage();
    Matcher name = NAME.matcher(text);
    String hint = "";
    if (name.find()) {
      Set<String> names = new TreeSet<>(columns.keySet());
      if (name.group(1).equals("column")) {
        names.clear();
        columns.values().forEach(names::addAll);
      }
      hint = Hint.didYouMean(name.group(2), names);
    }
    return new UserError("SQL: %s.%s %s".formatted(text, hint, Store.WHERE_TO_LOOK), e);
  }
}
