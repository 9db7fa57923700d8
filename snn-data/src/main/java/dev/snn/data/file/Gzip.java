package dev.snn.data.file;

import dev.snn.api.data.BadDataException;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.zip.GZIPInputStream;

/** Unpacks gzip data. */
public final class Gzip {
  private Gzip() {}

  /** True where the bytes begin as gzip data does. */
  public static boolean isGzip(byte[] bytes) {
    return bytes.length > 2 && bytes[0] == 0x1f && bytes[1] == (byte) 0x8b;
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
      return in.readAllBytes();
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
}
