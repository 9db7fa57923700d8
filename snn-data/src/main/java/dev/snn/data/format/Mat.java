package dev.snn.data.format;

import dev.snn.api.data.BadDataException;
import dev.snn.data.file.Gzip;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The plain numeric arrays of a MATLAB file of level 5 (versions 5 to 7, packed or not), after
 * "MAT-File Format" of The MathWorks, chapter "Level 5 MAT-File Format". Cells, structures, text,
 * sparse and complex arrays are passed over. Every length that the file claims is compared with
 * what is there.
 */
public final class Mat {
  private static final int HEAD = 128;
  private static final int MATRIX = 14;
  private static final int PACKED = 15;
  private static final int COMPLEX = 1 << 11;
  private static final int LARGEST_DIMENSIONS = 8;

  /** Of the array classes double (6) to uint64 (15), as in NumPy. */
  private static final String[] CLASSES = {
    "f8", "f4", "i1", "u1", "i2", "u2", "i4", "u4", "i8", "u8"
  };

  private final String name;
  private final long size;
  private final Map<String, Npy> arrays = new LinkedHashMap<>();

  /** Bytes that may still be unpacked. */
  private long room;

  private Mat(String name, long size) {
    this.name = name;
    this.size = size;
    this.room = Gzip.most(size);
  }

  /**
   * The arrays of a file, by name, in its order (the first dimension is the fastest).
   *
   * @param name for error texts
   */
  public static Map<String, Npy> read(String name, byte[] bytes) {
    String head = new String(bytes, 0, Math.min(HEAD, bytes.length), StandardCharsets.ISO_8859_1);
    if (head.startsWith("MATLAB 7.3")) {
      throw new BadDataException(
          name + " is of MATLAB 7.3 (HDF5); save it as in save('x.mat', '-v7').");
    }
    boolean little = head.length() == HEAD && head.endsWith("IM");
    if (!little && !(head.length() == HEAD && head.endsWith("MI"))) {
      throw new BadDataException(
          name + " is no MATLAB file of level 5 (bytes 126 and 127 are not 'IM' or 'MI').");
    }
    ByteBuffer all =
        ByteBuffer.wrap(bytes).order(little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    all.position(HEAD);
    Mat mat = new Mat(name, bytes.length);
    while (all.remaining() >= 8) {
      mat.element(all, 0, true);
    }
    return mat.arrays;
  }

  /** An element of the file. */
  private void element(ByteBuffer in, long base, boolean mayBePacked) {
    long at = base + in.position();
    Element e = next(in, at, false);
    if (e.type == PACKED && mayBePacked) {
      ByteBuffer inner = unpacked(e.data, at);
      while (inner.remaining() >= 8) {
        element(inner, at, false);
      }
    } else if (e.type == MATRIX && e.data.remaining() > 0) {
      matrix(e.data, at);
    }
  }

  private record Element(int type, ByteBuffer data) {}

  /**
   * @param padded whether what follows begins at a multiple of 8 bytes
   */
  private Element next(ByteBuffer in, long at, boolean padded) {
    if (in.remaining() < 8) {
      throw damaged(at, "an element is cut off");
    }
    int tag = in.getInt();
    int small = tag >>> 16;
    int size = small > 0 ? small : in.getInt();
    int start = in.position();
    if (size < 0 || size > in.remaining() || small > 4) {
      throw damaged(at, "an element claims " + (size & 0xffffffffL) + " bytes");
    }
    ByteBuffer data = in.slice(start, size).order(in.order());
    int end = small > 0 ? start + 4 : start + (padded ? (size + 7) / 8 * 8 : size);
    in.position(Math.min(in.limit(), end));
    return new Element(small > 0 ? tag & 0xffff : tag, data);
  }

  private ByteBuffer unpacked(ByteBuffer packed, long at) {
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(packed);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      byte[] buffer = new byte[1 << 16];
      while (!inflater.finished()) {
        int n = inflater.inflate(buffer);
        if (n == 0 && !inflater.finished()) {
          throw damaged(at, "a packed element is cut off");
        }
        room -= n;
        if (room < 0) {
          throw Gzip.tooLarge(name, size);
        }
        out.write(buffer, 0, n);
      }
      return ByteBuffer.wrap(out.toByteArray()).order(packed.order());
    } catch (DataFormatException e) {
      throw damaged(at, "a packed element cannot be unpacked");
    } finally {
      inflater.end();
    }
  }

