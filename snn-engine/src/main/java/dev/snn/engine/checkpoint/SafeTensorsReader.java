package dev.snn.engine.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.api.data.BadDataException;
import dev.snn.api.learning.SavedState;
import dev.snn.engine.tree.Trees;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Reads what {@link SafeTensors} writes, and nothing else. */
final class SafeTensorsReader {
  private static final long LONGEST_HEADER = 256L << 20;

  private SafeTensorsReader() {}

  /** The metadata and the values. */
  record Content(JsonNode metadata, SavedState state) {}

  private record Tensor(String name, String type, long from, long to, int rows, int columns) {}

  /**
   * Reads a file.
   *
   * @param accept looks at the metadata before anything else is believed; throws what is to be said
   * @throws BadDataException where the file is no such file, is cut off or damaged; the text
   *     continues the file's name
   */
  static Content read(Path file, Consumer<JsonNode> accept) throws IOException {
    long size = Files.size(file);
    MessageDigest sha = SafeTensors.sha256();
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
      long length = size < SafeTensors.HASH_AT ? 0 : Long.reverseBytes(in.readLong());
      if (length <= 0 || length > Math.min(LONGEST_HEADER, size - SafeTensors.LENGTH_BYTES)) {
        throw new BadDataException("is no checkpoint, or is cut off");
      }
      byte[] header = new byte[(int) length];
      in.readFully(header);
      ObjectNode tree = tree(header);
      JsonNode metadata = tree.remove("__metadata__");
      accept.accept(metadata);
      List<Tensor> tensors = tensors(tree, size - SafeTensors.LENGTH_BYTES - length);
      long end = tensors.isEmpty() ? 0 : tensors.get(tensors.size() - 1).to();
      long expected = SafeTensors.LENGTH_BYTES + length + end;
      if (size != expected) {
        throw new BadDataException(size < expected ? "is cut off" : "is damaged: it is too long");
      }
      int hashAt = SafeTensors.HASH_AT - SafeTensors.LENGTH_BYTES;
      byte[] zeros = SafeTensors.NO_HASH.getBytes(StandardCharsets.US_ASCII);
      System.arraycopy(zeros, 0, header, hashAt, zeros.length);
      sha.update(ByteBuffer.allocate(Long.BYTES).putLong(Long.reverseBytes(length)).array());
      sha.update(header);
      SavedState state = values(new DataInputStream(new DigestInputStream(in, sha)), tensors);
      String hash = HexFormat.of().formatHex(sha.digest());
      if (!hash.equals(metadata.path("sha256").asText())) {
        throw new BadDataException("is damaged: its checksum does not match its content");
      }
      return new Content(metadata, state);
    }
  }

  private static ObjectNode tree(byte[] header) {
    String text = new String(header, StandardCharsets.UTF_8);
    if (text.startsWith(SafeTensors.START)
        && header.length > SafeTensors.HASH_AT + SafeTensors.NO_HASH.length()
        && Trees.json(text) instanceof ObjectNode tree
        && tree.path("__metadata__").isObject()) {
      return tree;
    }
    throw new BadDataException("is no checkpoint");
  }

  /** In the order of their values, which leave no gap. */
  private static List<Tensor> tensors(ObjectNode tree, long room) {
    List<Tensor> tensors = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : tree.properties()) {
      tensors.add(tensor(entry.getKey(), entry.getValue(), room));
    }
    tensors.sort(Comparator.comparingLong(Tensor::from).thenComparingLong(Tensor::to));
    long at = 0;
    for (Tensor tensor : tensors) {
      if (tensor.from() != at) {
        throw new BadDataException("is damaged: '%s' is not in its place".formatted(tensor.name()));
      }
      at = tensor.to();
    }
    return tensors;
  }

  /**
   * What a header says of a tensor, held against the file before any memory is taken for it: a row
   * of no columns takes no bytes of the file, but some of the memory.
   *
   * @param room bytes of the file behind its header
   */
  private static Tensor tensor(String name, JsonNode node, long room) {
    String type = node.path("dtype").asText();
    JsonNode lengths = node.path("shape");
    JsonNode offsets = node.path("data_offsets");
    boolean number = type.equals(SafeTensors.NUMBER);
    boolean known =
        lengths.isArray() && (number ? lengths.isEmpty() : type.equals(SafeTensors.ROWS));
    if (known && (number || lengths.size() == 2)) {
      int rows = number ? 1 : lengths.path(0).asInt(-1);
      int columns = number ? 1 : lengths.path(1).asInt(-1);
      long bytes = (long) rows * columns * (number ? Double.BYTES : Float.BYTES);
      long from = offsets.path(0).asLong(-1);
      long to = offsets.path(1).asLong(-1);
      boolean small = rows >= 0 && columns >= 0 && (columns > 0 || rows <= room);
      if (small && bytes >= 0 && from >= 0 && to - from == bytes) {
        return new Tensor(name, type, from, to, rows, columns);
      }
    }
    throw new BadDataException("is damaged: '%s' is not described well".formatted(name));
  }

  private static SavedState values(DataInputStream in, List<Tensor> tensors) throws IOException {
    SavedState state = new SavedState();
    for (Tensor tensor : tensors) {
      if (tensor.type().equals(SafeTensors.NUMBER)) {
        state.put(tensor.name(), bytes(in, Double.BYTES).getDouble());
        continue;
      }
      float[][] rows = new float[tensor.rows()][tensor.columns()];
      for (float[] row : rows) {
        bytes(in, Float.BYTES * row.length).asFloatBuffer().get(row);
      }
      state.put(tensor.name(), rows);
    }
    return state;
  }

  private static ByteBuffer bytes(DataInputStream in, int count) throws IOException {
    byte[] bytes = new byte[count];
    in.readFully(bytes);
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
