package dev.snn.engine.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.regex.Pattern;

/**
 * Removes what killed processes were writing beside its place. Whoever writes such a file holds a
 * lock on it, which ends with the process; one that is locked is left alone.
 */
public final class Leftovers {
  private static final Pattern NAME = Pattern.compile(".+\\.[0-9a-f]{8}-\\d+\\.new");

  private Leftovers() {}

  /** Sweeps a folder, not those in it; one that is not there or cannot be read has none. */
  public static void sweep(Path folder) {
    sweep(folder, "");
  }

  /** Sweeps what was to become one file. */
  public static void sweepOf(Path file) {
    sweep(file.toAbsolutePath().getParent(), file.getFileName() + ".");
  }

  private static void sweep(Path folder, String start) {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, f -> isOne(f, start))) {
      for (Path file : files) {
        remove(file);
      }
    } catch (IOException e) {
      // They do no harm: nothing reads them.
    }
  }

  private static boolean isOne(Path file, String start) {
    String name = file.getFileName().toString();
    return name.startsWith(start)
        && NAME.matcher(name).matches()
        && !AtomicFile.isOpen(file)
        && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
  }

  private static void remove(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      if (lock != null) {
        Disk.remove(file);
      }
    } catch (OverlappingFileLockException e) {
      // This process is writing it.
    }
  }
}
