package dev.snn.data.file;

import dev.snn.api.data.BadDataException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file that was found: in a folder, or bundled as a resource.
 *
 * @param key name in checksums and texts of bundled files: {@code mnist/t10k-labels-idx1-ubyte.gz}
 * @param path the file; null where it is bundled
 * @param resource the resource; null where it is a file
 * @param stamp changes when the file does
 */
public record Source(String key, Path path, URL resource, String stamp) {

  /** Most that fits into an array, bytes. */
  private static final long LARGEST = Integer.MAX_VALUE - 8;

  /** A file on disk. */
  public static Source of(String key, Path path) {
    requireRegular(path);
    try {
      String stamp =
          path.toAbsolutePath().normalize()
              + "|"
              + Files.size(path)
              + "|"
              + Files.getLastModifiedTime(path);
      return new Source(key, path, null, stamp);
    } catch (IOException e) {
      throw unreadable(path.toString(), e);
    }
  }

  /** Refuses a file that has changed since this source was made: what was read is not one state. */
  public void requireUnchanged() {
    if (path != null && !of(key, path).stamp().equals(stamp)) {
      throw new BadDataException(
          path + " changed while it was read; read it again when it is complete.");
    }
  }

  /** A file bundled below {@code dev/snn/data}; null where there is none. */
  public static Source bundled(String key) {
    URL url = Source.class.getResource("/dev/snn/data/" + key);
    return url == null ? null : new Source(key, null, url, "bundled|" + key);
  }

  /** Name for texts. */
  public String name() {
    return path == null ? "bundled " + key : path.toString();
  }

  /** Refuses what is no file: a device or a pipe may never end. */
  public static void requireRegular(Path path) {
    requireRegularOrFolder(path);
    if (Files.isDirectory(path)) {
      throw new BadDataException(path + " is a folder; give a file.");
    }
  }

  /** Refuses devices, pipes, and links to nowhere. */
  public static void requireRegularOrFolder(Path path) {
    if (Files.isSymbolicLink(path) && !Files.exists(path)) {
      throw new BadDataException(
          path + " is a link to a file that does not exist; mend it or remove it.");
    }
    if (Files.exists(path) && !Files.isRegularFile(path) && !Files.isDirectory(path)) {
      throw new BadDataException(path + " is a device or pipe; give a file.");
    }
  }

  /** All bytes; a file that is longer than its size says is cut there. */
  public byte[] bytes() {
    try (InputStream in = path == null ? resource.openStream() : Files.newInputStream(path)) {
      long size = path == null ? LARGEST : Files.size(path);
      long room = Math.min(LARGEST, Runtime.getRuntime().maxMemory() / 2);
      if (path != null && size > room) {
        throw new BadDataException(
            "%s has %d MB, and is read into memory as a whole, which has room for %d MB; give the program more (SNN_JAVA_OPTS=-Xmx...) or cut the file."
                .formatted(name(), size >> 20, room >> 20));
      }
      byte[] bytes = in.readNBytes((int) size);
      Foreign.refuse(name(), bytes);
      return bytes;
    } catch (IOException e) {
      throw unreadable(name(), e);
    }
  }

  /** What is said of a file that cannot be read. */
  public static BadDataException unreadable(String name, IOException e) {
    return new BadDataException(
        name + " cannot be read (" + e.getClass().getSimpleName() + "); check its permissions.");
  }
}