  private void matrix(ByteBuffer in, long at) {
    Element flags = next(in, at, true);
    if (flags.data.remaining() < 8) {
      throw damaged(at, "an array has no flags");
    }
    int word = flags.data.getInt(0);
    int kind = (word & 0xff) - 6;
    if (kind < 0 || kind >= CLASSES.length || (word & COMPLEX) != 0) {
      return;
    }
    Element dimensions = next(in, at, true);
    int[] shape = new int[dimensions.data.remaining() / 4];
    if (shape.length < 2 || shape.length > LARGEST_DIMENSIONS) {
      throw damaged(at, "an array has " + shape.length + " dimensions");
    }
    long length = 1;
    for (int d = 0; d < shape.length; d++) {
      shape[d] = dimensions.data.getInt(4 * d);
      length = shape[d] < 0 || length > Integer.MAX_VALUE ? -1 : length * shape[d];
      if (length < 0) {
        throw damaged(at, "an array claims the shape " + Arrays.toString(shape));
      }
    }
    String array = StandardCharsets.ISO_8859_1.decode(next(in, at, true).data).toString();
    Element values = next(in, at, true);
    Storage stored = Storage.of(values.type);
    if (stored == null || length != values.data.remaining() / stored.bytes) {
      throw damaged(
          at,
          "array '%s' of shape %s holds %d bytes of type %d"
              .formatted(
                  array.replaceAll("\\p{Cntrl}", "?"),
                  Arrays.toString(shape),
                  values.data.remaining(),
                  values.type));
    }
    String type = CLASSES[kind];
    ByteBuffer data =
        stored.type.equals(type) ? values.data : stored.as(type, values.data, (int) length);
    arrays.put(array, new Npy(name + ", array '" + array + "'", shape, type, true, data));
  }

  /** How numbers lie in an element, which may be shorter than their class. */
  private enum Storage {
    I1(1, 1),
    U1(2, 1),
    I2(3, 2),
    U2(4, 2),
    I4(5, 4),
    U4(6, 4),
    F4(7, 4),
    F8(9, 8),
    I8(12, 8),
    U8(13, 8);

    private final int code;
    private final int bytes;
    private final String type = name().toLowerCase(java.util.Locale.ROOT);

    Storage(int code, int bytes) {
      this.code = code;
      this.bytes = bytes;
    }

    static Storage of(int code) {
      return Arrays.stream(values()).filter(s -> s.code == code).findFirst().orElse(null);
    }

    ByteBuffer as(String wanted, ByteBuffer data, int length) {
      Npy given = new Npy("", new int[] {length}, type, false, data);
      Storage to = valueOf(wanted.toUpperCase(java.util.Locale.ROOT));
      ByteBuffer out =
          ByteBuffer.allocate(Math.multiplyExact(length, to.bytes)).order(data.order());
      for (double x : given.toDoubles()) {
        switch (to) {
          case I1, U1 -> out.put((byte) (long) x);
          case I2, U2 -> out.putShort((short) (long) x);
          case I4, U4 -> out.putInt((int) (long) x);
          case I8, U8 -> out.putLong((long) x);
          case F4 -> out.putFloat((float) x);
          case F8 -> out.putDouble(x);
        }
      }
      return out.flip().slice().order(data.order());
    }
  }

  private BadDataException damaged(long at, String what) {
    return new BadDataException("%s is damaged at byte %d: %s.".formatted(name, at, what));
  }
}
