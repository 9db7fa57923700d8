package dev.snn.engine.file;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The one place where this program changes what is on a disk: makes folders, opens, fills and syncs
 * files, moves and removes them. A test may watch each of these steps and end the program before or
 * after any of them.
 */
public final class Disk {
  /** What is done to a file or folder. */
  public enum Step {
    /** A folder is made. */
    FOLDER,
    /** An empty file is made, or one is opened to be written. */
    OPEN,
    /** Some bytes are written. */
    WRITE,
    /** All bytes are forced to the disk. */
    SYNC,
    /** A file or folder gets another place. */
    MOVE,
    /** A file is removed. */
    REMOVE
  }

  /** Sees all steps; what it throws keeps the step, or those after it, from being done. */
  public interface Observer {
    /** The step is about to be done. */
    void before(Step step, Path file) throws IOException;

    /** The step is done. */
    default void after(Step step, Path file) throws IOException {}
  }

  /** A step that may fail. */
  @FunctionalInterface
  interface Action {
    void run() throws IOException;
  }

  private static volatile Observer observer;

  private Disk() {}

  /**
   * Lets a test see each step from now on.
   *
   * @param watching null for nobody
   */
  public static void observe(Observer watching) {
    observer = watching;
  }

  static void step(Step step, Path file, Action action) throws IOException {
    Observer watching = observer;
    if (watching == null) {
      action.run();
      return;
    }
    watching.before(step, file);
    action.run();
    watching.after(step, file);
  }

  static boolean isWatched() {
    return observer != null;
  }

  /** Makes a folder and those above it, where they are not there. */
  public static void folder(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      step(Step.FOLDER, folder, () -> Files.createDirectories(folder));
    }
  }

  /** Moves a file or folder, in one go where the file system can; what is there is replaced. */
  public static void move(Path from, Path to) throws IOException {
    step(
        Step.MOVE,
        to,
        () -> {
          try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
          } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
          }
        });
  }

  /** Removes a file or an empty folder, if it is there. */
  public static void remove(Path file) throws IOException {
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      step(Step.REMOVE, file, () -> Files.deleteIfExists(file));
    }
  }

  /** Opens a file to be written: an empty one, or at the end of one that is there. */
  static Out open(Path file, boolean append) throws IOException {
    Out[] made = new Out[1];
    step(Step.OPEN, file, () -> made[0] = new Out(file, append));
    return made[0];
  }

  /** A file that is being written. As long as it is open other processes can see that it is. */
  static final class Out extends OutputStream {
    private final Path file;
    private final FileOutputStream stream;

    private Out(Path file, boolean append) throws IOException {
      this.file = file;
      // No channel writes: an interruption would close it before all is written.
      this.stream = new FileOutputStream(file.toFile(), append);
    }

    /** Shows other processes that this file is somebody's; it ends when the process does. */
    void claim() {
      try {
        FileLock claimed = stream.getChannel().tryLock();
        assert claimed == null || claimed.isValid();
      } catch (IOException | OverlappingFileLockException e) {
        // A file system without locks: what a killed process leaves there stays.
      }
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      // A process may die with a part of its bytes written.
      int half = isWatched() ? length / 2 : 0;
      if (half > 0) {
        step(Step.WRITE, file, () -> stream.write(bytes, offset, half));
      }
      step(Step.WRITE, file, () -> stream.write(bytes, offset + half, length - half));
    }

    void sync() throws IOException {
      step(Step.SYNC, file, () -> stream.getFD().sync());
    }

    @Override
    public void close() throws IOException {
      stream.close();
    }
  }
}
