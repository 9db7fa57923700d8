package dev.snn.data.event;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * The root table of a FlatBuffer with a length before it: a table is the place of its fields, which
 * lie where its list of offsets says (FlatBuffers, "Internals").
 */
record FlatTable(ByteBuffer bytes, int table) {

  /**
   * The table of these bytes.
   *
   * @throws IndexOutOfBoundsException where they are none, as all methods do
   */
  static FlatTable of(byte[] bytes) {
    ByteBuffer b = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    return new FlatTable(b, 4 + b.getInt(4));
  }

  /** The four letters that tell what it is; empty where there are none. */
  static String identifier(byte[] bytes) {
    return bytes.length < 12 ? "" : new String(bytes, 8, 4, StandardCharsets.ISO_8859_1);
  }

  /** A whole number of 4 bytes. */
  int integer(int field, int otherwise) {
    int at = place(field);
    return at == 0 ? otherwise : bytes.getInt(at);
  }

  /** A whole number of 8 bytes. */
  long number(int field, long otherwise) {
    int at = place(field);
    return at == 0 ? otherwise : bytes.getLong(at);
  }

  /** A text; empty where there is none. */
  String text(int field) {
    int at = vector(field);
    int length = at == 0 ? 0 : bytes.getInt(at);
    if (length < 0 || length > bytes.capacity() - at - 4) {
      throw new IndexOutOfBoundsException("a text is longer than its buffer");
    }
    return at == 0 ? "" : new String(bytes.array(), at + 4, length, StandardCharsets.UTF_8);
  }

  /** Where a vector begins, with its length; 0 where there is none. */
  int vector(int field) {
    int at = place(field);
    return at == 0 ? 0 : Math.addExact(at, bytes.getInt(at));
  }

  private int place(int field) {
    int list = Math.subtractExact(table, bytes.getInt(table));
    int size = bytes.getShort(list) & 0xffff;
    int entry = 4 + 2 * field;
    int offset = entry + 2 > size ? 0 : bytes.getShort(list + entry) & 0xffff;
    return offset == 0 ? 0 : table + offset;
  }
}
