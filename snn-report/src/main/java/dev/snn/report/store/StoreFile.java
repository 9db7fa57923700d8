package dev.snn.report.store;

import dev.snn.api.plugin.UserError;
import dev.snn.engine.file.AtomicFile;
import dev.snn.engine.file.Disk;
import dev.snn.engine.file.Leftovers;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sqlite.SQLiteConfig;

/**
 * The file of a store. A store that is missing, damaged or of another version is built beside its
 * place and moved there; changes of one that is well are a transaction.
 */
final class StoreFile {
  private static final String NAME = "results.db";

  /** "SNNr", in the header of our files: another program's database is left alone. */
  private static final int APPLICATION = 0x534e4e72;

  private static final int LENGTH_OF_HEADER = 72;
  private static final int PLACE_OF_APPLICATION = 68;
  private static final String MAGIC = "SQLite format 3\0";

  private final int patienceMs;

  /**
   * @param patienceMs how long to wait for another program that writes
   */
  StoreFile(int patienceMs) {
    this.patienceMs = patienceMs;
  }

  /** A connection that only reads, to a store of these files by folder. */
  Connection connect(Map<Path, Map<String, RecordScan.Stamp>> files) {
    try {
      if (files.size() == 1) {
        Map.Entry<Path, Map<String, RecordScan.Stamp>> only = files.entrySet().iterator().next();
        Optional<Connection> kept = kept(only.getKey(), only.getValue());
        if (kept.isPresent()) {
          return kept.get();
        }
      }
      return inMemory(files);
    } catch (SQLException e) {
      Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
      if (!Files.isDirectory(temporary) || !Files.isWritable(temporary)) {
        throw new UserError(
            "the database needs a folder for temporary files, and %s is none that can be written to. Name one, as in SNN_JAVA_OPTS=-Djava.io.tmpdir=DIR."
                .formatted(temporary),
            e);
      }
      throw new IllegalStateException(e);
    }
  }

  /** Empty where the folder cannot be written. */
  private Optional<Connection> kept(Path folder, Map<String, RecordScan.Stamp> files)
      throws SQLException {
    Path file = folder.resolve(NAME);
    refuseForeign(file);
    try {
      if (!Files.exists(file) || !update(file, folder, files)) {
        build(file, folder, files);
      }
      return Optional.of(open(file, true));
    } catch (SQLException e) {
      if (SqlErrors.isBusy(e)) {
        throw new UserError(
            "%s is being written by another program. Try again when it has finished."
                .formatted(file),
            e);
      }
      if (SqlErrors.isNoPlace(e)) {
        return Optional.empty();
      }
      throw e;
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static void refuseForeign(Path file) {
    if (!Files.exists(file)) {
      return;
    }
    byte[] header;
    try (InputStream in = Files.newInputStream(file)) {
      header = in.readNBytes(LENGTH_OF_HEADER);
    } catch (IOException e) {
      throw new UserError("cannot read %s. Move it away.".formatted(file), e);
    }
    boolean database =
        header.length == LENGTH_OF_HEADER
            && new String(header, 0, MAGIC.length(), StandardCharsets.ISO_8859_1).equals(MAGIC);
    if (database && ByteBuffer.wrap(header).getInt(PLACE_OF_APPLICATION) != APPLICATION) {
      throw new UserError(
          "%s is a database of another program, in the place of the store of results. Move it away."
              .formatted(file));
    }
  }

  /** False where the store has to be built anew. */
  private boolean update(Path file, Path folder, Map<String, RecordScan.Stamp> files)
      throws SQLException {
    try (Connection store = open(file, false);
        Statement statement = store.createStatement()) {
      if (!Schema.isOurs(store)) {
        return false;
      }
      if (!Filing.compare(store, files).isNone()) {
        statement.execute("BEGIN IMMEDIATE");
        Filing.apply(store, folder, "", Filing.compare(store, files));
        statement.execute("COMMIT");
      }
      return true;
    } catch (SQLException e) {
      if (SqlErrors.isDamage(e)) {
        return false;
      }
      throw e;
    }
  }

  private void build(Path file, Path folder, Map<String, RecordScan.Stamp> files)
      throws SQLException, IOException {
    Leftovers.sweepOf(file);
    try {
      AtomicFile.make(file, fresh -> makeAt(fresh, file, folder, files));
    } catch (UncheckedSql e) {
      throw e.exception;
    }
  }

  private void makeAt(Path fresh, Path file, Path folder, Map<String, RecordScan.Stamp> files)
      throws IOException {
    fresh.toFile().deleteOnExit();
    try (Connection store = open(fresh, false)) {
      fill(store, Map.of(folder, files));
    } catch (SQLException e) {
      throw new UncheckedSql(e);
    }
    // Left by a process that was killed, it would be applied to the new file.
    Disk.remove(file.resolveSibling(NAME + "-journal"));
  }

  /** Carries an exception through code that knows nothing of databases. */
  private static final class UncheckedSql extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final SQLException exception;

    UncheckedSql(SQLException exception) {
      super(exception);
      this.exception = exception;
    }
  }

  private Connection inMemory(Map<Path, Map<String, RecordScan.Stamp>> files) throws SQLException {
    Connection store = config(false).createConnection("jdbc:sqlite::memory:");
    fill(store, files);
    try (Statement statement = store.createStatement()) {
      statement.execute("PRAGMA query_only = ON");
    }
    return store;
  }

  private static void fill(Connection store, Map<Path, Map<String, RecordScan.Stamp>> files)
      throws SQLException {
    try (Statement statement = store.createStatement()) {
      statement.execute("PRAGMA application_id = " + APPLICATION);
      statement.execute("BEGIN IMMEDIATE");
      Schema.create(store);
      for (Map.Entry<Path, Map<String, RecordScan.Stamp>> folder : files.entrySet()) {
        String prefix = files.size() == 1 ? "" : folder.getKey() + "/";
        Filing.apply(
            store, folder.getKey(), prefix, new Filing.Change(Set.of(), folder.getValue()));
      }
      statement.execute("COMMIT");
    }
  }

  private Connection open(Path file, boolean readOnly) throws SQLException {
    return config(readOnly).createConnection("jdbc:sqlite:" + file.toAbsolutePath());
  }

  private SQLiteConfig config(boolean readOnly) {
    SQLiteConfig config = new SQLiteConfig();
    config.setReadOnly(readOnly);
    config.setBusyTimeout(patienceMs);
    return config;
  }
}
