package dev.snn.data;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes small data files. */
public final class DataFiles {
  private DataFiles() {}

  /** An IDX file of unsigned bytes. */
  public static byte[] idx(byte[] values, int... shape) {
    ByteBuffer out = ByteBuffer.allocate(4 + 4 * shape.length + values.length);
    out.put(new byte[] {0, 0, 8, (byte) shape.length});
    for (int n : shape) {
      out.putInt(n);
    }
    return out.put(values).array();
  }

  /** A NumPy array, version 1. */
  public static byte[] npy(String descr, boolean fortran, String shape, byte[] values) {
    String dict =
        "{'descr': '%s', 'fortran_order': %s, 'shape': %s, }"
            .formatted(descr, fortran ? "True" : "False", shape);
    int length = (10 + dict.length() + 1 + 63) / 64 * 64 - 10;
    String header = dict + " ".repeat(length - dict.length() - 1) + "\n";
    ByteBuffer out =
        ByteBuffer.allocate(10 + length + values.length).order(ByteOrder.LITTLE_ENDIAN);
    out.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0}).putShort((short) length);
    return out.put(header.getBytes(StandardCharsets.US_ASCII)).put(values).array();
  }

  /** Little-endian floats. */
  public static byte[] floats(float... values) {
    ByteBuffer out = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (float value : values) {
      out.putFloat(value);
    }
    return out.array();
  }

  /** Little-endian 64-bit integers. */
  public static byte[] longs(long... values) {
    ByteBuffer out = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (long value : values) {
      out.putLong(value);
    }
    return out.array();
  }

  /** A record of an event recording. */
  public static byte[] event(int x, int y, int polarity, int timeUs) {
    return new byte[] {
      (byte) x, (byte) y, (byte) (polarity << 7 | timeUs >> 16), (byte) (timeUs >> 8), (byte) timeUs
    };
  }

  /** All of these bytes. */
  public static byte[] join(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  /** Packed with gzip. */
  public static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** A zip archive. */
  public static byte[] zip(Map<String, byte[]> entries) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  /** Writes a file and its folders. */
  public static Path write(Path path, byte[] bytes) {
    try {
      Files.createDirectories(path.getParent());
      return Files.write(path, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
