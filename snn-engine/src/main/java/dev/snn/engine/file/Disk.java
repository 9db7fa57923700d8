package dev.snn.engine.file;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

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
    /** All bytes of a file, or all names in a folder, are forced to the disk. */
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

  /** Makes a folder and those above it, where they are not there; their names are synced. */
  public static void folder(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    List<Path> parents = new ArrayList<>();
    Path missing = folder.toAbsolutePath();
    while (missing.getParent() != null && !Files.exists(missing)) {
      missing = missing.getParent();
      parents.add(missing);
    }
    step(Step.FOLDER, folder, () -> Files.createDirectories(folder));
    for (Path parent : parents) {
      step(Step.SYNC, parent, () -> syncFolder(parent));
    }
  }

  /**
   * Moves a file or folder, in one go where the file system can; what is there is replaced. The
   * folders are synced: after a loss of power the file has its new name.
   */
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
    Path target = to.toAbsolutePath().getParent();
    Path source = from.toAbsolutePath().getParent();
    step(Step.SYNC, target, () -> syncFolder(target));
    if (!source.equals(target)) {
      step(Step.SYNC, source, () -> syncFolder(source));
    }
  }

  /** Forces the names in a folder to the disk; some systems have no such thing, or forbid it. */
  private static void syncFolder(Path folder) {
    // An interruption would close the channel before all is synced.
    boolean interrupted = Thread.interrupted();
    try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
      names.force(true);
    } catch (IOException e) {
      // The file is there; that its name outlasts a loss of power cannot be had here.
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
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
