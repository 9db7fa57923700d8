package dev.snn.data.file;

import dev.snn.api.data.BadDataException;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
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
  private Gzip() {}

  /** True where the bytes begin as gzip data does. */
  public static boolean isGzip(byte[] bytes) {
    return bytes.length > 3 && bytes[0] == 0x1f && bytes[1] == (byte) 0x8b;
  }

  /** The content where the bytes are gzip data, the bytes themselves otherwise. */
  public static byte[] unpack(String name, byte[] bytes) {
    if (!isGzip(bytes)) {
      if (name.endsWith(".gz")) {
        throw new BadDataException(
            name
                + " is not gzip data (wrong first bytes); fetch it again or unpack and rename it.");
      }
      return bytes;
    }
    ByteArrayInputStream raw = new ByteArrayInputStream(bytes);
    try (GZIPInputStream in = new GZIPInputStream(raw, 1 << 16)) {
      byte[] content = in.readNBytes(size(bytes));
      byte[] rest = in.readAllBytes();
      if (rest.length == 0) {
        return content;
      }
      byte[] all = Arrays.copyOf(content, content.length + rest.length);
      System.arraycopy(rest, 0, all, content.length, rest.length);
      return all;
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
    Path target = null;
    try (InputStream in = new GZIPInputStream(Files.newInputStream(packed), 1 << 16)) {
      target = Files.createTempFile("snn-", ".unpacked");
      Files.copy(in, target, StandardCopyOption.REPLACE_EXISTING);
      return target;
    } catch (IOException e) {
      if (target != null) {
        target.toFile().delete();
      }
      throw new BadDataException(
          "%s cannot be unpacked (gzip: %s); get it again.".formatted(packed, HttpGet.reason(e)));
    }
  }

  /** The length that the last four bytes promise, as far as it is credible. */
  private static int size(byte[] bytes) {
    long promised =
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt(bytes.length - 4)
            & 0xffffffffL;
    return (int) Math.min(promised, Math.min(64L * bytes.length, Integer.MAX_VALUE - 8));
  }
}
