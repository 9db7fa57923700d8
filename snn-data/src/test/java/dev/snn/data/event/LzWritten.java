package dev.snn.data.event;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Writes LZ4 frames by the specification, with a match wherever four bytes came 16 before. */
public final class LzWritten {
  private LzWritten() {}

  /** A frame of one block, with its length and its checksum. */
  public static byte[] frame(byte[] data) {
    byte[] block = block(data);
    ByteBuffer out = ByteBuffer.allocate(31 + block.length).order(ByteOrder.LITTLE_ENDIAN);
    out.putInt(0x184d2204).put((byte) 0x6c).put((byte) 0x40).putLong(data.length);
    out.put((byte) (hash(out.array(), 4, 10) >>> 8));
    out.putInt(block.length).put(block).putInt(0).putInt(hash(data, 0, data.length));
    return java.util.Arrays.copyOf(out.array(), out.position());
  }

  private static byte[] block(byte[] data) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int literals = 0;
    int at = 0;
    while (at < data.length) {
      int match = 0;
      while (at >= 16
          && at + match < data.length - 5
          && data[at + match] == data[at + match - 16]) {
        match++;
      }
      if (match < 4) {
        at++;
        continue;
      }
      sequence(out, data, literals, at, match);
      at += match;
      literals = at;
    }
    sequence(out, data, literals, data.length, 0);
    return out.toByteArray();
  }

  private static void sequence(
      ByteArrayOutputStream out, byte[] data, int from, int to, int match) {
    int length = to - from;
    int more = match == 0 ? 0 : match - 4;
    out.write(Math.min(15, length) << 4 | Math.min(15, more));
    grown(out, length);
    out.write(data, from, length);
    if (match > 0) {
      out.write(16);
      out.write(0);
      grown(out, more);
    }
  }

  private static void grown(ByteArrayOutputStream out, int length) {
    int left = length - 15;
    for (; left >= 255; left -= 255) {
      out.write(255);
    }
    if (length >= 15) {
      out.write(left);
    }
  }

  /** xxHash of 32 bits and seed 0, by its specification, a byte at a time. */
  static int hash(byte[] b, int from, int n) {
    int p1 = (int) 2654435761L;
    int p2 = (int) 2246822519L;
    int at = from;
    int end = from + n;
    int h = 374761393;
    if (n >= 16) {
      int[] v = {p1 + p2, p2, 0, -p1};
      for (; end - at >= 16; at += 16) {
        for (int lane = 0; lane < 4; lane++) {
          v[lane] = Integer.rotateLeft(v[lane] + word(b, at + 4 * lane) * p2, 13) * p1;
        }
      }
      h = 0;
      int[] turns = {1, 7, 12, 18};
      for (int lane = 0; lane < 4; lane++) {
        h += Integer.rotateLeft(v[lane], turns[lane]);
      }
    }
    h += n;
    for (; end - at >= 4; at += 4) {
      h = Integer.rotateLeft(h + word(b, at) * (int) 3266489917L, 17) * 668265263;
    }
    for (; at < end; at++) {
      h = Integer.rotateLeft(h + (b[at] & 255) * 374761393, 11) * p1;
    }
    h = (h ^ h >>> 15) * p2;
    h = (h ^ h >>> 13) * (int) 3266489917L;
    return h ^ h >>> 16;
  }

  private static int word(byte[] b, int at) {
    return b[at] & 255 | (b[at + 1] & 255) << 8 | (b[at + 2] & 255) << 16 | b[at + 3] << 24;
  }
}
