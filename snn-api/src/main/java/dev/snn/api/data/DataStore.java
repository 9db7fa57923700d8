package dev.snn.api.data;

import java.nio.file.Path;
import java.util.List;

/**
 * Fetches and verifies the canonical files of data sets; found through {@link
 * java.util.ServiceLoader}.
 */
public interface DataStore {

  /**
   * Puts a file below a folder: with checksum, resuming what an earlier attempt left, and renamed
   * into place only when it is whole and right. Returns at once where the right file is there.
   *
   * @param cache folder that {@link DataFile#path()} is relative to; made where missing
   * @return the file
   * @throws MissingDataException where it has no address or none of them gives it
   * @throws BadDataException where every address gives other bytes, or a wrong file is in the way
   */
  Path fetch(DataFile file, Path cache, Progress progress);

  /**
   * Looks for a file and compares its checksum. The first folder that has it counts, as it does
   * when a data set is read; then what is bundled.
   */
  Finding verify(DataFile file, List<Path> folders);

  /** Called as bytes arrive. */
  @FunctionalInterface
  interface Progress {
    /** No one listens. */
    Progress NONE = (file, done, total) -> {};

    /** {@code done} of {@code total} bytes of a file are there. */
    void update(DataFile file, long done, long total);
  }

  /** How a file was found. */
  enum State {
    /** The checksum is right, of the file or of what it holds. */
    RIGHT,
    /** The file has another checksum or cannot be read. */
    WRONG,
    /** There is no such file. */
    MISSING
  }

  /**
   * What {@link #verify} saw.
   *
   * @param where the file, or "bundled"; empty where missing
   * @param message one sentence
   */
  record Finding(DataFile file, State state, String where, String message) {}
}
