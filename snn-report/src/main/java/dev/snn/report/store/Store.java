package dev.snn.report.store;

import dev.snn.api.plugin.UserError;
import dev.snn.engine.record.RecordFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The records below some folders as tables {@code runs}, {@code epochs} and {@code config} of an
 * SQLite database, for queries. The records are the truth: each opening reads those that are new or
 * have changed, and forgets those that are gone.
 */
public final class Store implements AutoCloseable {
  static final String WHERE_TO_LOOK = "Type 'snn results' for the tables and their columns.";

  /** How long another program may write before a store counts as locked. */
  private static final int PATIENCE_MS = 5000;

  private final Connection connection;

  private Store(Connection connection) {
    this.connection = connection;
  }

  /**
   * Opens a store that is up to date. That of one folder is kept in its file {@code results.db}; of
   * several, or where nothing can be written, it lives in memory.
   *
   * @param folders output folders, or folders above some; one inside another adds nothing
   */
  public static Store open(List<Path> folders) {
    return open(folders, PATIENCE_MS);
  }

  static Store open(List<Path> folders, int patienceMs) {
    for (Path folder : folders) {
      if (!Files.isDirectory(folder)) {
        throw new UserError(
            "there is no folder %s. Name one that holds output of 'snn table' or 'snn run' with --in."
                .formatted(folder));
      }
    }
    Map<Path, Map<String, RecordScan.Stamp>> files = new LinkedHashMap<>();
    Roots.of(folders).forEach(root -> files.put(root, RecordScan.below(root)));
    if (files.values().stream().allMatch(Map::isEmpty)) {
      throw new UserError(
          "there are no records below %s. Name a folder that holds output of 'snn table' or 'snn run' with --in."
              .formatted(String.join(" and ", folders.stream().map(Path::toString).toList())));
    }
    return new Store(new StoreFile(patienceMs).connect(files));
  }

  /**
   * Answers a query. Anything but a query, or one that is wrong, is the user's error.
   *
   * @param sql in SQLite's dialect
   */
  public Answer query(String sql) {
    ReadOnly.require(sql);
    try (Statement statement = connection.createStatement();
        ResultSet found = statement.executeQuery(sql)) {
      ResultSetMetaData meta = found.getMetaData();
      List<String> columns = new ArrayList<>();
      for (int c = 1; c <= meta.getColumnCount(); c++) {
        columns.add(meta.getColumnLabel(c));
      }
      List<List<Object>> lines = new ArrayList<>();
      while (found.next()) {
        List<Object> line = new ArrayList<>();
        for (int c = 1; c <= columns.size(); c++) {
          line.add(value(found.getObject(c)));
        }
        lines.add(line);
      }
      return new Answer(columns, lines);
    } catch (SQLException e) {
      throw SqlErrors.ofQuery(e, columns());
    }
  }

  private static Object value(Object found) {
    return found instanceof Integer number ? (Object) number.longValue() : found;
  }

  /** The names of the columns of each table. */
  public Map<String, List<String>> columns() {
    Map<String, List<String>> columns = new LinkedHashMap<>();
    try {
      for (String table : Schema.ORDER) {
        columns.put(table, List.copyOf(Schema.columns(connection, table)));
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return columns;
  }

  /** What is to be said of single records: edited ones, such as cannot be used. */
  public List<String> notes() {
    List<String> notes = new ArrayList<>();
    String broken = "SELECT path, fault FROM files WHERE fault IS NOT NULL ORDER BY path";
    String edited = "SELECT record FROM runs WHERE edited = 1 ORDER BY record";
    try (Statement statement = connection.createStatement()) {
      try (ResultSet found = statement.executeQuery(broken)) {
        List<String> all = new ArrayList<>();
        while (found.next()) {
          all.add("%s is left out: %s.".formatted(found.getString(1), found.getString(2)));
        }
        notes.addAll(RecordFolder.few(all, "left out"));
      }
      try (ResultSet found = statement.executeQuery(edited)) {
        List<String> all = new ArrayList<>();
        while (found.next()) {
          all.add(RecordFolder.noteOfEdited(found.getString(1)));
        }
        notes.addAll(RecordFolder.few(all, "edited"));
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return notes;
  }

  /** What a line of a table stands for. */
  public static String describe(String table) {
    return Schema.TABLES.get(table);
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
