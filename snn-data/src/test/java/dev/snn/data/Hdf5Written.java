package dev.snn.data;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Assembles a small HDF5 file by the specification, version 3.0: superblock 0, object headers 1,
 * groups as links, data sets in one piece, arrays of variable length in a global heap.
 */
public final class Hdf5Written {
  private static final long UNDEFINED = -1;
  private static final byte[] FLOAT16 = {
    0x11, 0x20, 15, 0, 2, 0, 0, 0, 0, 0, 16, 0, 10, 5, 0, 10, 15, 0, 0, 0
  };
  private static final byte[] UINT16 = {0x10, 0, 0, 0, 2, 0, 0, 0, 0, 0, 16, 0};
  private static final byte[] UINT8 = {0x10, 0, 0, 0, 1, 0, 0, 0, 0, 0, 8, 0};
  private static final byte[] ARRAY = {0x19, 0, 0, 0, 16, 0, 0, 0};
  private static final int HEAP = 1 << 13;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  /** Arrays of an example: times in s, which must be halves of powers of two, and channels. */
  public record Example(float[] times, int[] units, int label) {}

  /** A file in the layout of the Heidelberg data sets. */
  public static byte[] spikes(List<Example> examples) {
    List<byte[]> times = new ArrayList<>();
    List<byte[]> units = new ArrayList<>();
    byte[] labels = new byte[examples.size()];
    for (Example example : examples) {
      labels[times.size()] = (byte) example.label();
      ByteBuffer half = buffer(2 * example.times().length);
      for (float time : example.times()) {
        half.putShort(half(time));
      }
      ByteBuffer channels = buffer(2 * example.units().length);
      for (int unit : example.units()) {
        channels.putShort((short) unit);
      }
      times.add(half.array());
      units.add(channels.array());
    }
    Hdf5Written file = new Hdf5Written();
    file.out.writeBytes(new byte[96]);
    long timesAt = file.arrays(times, FLOAT16);
    long unitsAt = file.arrays(units, UINT16);
    long labelsAt = file.dataset(labels.length, UINT8, labels);
    long spikes = file.group(List.of("times", "units"), List.of(timesAt, unitsAt));
    long root = file.group(List.of("labels", "spikes"), List.of(labelsAt, spikes));
    byte[] bytes = file.out.toByteArray();
    superblock(bytes, root);
    return bytes;
  }

  /** A file of events in a group events: t (u4), x and y (u2), p (u1). */
  public static byte[] events(long... events) {
    int n = events.length / 4;
    ByteBuffer t = buffer(4 * n);
    ByteBuffer x = buffer(2 * n);
    ByteBuffer y = buffer(2 * n);
    byte[] p = new byte[n];
    for (int k = 0; k < n; k++) {
      t.putInt((int) events[4 * k]);
      x.putShort((short) events[4 * k + 1]);
      y.putShort((short) events[4 * k + 2]);
      p[k] = (byte) events[4 * k + 3];
    }
    byte[] uint32 = {0x10, 0, 0, 0, 4, 0, 0, 0, 0, 0, 32, 0};
    Hdf5Written file = new Hdf5Written();
    file.out.writeBytes(new byte[96]);
    List<Long> at =
        List.of(
            file.dataset(n, UINT8, p),
            file.dataset(n, uint32, t.array()),
            file.dataset(n, UINT16, x.array()),
            file.dataset(n, UINT16, y.array()));
    long group = file.group(List.of("p", "t", "x", "y"), at);
    long root = file.group(List.of("events"), List.of(group));
    byte[] bytes = file.out.toByteArray();
    superblock(bytes, root);
    return bytes;
  }

  /** Half precision; for numbers it can hold. */
  private static short half(float value) {
    int bits = Float.floatToIntBits(value);
    int exponent = (bits >> 23 & 255) - 127 + 15;
    return value == 0 ? 0 : (short) (bits >> 16 & 0x8000 | exponent << 10 | bits >> 13 & 1023);
  }

