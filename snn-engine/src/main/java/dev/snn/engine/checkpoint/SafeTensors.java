package dev.snn.engine.checkpoint;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.api.learning.SavedState;
import dev.snn.engine.tree.Trees;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/**
 * Writes safetensors files: the length of a header (8 bytes, little endian), the header (JSON), the
 * values. Rows become F32 tensors of two dimensions, numbers F64 tensors of none. The first entry
 * of the metadata is the SHA-256 of the whole file, taken with 64 zeros in its place.
 */
final class SafeTensors {
  /** What every file begins with after the length of its header; the checksum follows. */
  static final String START = "{\"__metadata__\":{\"sha256\":\"";

  static final String NO_HASH = "0".repeat(64);
  static final int LENGTH_BYTES = 8;
  static final int HASH_AT = LENGTH_BYTES + START.length();
  static final String ROWS = "F32";
  static final String NUMBER = "F64";

  private SafeTensors() {}

  static void write(OutputStream out, Map<String, String> metadata, SavedState state)
      throws IOException {
    byte[] header = header(metadata, state);
    MessageDigest sha = sha256();
    emit(new DigestOutputStream(OutputStream.nullOutputStream(), sha), header, state);
    byte[] hash = HexFormat.of().formatHex(sha.digest()).getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(hash, 0, header, HASH_AT, hash.length);
    emit(out, header, state);
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Length and JSON, filled up with blanks so that the values begin at a multiple of 8. */
  private static byte[] header(Map<String, String> metadata, SavedState state) {
    ObjectNode tree = Trees.NODES.objectNode();
    ObjectNode first = tree.putObject("__metadata__").put("sha256", NO_HASH);
    metadata.forEach(first::put);
    long at = 0;
    for (String name : state.numbers().keySet()) {
      at = entry(tree.putObject(name), NUMBER, at, Double.BYTES);
    }
    for (Map.Entry<String, float[][]> array : state.arrays().entrySet()) {
      int rows = array.getValue().length;
      int columns = rows == 0 ? 0 : array.getValue()[0].length;
      at =
          entry(
              tree.putObject(array.getKey()),
              ROWS,
              at,
              (long) Float.BYTES * rows * columns,
              rows,
              columns);
    }
    byte[] json = tree.toString().getBytes(StandardCharsets.UTF_8);
    int length = (json.length + LENGTH_BYTES - 1) / LENGTH_BYTES * LENGTH_BYTES;
    ByteBuffer header = ByteBuffer.allocate(LENGTH_BYTES + length).order(ByteOrder.LITTLE_ENDIAN);
    header.putLong(length).put(json);
    while (header.hasRemaining()) {
      header.put((byte) ' ');
    }
    return header.array();
  }

  private static long entry(ObjectNode tree, String type, long at, long bytes, int... shape) {
    tree.put("dtype", type);
    tree.set("shape", Trees.of(shape));
    tree.putArray("data_offsets").add(at).add(at + bytes);
    return at + bytes;
  }

  private static void emit(OutputStream out, byte[] header, SavedState state) throws IOException {
    out.write(header);
    for (double number : state.numbers().values()) {
      out.write(bytes(Double.BYTES).putDouble(number).array());
    }
    for (float[][] rows : state.arrays().values()) {
      for (float[] row : rows) {
        ByteBuffer bytes = bytes(Float.BYTES * row.length);
        bytes.asFloatBuffer().put(row);
        out.write(bytes.array());
      }
    }
  }

  private static ByteBuffer bytes(int count) {
    return ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
  }
}
