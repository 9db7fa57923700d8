package dev.snn.report.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The tables. Scores add columns of their own to {@code runs} and {@code epochs}. */
final class Schema {
  /** Changes with the tables: a store of another version is built anew. */
  static final int VERSION = 3;

  /** What a user may ask, in the order in which it is shown. */
  static final Map<String, String> TABLES =
      Map.of(
          "runs", "one line per record, with the scores at its end",
          "epochs", "one line per run and epoch",
          "series", "one line per curve and place: accuracy by step, capacity by delay, ...",
          "config", "one line per configuration and option, its key with dots");

  static final List<String> ORDER = List.of("runs", "epochs", "series", "config");

  private static final List<String> STATEMENTS =
      List.of(
          """
          CREATE TABLE runs (run INTEGER PRIMARY KEY, folder TEXT, record TEXT, experiment TEXT,
            title TEXT, "row" TEXT, seed INTEGER, candidate INTEGER, dataset TEXT, status TEXT,
            error TEXT, config_hash TEXT, train_examples INTEGER, validation_examples INTEGER,
            test_examples INTEGER, epochs INTEGER, spikes REAL, parameters INTEGER, seconds REAL,
            seconds_per_epoch REAL, runs_at_a_time INTEGER, started TEXT, snn_version TEXT, git_commit TEXT, jdk TEXT,
            os TEXT, arch TEXT, cpu TEXT, cores INTEGER, threads INTEGER, backend TEXT, blas TEXT, blas_core TEXT,
            edited INTEGER)""",
          """
          CREATE TABLE epochs (run INTEGER, epoch INTEGER, train_loss REAL, spikes REAL,
            train_seconds REAL, evaluate_seconds REAL, PRIMARY KEY (run, epoch))""",
          """
          CREATE TABLE series (run INTEGER, name TEXT, unit TEXT, epoch INTEGER, x_name TEXT, x REAL,
            y REAL)""",
          "CREATE INDEX series_by_run ON series (run, name)",
          """
          CREATE TABLE config (config_hash TEXT, "key" TEXT, value, PRIMARY KEY (config_hash, "key"))
            WITHOUT ROWID""",
          "CREATE INDEX config_by_key ON config (\"key\", value)",
          """
          CREATE TABLE files (path TEXT PRIMARY KEY, size INTEGER, modified INTEGER, run INTEGER,
            fault TEXT) WITHOUT ROWID""",
          "PRAGMA user_version = " + VERSION);

  private Schema() {}

  static void create(Connection store) throws SQLException {
    try (Statement statement = store.createStatement()) {
      for (String sql : STATEMENTS) {
        statement.execute(sql);
      }
    }
  }

  static boolean isOurs(Connection store) throws SQLException {
    try (Statement statement = store.createStatement();
        ResultSet version = statement.executeQuery("PRAGMA user_version")) {
      return version.next() && version.getInt(1) == VERSION;
    }
  }

  /** Names of the columns of a table, in order. */
  static Set<String> columns(Connection store, String table) throws SQLException {
    Set<String> names = new LinkedHashSet<>();
    try (Statement statement = store.createStatement();
        ResultSet columns = statement.executeQuery("PRAGMA table_info(" + quoted(table) + ")")) {
      while (columns.next()) {
        names.add(columns.getString("name"));
      }
    }
    return names;
  }

  static void addColumn(Connection store, String table, String name) throws SQLException {
    try (Statement statement = store.createStatement()) {
      statement.execute("ALTER TABLE %s ADD COLUMN %s REAL".formatted(quoted(table), quoted(name)));
    }
  }

  static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }
}
