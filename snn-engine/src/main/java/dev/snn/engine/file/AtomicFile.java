package dev.snn.engine.file;

import dev.snn.engine.error.OutputFailure;
import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/** Writes files that are there whole or not at all, whenever the process ends. */
public final class AtomicFile {
  /** Unlike the number of the process it differs between machines that share a folder. */
  private static final String PROCESS = UUID.randomUUID().toString().substring(0, 8);

  private AtomicFile() {}

  /** Writes the bytes of a file. */
  @FunctionalInterface
  public interface Content {
    /** Writes them, and leaves the stream open. */
    void writeTo(OutputStream out) throws IOException;
  }

  /**
   * Writes beside the place until all is on the disk, and moves it there; makes the folder if need
   * be. Where that fails the place is as it was.
   *
   * @param option that names the place, for the error text
   */
  public static void write(Path file, String option, Content content) {
    Path fresh = beside(file);
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      // No channel: an interruption would close it before all is written.
      try (FileOutputStream out = new FileOutputStream(fresh.toFile())) {
        BufferedOutputStream buffered = new BufferedOutputStream(out, 1 << 16);
        content.writeTo(buffered);
        buffered.flush();
        out.getFD().sync();
      }
      try {
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
      } catch (AtomicMoveNotSupportedException e) {
        Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException e) {
      throw new OutputFailure(
          "cannot write %s (%s).".formatted(file, OutputFiles.reason(e)), option, e);
    } finally {
      remove(fresh);
    }
  }

  /** Where this thread writes a file before it is moved; no other thread or process does so. */
  public static Path beside(Path file) {
    return file.resolveSibling(
        "%s.%s-%d.new".formatted(file.getFileName(), PROCESS, Thread.currentThread().getId()));
  }

  private static void remove(Path fresh) {
    try {
      Files.deleteIfExists(fresh);
    } catch (IOException e) {
      // What is left of it does no harm: nothing reads it.
    }
  }
}
