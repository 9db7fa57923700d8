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

  /** A file on disk. */
  public static Source of(String key, Path path) {
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

  /** A file bundled below {@code dev/snn/data}; null where there is none. */
  public static Source bundled(String key) {
    URL url = Source.class.getResource("/dev/snn/data/" + key);
    return url == null ? null : new Source(key, null, url, "bundled|" + key);
  }

  /** Name for texts. */
  public String name() {
    return path == null ? "bundled " + key : path.toString();
  }

  /** All bytes. */
  public byte[] bytes() {
    try (InputStream in = path == null ? resource.openStream() : Files.newInputStream(path)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw unreadable(name(), e);
    }
  }

  private static BadDataException unreadable(String name, IOException e) {
    return new BadDataException(
        name + " cannot be read (" + e.getClass().getSimpleName() + "); check its permissions.");
  }
}
