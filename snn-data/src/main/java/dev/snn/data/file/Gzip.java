package dev.snn.data.file;

import dev.snn.api.data.BadDataException;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/** Unpacks gzip data. */
public final class Gzip {
  /** Packed data of any size may grow to this, bytes. */
  private static final long ALWAYS_ALLOWED = 64L << 20;

  /** Text packs to a tenth, columns of zeros to a hundredth. */
  private static final long MOST_GROWTH = 100;

  private static final int LARGEST = Integer.MAX_VALUE - 8;

  private Gzip() {}

  /** Bytes that so many packed ones may become; more is taken for a bomb. */
  public static long most(long packed) {
    return Math.max(ALWAYS_ALLOWED, MOST_GROWTH * packed);
  }

  /**
   * The same bytes, which end in a {@link BadDataException} where they are too many.
   *
   * @param name for error texts
   * @param packed bytes on disk
   */
  public static InputStream limited(String name, InputStream in, long packed) {
    return new FilterInputStream(in) {
      private long left = most(packed);

      private int count(int n) {
        left -= Math.max(0, n);
        if (left < 0) {
          throw tooLarge(name, packed);
        }
        return n;
      }

      @Override
      public int read() throws IOException {
        int b = in.read();
        count(b < 0 ? 0 : 1);
        return b;
      }

      @Override
      public int read(byte[] b, int from, int length) throws IOException {
        return count(in.read(b, from, length));
      }

      @Override
      public boolean markSupported() {
        return false;
      }
    };
  }

  /** What is said of packed data that become too large. */
  public static BadDataException tooLarge(String name, long packed) {
    return new BadDataException(
        "%s unpacks to more than %d MB, from %d bytes; if it is right, unpack it and give that."
            .formatted(name, most(packed) >> 20, packed));
  }

  /** What is said of a file that only claims to be packed. */
  static BadDataException isNot(String name) {
    return new BadDataException(
        name + " is not gzip data (wrong first bytes); fetch it again or unpack and rename it.");
  }

  /** True where the bytes begin as gzip data does. */
  public static boolean isGzip(byte[] bytes) {
    return bytes.length > 3 && bytes[0] == 0x1f && bytes[1] == (byte) 0x8b;
  }

  /** The content where the bytes are gzip data, the bytes themselves otherwise. */
  public static byte[] unpack(String name, byte[] bytes) {
    if (!isGzip(bytes)) {
      if (name.endsWith(".gz")) {
        throw isNot(name);
      }
      return bytes;
    }
    ByteArrayInputStream raw = new ByteArrayInputStream(bytes);
    try (InputStream in = limited(name, new GZIPInputStream(raw, 1 << 16), bytes.length)) {
      byte[] content = in.readNBytes(size(bytes));
      byte[] rest = in.readAllBytes();
      if (rest.length > 0) {
        int first = content.length;
        content = Arrays.copyOf(content, first + rest.length);
        System.arraycopy(rest, 0, content, first, rest.length);
      }
      Foreign.refuse(name, content);
      return content;
    } catch (EOFException e) {
      throw new BadDataException(
          name + " is cut off (gzip data end after " + bytes.length + " bytes); fetch it again.");
    } catch (IOException e) {
      long at = bytes.length - raw.available();
      throw new BadDataException(
          name
              + " is damaged (gzip: "
              + e.getMessage()
              + ", at or before byte "
              + at
              + "); fetch it again.");
    }
  }

  /** Unpacks a file into a temporary one, for the caller to remove. */
  public static Path unpackToTemporary(Path packed) {
    Path target = temporary(packed);
    boolean done = false;
    try (InputStream file = Files.newInputStream(packed);
        InputStream in =
            limited(packed.toString(), new GZIPInputStream(file, 1 << 16), Files.size(packed))) {
      Files.copy(in, target, StandardCopyOption.REPLACE_EXISTING);
      done = true;
      return target;
    } catch (IOException e) {
      throw new BadDataException(
          "%s cannot be unpacked (gzip: %s); get it again.".formatted(packed, HttpGet.reason(e)));
    } finally {
      if (!done) {
        target.toFile().delete();
      }
    }
  }

  private static Path temporary(Path packed) {
    try {
      Path target = Files.createTempFile("snn-", ".unpacked");
      // A program that is told to end takes it along.
      target.toFile().deleteOnExit();
      return target;
    } catch (IOException e) {
      throw new BadDataException(
          "%s cannot be unpacked: there is no room for temporary files (%s); unpack it yourself."
              .formatted(packed, HttpGet.reason(e)));
    }
  }

  /** The length that the last four bytes promise, as far as it is credible. */
  private static int size(byte[] bytes) {
    long promised =
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(bytes.length - 4)
            & 0xffffffffL;
    return (int)
        Math.min(promised, Math.min(most(bytes.length), Math.min(64L * bytes.length, LARGEST)));
  }
}
