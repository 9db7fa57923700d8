package dev.snn.api.data;

import java.util.List;
import java.util.Objects;

/**
 * A canonical file of a data set.
 *
 * @param path where it lies below a data folder, with forward slashes: {@code
 *     mnist/t10k-labels-idx1-ubyte.gz}
 * @param urls addresses to fetch it from, tried in order; empty where it must be got by hand
 * @param sha256 SHA-256 of the file, 64 lower-case hexadecimal digits; empty where only {@code md5}
 *     is known
 * @param contentSha256 for a {@code .gz} file, SHA-256 of what it holds, so that the same content
 *     packed by another program counts as right; empty otherwise
 * @param bytes length of the file; 0 where only {@code md5} is known
 * @param licence licence and origin in a few words
 * @param md5 where no SHA-256 is published: MD5 checksums, 32 lower-case hexadecimal digits, of the
 *     file in its packings or of what it holds; such a file must be got by hand
 */
public record DataFile(
    String path,
    List<String> urls,
    String sha256,
    String contentSha256,
    long bytes,
    String licence,
    List<String> md5) {

  /** Checks the values. */
  public DataFile {
    Objects.requireNonNull(licence, "licence");
    urls = List.copyOf(urls);
    md5 = List.copyOf(md5);
    if (path.isBlank() || path.startsWith("/") || path.contains("\\") || path.contains("..")) {
      throw new IllegalArgumentException("path must lie below the data folder, got '" + path + "'");
    }
    if (md5.isEmpty()) {
      digest("sha256", sha256);
      if (bytes < 1) {
        throw new IllegalArgumentException("bytes must be at least 1, got " + bytes);
      }
    } else if (!sha256.isEmpty() || !contentSha256.isEmpty() || !urls.isEmpty() || bytes != 0) {
      throw new IllegalArgumentException("a file has md5, or sha256, bytes and addresses");
    }
    md5.forEach(value -> hex("md5", value, 32));
    if (!contentSha256.isEmpty()) {
      digest("contentSha256", contentSha256);
    }
  }

  /** A file with SHA-256 checksums. */
  public DataFile(
      String path,
      List<String> urls,
      String sha256,
      String contentSha256,
      long bytes,
      String licence) {
    this(path, urls, sha256, contentSha256, bytes, licence, List.of());
  }

  /** A file that is not packed. */
  public DataFile(String path, List<String> urls, String sha256, long bytes, String licence) {
    this(path, urls, sha256, "", bytes, licence);
  }

  /** A file of which only MD5 checksums are published. */
  public static DataFile withMd5(String path, String licence, String... md5) {
    return new DataFile(path, List.of(), "", "", 0, licence, List.of(md5));
  }

  private static void digest(String name, String value) {
    hex(name, value, 64);
  }

  private static void hex(String name, String value, int digits) {
    if (!value.matches("[0-9a-f]{" + digits + "}")) {
      throw new IllegalArgumentException(
          "%s must be %d lower-case hexadecimal digits, got '%s'".formatted(name, digits, value));
    }
  }
}
