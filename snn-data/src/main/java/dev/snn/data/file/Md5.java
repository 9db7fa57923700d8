package dev.snn.data.file;

import dev.snn.api.data.BadDataException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** MD5 checksums, for files of which others publish nothing better. */
final class Md5 {
  private Md5() {}

  /** Of a file and, where it is packed with gzip, of what it holds. */
  static List<String> of(Path path) {
    try {
      String file = of(Files.newInputStream(path));
      return path.toString().endsWith(".gz")
          ? List.of(file, of(new GZIPInputStream(Files.newInputStream(path), 1 << 16)))
          : List.of(file);
    } catch (IOException e) {
      throw new BadDataException(
          "%s cannot be read (%s); get it again.".formatted(path, HttpGet.reason(e)));
    }
  }

  private static String of(InputStream in) throws IOException {
    try (in) {
      MessageDigest digest = MessageDigest.getInstance("MD5");
      byte[] buffer = new byte[1 << 16];
      for (int n; (n = in.read(buffer)) >= 0; ) {
        digest.update(buffer, 0, n);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has MD5", e);
    }
  }
}