  private static ByteBuffer buffer(int n) {
    return ByteBuffer.allocate(n).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static void superblock(byte[] bytes, long root) {
    ByteBuffer b = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    b.put(new byte[] {(byte) 0x89, 'H', 'D', 'F', 13, 10, 26, 10});
    b.put(new byte[] {0, 0, 0, 0, 0, 8, 8, 0}).putShort((short) 4).putShort((short) 16).putInt(0);
    b.putLong(0).putLong(UNDEFINED).putLong(bytes.length).putLong(UNDEFINED);
    b.putLong(0).putLong(root);
  }

  private long put(byte[] bytes) {
    while (out.size() % 8 != 0) {
      out.write(0);
    }
    long at = out.size();
    out.writeBytes(bytes);
    return at;
  }

  /** An object header: its messages, each of a type and bytes. */
  private long header(List<Integer> types, List<byte[]> messages) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (int k = 0; k < types.size(); k++) {
      int size = (messages.get(k).length + 7) / 8 * 8;
      ByteBuffer message = buffer(8 + size);
      message.putShort(types.get(k).shortValue()).putShort((short) size).putInt(0);
      all.writeBytes(message.put(messages.get(k)).array());
    }
    ByteBuffer header = buffer(16 + all.size());
    header.put((byte) 1).put((byte) 0).putShort((short) types.size()).putInt(1);
    return put(header.putInt(all.size()).putInt(0).put(all.toByteArray()).array());
  }

  private long group(List<String> names, List<Long> objects) {
    List<Integer> types = new ArrayList<>(List.of(0x2, 0xA));
    ByteBuffer info = buffer(18).putShort((short) 0).putLong(UNDEFINED).putLong(UNDEFINED);
    List<byte[]> messages = new ArrayList<>(List.of(info.array(), new byte[2]));
    for (int k = 0; k < names.size(); k++) {
      byte[] name = names.get(k).getBytes(StandardCharsets.US_ASCII);
      ByteBuffer link = buffer(3 + name.length + 8);
      link.put((byte) 1).put((byte) 0).put((byte) name.length).put(name).putLong(objects.get(k));
      types.add(0x6);
      messages.add(link.array());
    }
    return header(types, messages);
  }

  private long dataset(int n, byte[] type, byte[] data) {
    long at = put(data);
    ByteBuffer space = buffer(16).put(new byte[] {1, 1, 0, 0, 0, 0, 0, 0}).putLong(n);
    ByteBuffer layout = buffer(18).put((byte) 3).put((byte) 1).putLong(at).putLong(data.length);
    byte[] fill = {2, 2, 0, 0};
    return header(List.of(0x1, 0x3, 0x5, 0x8), List.of(space.array(), type, fill, layout.array()));
  }

  /** A data set whose entries are arrays of numbers of 2 bytes. */
  private long arrays(List<byte[]> arrays, byte[] type) {
    ByteBuffer heap = buffer(HEAP);
    heap.put(new byte[] {'G', 'C', 'O', 'L', 1, 0, 0, 0}).putLong(HEAP);
    List<Integer> indices = new ArrayList<>();
    int index = 0;
    for (byte[] array : arrays) {
      indices.add(array.length == 0 ? 0 : ++index);
      if (array.length > 0) {
        heap.putShort((short) index).putShort((short) 1).putInt(0).putLong(array.length);
        heap.put(array).position((heap.position() + 7) / 8 * 8);
      }
    }
    heap.putLong(0).putLong(heap.remaining() + 8L);
    long at = put(heap.array());
    ByteBuffer references = buffer(16 * arrays.size());
    for (int k = 0; k < arrays.size(); k++) {
      int n = arrays.get(k).length / 2;
      references.putInt(n).putLong(n == 0 ? 0 : at).putInt(indices.get(k));
    }
    return dataset(arrays.size(), DataFiles.join(ARRAY, type), references.array());
  }
}
