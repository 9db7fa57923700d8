package dev.snn.api.data;

import java.util.List;
import java.util.Objects;

/**
 * A canonical file of a data set.
 *
 * @param path where it lies below a data folder, with forward slashes: {@code
 *     mnist/t10k-labels-idx1-ubyte.gz}
 * @param urls addresses to fetch it from, tried in order; empty where it must be got by hand
 * @param sha256 SHA-256 of the file, 64 lower-case hexadecimal digits
 * @param contentSha256 for a {@code .gz} file, SHA-256 of what it holds, so that the same content
 *     packed by another program counts as right; empty otherwise
 * @param bytes length of the file
 * @param licence licence and origin in a few words
 */
public record DataFile(
    String path,
    List<String> urls,
    String sha256,
    String contentSha256,
    long bytes,
    String licence) {

  /** Checks the values. */
  public DataFile {
    Objects.requireNonNull(licence, "licence");
    urls = List.copyOf(urls);
    if (path.isBlank() || path.startsWith("/") || path.contains("\\") || path.contains("..")) {
      throw new IllegalArgumentException("path must lie below the data folder, got '" + path + "'");
    }
    digest("sha256", sha256);
    if (!contentSha256.isEmpty()) {
      digest("contentSha256", contentSha256);
    }
    if (bytes < 1) {
      throw new IllegalArgumentException("bytes must be at least 1, got " + bytes);
    }
  }

  /** A file that is not packed. */
  public DataFile(String path, List<String> urls, String sha256, long bytes, String licence) {
    this(path, urls, sha256, "", bytes, licence);
  }

  private static void digest(String name, String value) {
    if (!value.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException(
          name + " must be 64 lower-case hexadecimal digits, got '" + value + "'");
    }
  }
}
