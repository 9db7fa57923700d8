package dev.snn.engine.file;

import dev.snn.api.plugin.UserError;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * Keeps other programs out of an output folder: one that needs it for itself, or several that write
 * files of different names. It ends with the process, however that ends; where the file system
 * knows no locks there is none.
 */
public final class FolderLock implements AutoCloseable {
  /** The name of the file that is locked; it is there only as long as somebody writes. */
  public static final String NAME = ".snn-lock";

  private static final int ATTEMPTS = 10;
  private static final long PAUSE_NANOS = 50_000_000;

  private final Path file;
  private RandomAccessFile open;
  private FileLock lock;

  private FolderLock(Path file) {
    this.file = file;
  }

  /**
   * Has a folder for itself.
   *
   * @param option that names the folder
   */
  public static FolderLock exclusive(Path folder, String option) {
    FolderLock made = new FolderLock(folder.resolve(NAME));
    if (!made.take(false)) {
      throw taken(folder, option);
    }
    return made;
  }

  /**
   * Shares a folder with others that do.
   *
   * @param alone what to do first where nobody else is there, as sweeping the folder
   */
  public static FolderLock shared(Path folder, String option, Runnable alone) {
    FolderLock made = new FolderLock(folder.resolve(NAME));
    if (made.take(false)) {
      try {
        alone.run();
      } finally {
        made.release();
      }
    }
    for (int k = 0; !made.take(true); k++) {
      // Another one that begins has the folder for itself for a moment.
      if (k == ATTEMPTS) {
        throw taken(folder, option);
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    return made;
  }

  private static UserError taken(Path folder, String option) {
    return new UserError(
        "another snn writes to %s. Wait until it has finished, or choose another folder with %s."
            .formatted(folder, option));
  }

  /** False where somebody else has it; true also where the file system knows no locks. */
  private boolean take(boolean shared) {
    try {
      for (int k = 0; k < ATTEMPTS; k++) {
        Disk.step(Disk.Step.OPEN, file, () -> open = new RandomAccessFile(file.toFile(), "rw"));
        Optional<String> key = FileKey.of(file);
        lock = open.getChannel().tryLock(0, Long.MAX_VALUE, shared);
        if (lock == null) {
          break;
        }
        // Its last holder may have removed the file between the two.
        if (key.isPresent() && key.equals(FileKey.of(file))) {
          return true;
        }
        release();
      }
    } catch (OverlappingFileLockException e) {
      // Held by this process. Several that share a folder are its own business.
      release();
      return shared;
    } catch (IOException e) {
      release();
      return true;
    }
    release();
    return false;
  }

  private void release() {
    try {
      if (open != null) {
        open.close();
      }
    } catch (IOException e) {
      // It ends with the process.
    }
    open = null;
    lock = null;
  }

  @Override
  public void close() {
    if (lock == null) {
      return;
    }
    try {
      boolean alone = !lock.isShared();
      if (!alone) {
        lock.release();
        lock = open.getChannel().tryLock();
        alone = lock != null;
      }
      if (alone) {
        Disk.remove(file);
      }
    } catch (IOException | OverlappingFileLockException e) {
      // An empty file stays, and the next one takes it.
    } finally {
      release();
    }
  }
}
