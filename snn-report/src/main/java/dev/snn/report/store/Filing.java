package dev.snn.report.store;

import dev.snn.api.plugin.UserError;
import dev.snn.engine.file.OutputFiles;
import dev.snn.engine.record.RecordFiles;
import dev.snn.engine.record.RunRecord;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Brings a store up to date with the records. */
final class Filing {
  private final Connection store;
  private final Map<String, Set<String>> columns = new HashMap<>();
  private final Map<List<String>, PreparedStatement> inserts = new HashMap<>();

  private Filing(Connection store) {
    this.store = store;
  }

  /** What has to be done. */
  record Change(Set<String> gone, Map<String, RecordScan.Stamp> fresh) {
    boolean isNone() {
      return gone.isEmpty() && fresh.isEmpty();
    }
  }

  /** The records that the store does not have as they are, and those that are no more. */
  static Change compare(Connection store, Map<String, RecordScan.Stamp> files) throws SQLException {
    Map<String, RecordScan.Stamp> fresh = new LinkedHashMap<>(files);
    Set<String> gone = new HashSet<>();
    try (Statement statement = store.createStatement();
        ResultSet known = statement.executeQuery("SELECT path, size, modified FROM files")) {
      while (known.next()) {
        String path = known.getString(1);
        RecordScan.Stamp stamp = new RecordScan.Stamp(known.getLong(2), known.getLong(3));
        if (stamp.equals(files.get(path))) {
          fresh.remove(path);
        } else {
          gone.add(path);
        }
      }
    }
    return new Change(gone, fresh);
  }

  /**
   * Does it, in the transaction of the caller.
   *
   * @param root the paths start from
   * @param prefix of the paths, as they stand in the store; empty for none
   */
  static void apply(Connection store, Path root, String prefix, Change change) throws SQLException {
    Filing filing = new Filing(store);
    try {
      for (String path : change.gone()) {
        filing.forget(prefix + path);
      }
      for (Map.Entry<String, RecordScan.Stamp> file : change.fresh().entrySet()) {
        filing.add(root.resolve(file.getKey()), prefix + file.getKey(), file.getValue());
      }
      if (!change.gone().isEmpty()) {
        filing.forgetUnused();
      }
    } finally {
      for (PreparedStatement insert : filing.inserts.values()) {
        insert.close();
      }
    }
  }

  private void forget(String path) throws SQLException {
    for (String sql :
        List.of(
            "DELETE FROM epochs WHERE run = (SELECT run FROM files WHERE path = ?)",
            "DELETE FROM series WHERE run = (SELECT run FROM files WHERE path = ?)",
            "DELETE FROM runs WHERE run = (SELECT run FROM files WHERE path = ?)",
            "DELETE FROM files WHERE path = ?")) {
      try (PreparedStatement statement = store.prepareStatement(sql)) {
        statement.setString(1, path);
        statement.executeUpdate();
      }
    }
  }

  private void forgetUnused() throws SQLException {
    try (Statement statement = store.createStatement()) {
      statement.executeUpdate(
          "DELETE FROM config WHERE config_hash NOT IN (SELECT config_hash FROM runs)");
    }
  }

  private void add(Path file, String path, RecordScan.Stamp stamp) throws SQLException {
    RecordFiles.Reading reading = read(file);
    String fault = reading.fault();
    Long run = null;
    if (reading.record() != null) {
      try (Statement statement = store.createStatement()) {
        statement.execute("SAVEPOINT one");
        try {
          run = add(reading.record(), path);
        } catch (SQLException e) {
          if (!SqlErrors.isConstraint(e)) {
            throw e;
          }
          // No record that this program writes; the others are not to be lost over it.
          fault = "it does not fit the tables: " + e.getMessage();
          statement.execute("ROLLBACK TO one");
        }
        statement.execute("RELEASE one");
      }
    }
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("path", path);
    line.put("size", stamp.size());
    line.put("modified", stamp.modified());
    line.put("run", run);
    line.put("fault", fault);
    insert("files", line);
  }

  private long add(RunRecord record, String path) throws SQLException {
    RecordRows rows = new RecordRows(record, path);
    long run = insert("runs", rows.run());
    for (Map<String, Object> epoch : rows.epochs()) {
      epoch.put("run", run);
      insert("epochs", epoch);
    }
    for (Map<String, Object> point : rows.series()) {
      point.put("run", run);
      insert("series", point);
    }
    if (isNew(record.configHash())) {
      for (Map.Entry<String, Object> option : rows.config().entrySet()) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("config_hash", record.configHash());
        line.put("key", option.getKey());
        line.put("value", option.getValue());
        insert("config", line);
      }
    }
    return run;
  }

  /** A file that went away since the scan holds no record. */
  private static RecordFiles.Reading read(Path file) {
    try {
      return RecordFiles.reading(Files.readString(file));
    } catch (NoSuchFileException e) {
      return new RecordFiles.Reading(null, null);
    } catch (MalformedInputException e) {
      return new RecordFiles.Reading(null, "it is not UTF-8");
    } catch (IOException e) {
      throw new UserError(
          "cannot read the record %s (%s).".formatted(file, OutputFiles.reason(e)), e);
    }
  }

  private boolean isNew(String hash) throws SQLException {
    try (PreparedStatement statement =
        store.prepareStatement("SELECT 1 FROM config WHERE config_hash = ? LIMIT 1")) {
      statement.setString(1, hash);
      try (ResultSet found = statement.executeQuery()) {
        return !found.next();
      }
    }
  }

  private long insert(String table, Map<String, Object> line) throws SQLException {
    List<String> names = new ArrayList<>(line.keySet());
    Set<String> known = columns.get(table);
    if (known == null) {
      known = new HashSet<>();
      for (String column : Schema.columns(store, table)) {
        known.add(column.toLowerCase(Locale.ROOT));
      }
      columns.put(table, known);
    }
    for (String name : names) {
      if (known.add(name.toLowerCase(Locale.ROOT))) {
        Schema.addColumn(store, table, name);
      }
    }
    PreparedStatement statement = statement(table, names);
    for (int i = 0; i < names.size(); i++) {
      statement.setObject(i + 1, line.get(names.get(i)));
    }
    statement.executeUpdate();
    try (Statement last = store.createStatement();
        ResultSet id = last.executeQuery("SELECT last_insert_rowid()")) {
      return id.getLong(1);
    }
  }

  private PreparedStatement statement(String table, List<String> names) throws SQLException {
    List<String> key = new ArrayList<>(names);
    key.add(0, table);
    PreparedStatement statement = inserts.get(key);
    if (statement == null) {
      statement =
          store.prepareStatement(
              "INSERT INTO %s (%s) VALUES (%s)"
                  .formatted(
                      Schema.quoted(table),
                      String.join(", ", names.stream().map(Schema::quoted).toList()),
                      String.join(", ", names.stream().map(n -> "?").toList())));
      inserts.put(key, statement);
    }
    return statement;
  }
}
