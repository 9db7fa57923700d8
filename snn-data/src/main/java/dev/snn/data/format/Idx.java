package dev.snn.data.format;

import dev.snn.api.data.BadDataException;

/**
 * The IDX format of unsigned bytes (LeCun, Cortes, Burges, "The MNIST database"): 0, 0, the type 8,
 * the number of dimensions, each dimension as a 32-bit big-endian number, then the values, the last
 * dimension fastest.
 *
 * @param shape length of each dimension
 * @param offset where the values begin
 * @param bytes the whole file, unpacked
 */
public record Idx(int[] shape, int offset, byte[] bytes) {

  /**
   * Reads the header and checks the length.
   *
   * @param name for error texts
   */
  public static Idx read(String name, byte[] bytes) {
    if (bytes.length < 4) {
      throw new BadDataException(
          name + " is cut off: an IDX header needs 4 bytes, there are " + bytes.length + ".");
    }
    if (bytes[0] != 0 || bytes[1] != 0 || bytes[3] < 1 || bytes[3] > 4) {
      throw new BadDataException(
          "%s is not an IDX file: it begins with %02x %02x %02x %02x instead of 00 00 08 and the number of dimensions."
              .formatted(name, bytes[0], bytes[1], bytes[2], bytes[3]));
    }
    if (bytes[2] != 8) {
      throw new BadDataException(
          "%s holds IDX type 0x%02x (byte 2); only unsigned bytes (0x08) can be read."
              .formatted(name, bytes[2]));
    }
    int dimensions = bytes[3];
    int offset = 4 + 4 * dimensions;
    if (bytes.length < offset) {
      throw new BadDataException(
          name
              + " is cut off: its IDX header needs "
              + offset
              + " bytes, there are "
              + bytes.length
              + ".");
    }
    int[] shape = new int[dimensions];
    double values = 1;
    for (int d = 0; d < dimensions; d++) {
      shape[d] = bigEndian(bytes, 4 + 4 * d);
      if (shape[d] < 0) {
        throw new BadDataException(
            name + " has a negative dimension at byte " + (4 + 4 * d) + "; fetch it again.");
      }
      values *= shape[d];
    }
    if (bytes.length - offset != values) {
      throw new BadDataException(
          "%s has the wrong length: the header at bytes 4..%d promises %.0f values, %d bytes follow; fetch it again."
              .formatted(name, offset - 1, values, bytes.length - offset));
    }
    return new Idx(shape, offset, bytes);
  }

  /** Number of examples: the first dimension. */
  public int examples() {
    return shape[0];
  }

  private static int bigEndian(byte[] b, int at) {
    return (b[at] & 255) << 24
        | (b[at + 1] & 255) << 16
        | (b[at + 2] & 255) << 8
        | (b[at + 3] & 255);
  }
}
