package dev.snn.engine.file;

import dev.snn.engine.error.OutputFailure;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Writes files that are there whole or not at all, whenever the process ends. A link is followed,
 * so that it stays one; into a device or a pipe the bytes go as they come.
 */
public final class AtomicFile {
  /** Unlike the number of the process it differs between machines that share a folder. */
  private static final String PROCESS = UUID.randomUUID().toString().substring(0, 8);

  private static final int BUFFER = 1 << 16;
  private static final int MOST_LINKS = 40;

  /** Places beside files that are being written by this process now. */
  private static final Set<Path> OPEN = ConcurrentHashMap.newKeySet();

  private AtomicFile() {}

  /** Writes the bytes of a file. */
  @FunctionalInterface
  public interface Content {
    /** Writes them, and leaves the stream open. */
    void writeTo(OutputStream out) throws IOException;
  }

  /** Makes a file at a path of its own; used where a library wants a path, not a stream. */
  @FunctionalInterface
  public interface Maker {
    /** Makes it there. */
    void make(Path fresh) throws IOException;
  }

  /**
   * Writes beside the place until all is on the disk, and moves it there; makes the folder if need
   * be. Where that fails the place is as it was.
   *
   * @param option that names the place, for the error text
   */
  public static void write(Path file, String option, Content content) {
    try {
      if (isStream(file)) {
        through(file, content);
        return;
      }
      Path place = place(file);
      Disk.folder(place.toAbsolutePath().getParent());
      make(
          place,
          fresh -> {
            try (Disk.Out out = Disk.open(fresh, false)) {
              out.claim();
              OutputStream buffered = new BufferedOutputStream(out, BUFFER);
              content.writeTo(buffered);
              buffered.flush();
              out.sync();
            }
          });
    } catch (IOException e) {
      throw new OutputFailure(
          "cannot write %s (%s).".formatted(file, OutputFiles.reason(e)), option, e);
    }
  }

  /**
   * Lets somebody make a file beside a place, and moves it there.
   *
   * @param maker gets a path where nothing is
   */
  public static void make(Path place, Maker maker) throws IOException {
    Path fresh = beside(place);
    OPEN.add(fresh);
    try {
      maker.make(fresh);
      Disk.move(fresh, place);
    } finally {
      remove(fresh);
      OPEN.remove(fresh);
    }
  }

  private static void through(Path file, Content content) throws IOException {
    try (Disk.Out out = Disk.open(file, true)) {
      OutputStream buffered = new BufferedOutputStream(out, BUFFER);
      content.writeTo(buffered);
      buffered.flush();
    }
  }

  /**
   * True of a device, a pipe, and what the system shows as one: {@code /dev/stdout} is a file where
   * a shell sent the standard output to one, and that file is open already.
   */
  static boolean isStream(Path file) {
    Path absolute = file.toAbsolutePath().normalize();
    return Files.exists(file)
        && !Files.isDirectory(file)
        && (!Files.isRegularFile(file)
            || absolute.startsWith("/dev/fd")
            || absolute.startsWith("/dev/stdout")
            || absolute.startsWith("/dev/stderr")
            || absolute.startsWith("/proc"));
  }

  /** Where links lead, also to a place where nothing is yet. */
  static Path place(Path file) throws IOException {
    Path place = file;
    for (int links = 0; Files.isSymbolicLink(place); links++) {
      if (links == MOST_LINKS) {
        throw new FileSystemException(file.toString(), null, "links that lead nowhere");
      }
      Path folder = place.toAbsolutePath().getParent();
      place = folder.resolve(Files.readSymbolicLink(place));
    }
    return place;
  }

  /** Where this thread writes a file before it is moved; no other thread or process does so. */
  public static Path beside(Path file) {
    return file.resolveSibling(
        "%s.%s-%d.new".formatted(file.getFileName(), PROCESS, Thread.currentThread().getId()));
  }

  /** True where this process writes there now. */
  static boolean isOpen(Path fresh) {
    return OPEN.contains(fresh);
  }

  private static void remove(Path fresh) {
    try {
      Disk.remove(fresh);
    } catch (IOException e) {
      // What is left of it does no harm: nothing reads it, and the next command sweeps it away.
    }
  }
}
