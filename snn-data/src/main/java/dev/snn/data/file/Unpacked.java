package dev.snn.data.file;

import dev.snn.api.data.BadDataException;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
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
  private static final int BUFFER = 1 << 16;

  private final String name;
  private final String key;
  private final DigestInputStream file;
  private final DigestInputStream content;
  private final boolean packed;

  /** What was read to see whether it is data. */
  private final ByteArrayInputStream head;

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
      Foreign.refuse(name, first.readNBytes(Foreign.HEAD));
      throw Gzip.isNot(name);
    }
    InputStream unpacked =
        packed ? Gzip.limited(name, new GZIPInputStream(first, BUFFER), size) : first;
    content = new DigestInputStream(unpacked, Sha256.digest());
    byte[] beginning = content.readNBytes(Foreign.HEAD);
    Foreign.refuse(name, beginning);
    head = new ByteArrayInputStream(beginning);
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

  /**
   * Opens a file at a place of what it holds. Data that are packed are unpacked from their
   * beginning up to there. Checksums are those of what is read.
   *
   * @param position byte of the unpacked file
   */
  public static Unpacked openAt(Source source, long position) {
    Unpacked whole = open(source);
    if (whole.packed || source.path() == null) {
      whole.skip(position);
      return whole;
    }
    whole.close();
    try {
      FileChannel channel = FileChannel.open(source.path());
      channel.position(position);
      return new Unpacked(source.name(), source.key(), Channels.newInputStream(channel), -1);
    } catch (IOException e) {
      throw broken(source.name(), e);
    }
  }

  private void skip(long bytes) {
    byte[] buffer = new byte[BUFFER];
    for (long left = bytes; left > 0; ) {
      byte[] part = left < BUFFER ? new byte[(int) left] : buffer;
      int n = read(part);
      if (n < 0) {
        return;
      }
      left -= n;
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
      return head.available() > 0 ? head.read(buffer, 0, buffer.length) : content.read(buffer);
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
