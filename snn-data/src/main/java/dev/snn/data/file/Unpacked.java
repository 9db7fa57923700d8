package dev.snn.data.file;

import dev.snn.api.data.BadDataException;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.file.Files;
import java.security.DigestInputStream;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/**
 * The bytes of a file from its first to its last, unpacked where they are gzip data, with their
 * checksums at the end. Never more than a buffer of them is in memory.
 */
public final class Unpacked implements Closeable {
  /** What gzip data may grow to: text packs to a tenth, columns of zeros to a hundredth. */
  private static final int MOST_GROWTH = 100;

  private static final long ALWAYS_ALLOWED = 64L << 20;
  private static final int BUFFER = 1 << 16;

  private final String name;
  private final String key;
  private final DigestInputStream file;
  private final DigestInputStream content;
  private final boolean packed;
  private final long limit;
  private long done;

  /** A size below 0 is that of bytes which were unpacked before. */
  private Unpacked(String name, String key, InputStream raw, long size) throws IOException {
    this.name = name;
    this.key = key;
    file = new DigestInputStream(raw, Sha256.digest());
    PushbackInputStream first = new PushbackInputStream(file, 2);
    byte[] magic = first.readNBytes(2);
    first.unread(magic);
    packed = size >= 0 && magic.length == 2 && magic[0] == 0x1f && magic[1] == (byte) 0x8b;
    if (!packed && size >= 0 && name.endsWith(".gz")) {
      throw new BadDataException(
          name + " is not gzip data (wrong first bytes); fetch it again or unpack and rename it.");
    }
    content =
        new DigestInputStream(packed ? new GZIPInputStream(first, BUFFER) : first, Sha256.digest());
    limit = packed ? Math.max(ALWAYS_ALLOWED, MOST_GROWTH * size) : Long.MAX_VALUE;
  }

  /** Opens a file. */
  public static Unpacked open(Source source) {
    try {
      long size = source.path() == null ? Integer.MAX_VALUE : Files.size(source.path());
      InputStream raw =
          source.path() == null
              ? source.resource().openStream()
              : Files.newInputStream(source.path());
      try {
        return new Unpacked(source.name(), source.key(), raw, size);
      } catch (IOException | RuntimeException e) {
        raw.close();
        throw e;
      }
    } catch (IOException e) {
      throw broken(source.name(), e);
    }
  }

  /** Bytes that are in memory already, unpacked. */
  public static Unpacked of(String name, byte[] bytes) {
    try {
      return new Unpacked(name, name, new ByteArrayInputStream(bytes), -1);
    } catch (IOException e) {
      throw broken(name, e);
    }
  }

  /** The next bytes: how many; -1 at the end. */
  public int read(byte[] buffer) {
    try {
      int n = content.read(buffer);
      done += Math.max(0, n);
      if (done > limit) {
        throw new BadDataException(
            "%s grows to more than %d times its size when it is unpacked; unpack it yourself if it is right."
                .formatted(name, MOST_GROWTH));
      }
      return n;
    } catch (IOException e) {
      throw broken(name, e);
    }
  }

  /** Checksums by name, of the file and of what it holds; reads what is left. */
  public Map<String, String> checksums() {
    byte[] rest = new byte[BUFFER];
    try {
      while (read(rest) >= 0 || file.read(rest) >= 0) {
        // both digests follow
      }
    } catch (IOException e) {
      throw broken(name, e);
    }
    Map<String, String> sums = new TreeMap<>();
    sums.put(key, Sha256.hex(file.getMessageDigest()));
    if (packed) {
      sums.put(Finder.unpacked(key), Sha256.hex(content.getMessageDigest()));
    }
    return sums;
  }

  private static BadDataException broken(String name, IOException e) {
    return new BadDataException(
        e instanceof EOFException
            ? name + " is cut off (gzip data end too early); fetch it again."
            : "%s cannot be read (%s); fetch it again or check its permissions."
                .formatted(name, HttpGet.reason(e)));
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      throw broken(name, e);
    }
  }
}
