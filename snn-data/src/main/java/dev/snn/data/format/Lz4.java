package dev.snn.data.format;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Unpacks data of the LZ4 frame format, version 1.6.1, and of the block format it holds. Checksums
 * (xxHash, 32 bits) are checked where there are some; no room is made for what a header merely
 * promises.
 */
public final class Lz4 {
  private static final int MAGIC = 0x184d2204;
  private static final int SHORTEST_MATCH = 4;

  private final ByteBuffer in;
  private final int most;
  private byte[] out = new byte[1 << 16];
  private int length;

  private Lz4(byte[] packed, int most) {
    in = ByteBuffer.wrap(packed).order(ByteOrder.LITTLE_ENDIAN);
    this.most = most;
  }

  /**
   * Unpacks one frame.
   *
   * @param most bytes that it may unpack to
   * @throws IOException where it is damaged, in words
   */
  public static byte[] frame(byte[] packed, int most) throws IOException {
    try {
      return new Lz4(packed, most).frame();
    } catch (java.nio.BufferUnderflowException | IndexOutOfBoundsException e) {
      throw new IOException("the LZ4 data end too early", e);
    }
  }

  private byte[] frame() throws IOException {
    if (in.getInt() != MAGIC) {
      throw new IOException("no LZ4 frame begins there");
    }
    int head = in.position();
    int flags = in.get();
    in.get();
    if ((flags & 0xc3) != 0x40) {
      throw new IOException("the LZ4 frame has unknown flags");
    }
    long promised = (flags & 8) != 0 ? in.getLong() : -1;
    int sum = xxHash(in.array(), head, in.position() - head) >>> 8 & 255;
    if ((in.get() & 255) != sum) {
      throw new IOException("the head of the LZ4 frame has another checksum");
    }
    for (int size; (size = in.getInt()) != 0; ) {
      int bytes = size & 0x7fffffff;
      int at = in.position();
      in.position(at + Math.min(bytes, in.remaining()));
      if (in.position() - at < bytes) {
        throw new IOException("the LZ4 data end too early");
      }
      if (size < 0) {
        copy(at, bytes);
      } else {
        block(at, at + bytes);
      }
      if ((flags & 16) != 0 && in.getInt() != xxHash(in.array(), at, bytes)) {
        throw new IOException("a block of LZ4 data has another checksum");
      }
    }
    if ((flags & 4) != 0 && in.getInt() != xxHash(out, 0, length)) {
      throw new IOException("the LZ4 data have another checksum");
    }
    if (promised >= 0 && promised != length) {
      throw new IOException("the LZ4 data are " + length + " bytes instead of " + promised);
    }
    return Arrays.copyOf(out, length);
  }

  private void copy(int from, int bytes) throws IOException {
    room(bytes);
    System.arraycopy(in.array(), from, out, length, bytes);
    length += bytes;
  }

  /** Sequences of literals, then a match of what is out already; the last one has no match. */
  private void block(int from, int end) throws IOException {
    byte[] bytes = in.array();
    int at = from;
    while (at < end) {
      int token = bytes[at++] & 255;
      int literals = token >> 4;
      if (literals == 15) {
        for (int more = 255; more == 255 && at < end; literals = grown(literals, more)) {
          more = bytes[at++] & 255;
        }
      }
      if (literals > end - at) {
        throw new IOException("literals of LZ4 data go beyond their block");
      }
      copy(at, literals);
      at += literals;
      if (at == end) {
        return;
      }
      if (end - at < 2) {
        throw new IOException("a block of LZ4 data ends within a match");
      }
      int offset = bytes[at] & 255 | (bytes[at + 1] & 255) << 8;
      at += 2;
      int match = token & 15;
      if (match == 15) {
        for (int more = 255; more == 255 && at < end; match = grown(match, more)) {
          more = bytes[at++] & 255;
        }
      }
      match(offset, match + SHORTEST_MATCH);
    }
  }

  private int grown(int count, int more) throws IOException {
    if (count > most) {
      throw tooLong();
    }
    return count + more;
  }

  private void match(int offset, int bytes) throws IOException {
    if (offset == 0 || offset > length) {
      throw new IOException("LZ4 data refer to what lies before them");
    }
    room(bytes);
    for (int k = 0; k < bytes; k++) {
      out[length + k] = out[length + k - offset];
    }
    length += bytes;
  }

  private void room(int bytes) throws IOException {
    if (bytes > most - length) {
      throw tooLong();
    }
    if (length + bytes > out.length) {
      out = Arrays.copyOf(out, (int) Math.min(most, Math.max(2L * out.length, length + bytes)));
    }
  }

  private IOException tooLong() {
    return new IOException("the LZ4 data unpack to more than " + most + " bytes");
  }

  /** xxHash of 32 bits with seed 0. */
  static int xxHash(byte[] bytes, int from, int n) {
    final int p1 = 0x9e3779b1;
    final int p2 = 0x85ebca77;
    final int p3 = 0xc2b2ae3d;
    final int p4 = 0x27d4eb2f;
    final int p5 = 0x165667b1;
    ByteBuffer b = ByteBuffer.wrap(bytes, from, n).slice().order(ByteOrder.LITTLE_ENDIAN);
    int hash = p5;
    if (n >= 16) {
      int[] lanes = {p1 + p2, p2, 0, -p1};
      while (b.remaining() >= 16) {
        for (int lane = 0; lane < 4; lane++) {
          lanes[lane] = Integer.rotateLeft(lanes[lane] + b.getInt() * p2, 13) * p1;
        }
      }
      hash =
          Integer.rotateLeft(lanes[0], 1)
              + Integer.rotateLeft(lanes[1], 7)
              + Integer.rotateLeft(lanes[2], 12)
              + Integer.rotateLeft(lanes[3], 18);
    }
    hash += n;
    while (b.remaining() >= 4) {
      hash = Integer.rotateLeft(hash + b.getInt() * p3, 17) * p4;
    }
    while (b.hasRemaining()) {
      hash = Integer.rotateLeft(hash + (b.get() & 255) * p5, 11) * p1;
    }
    hash = (hash ^ hash >>> 15) * p2;
    hash = (hash ^ hash >>> 13) * p3;
    return hash ^ hash >>> 16;
  }
}
