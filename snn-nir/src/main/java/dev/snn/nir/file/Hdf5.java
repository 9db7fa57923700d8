package dev.snn.nir.file;

import dev.snn.api.plugin.UserError;
import dev.snn.engine.error.Shown;
import dev.snn.nir.graph.Fault;
import dev.snn.nir.graph.Heap;
import dev.snn.nir.graph.NirArray;
import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import io.jhdf.exceptions.HdfException;
import io.jhdf.exceptions.UnsupportedHdfException;
import io.jhdf.object.datatype.DataType;
import io.jhdf.object.datatype.FixedPoint;
import io.jhdf.object.datatype.FloatingPoint;
import io.jhdf.object.datatype.StringData;
import io.jhdf.object.datatype.VariableLength;
import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * An HDF5 file, read with jHDF. Nothing is read before what it claims to hold was compared with the
 * length of the file, so that a crafted file makes no room for what is not there.
 */
final class Hdf5 implements AutoCloseable {
  /** So many times smaller may deflate make what repeats itself. */
  private static final long MOST_PACKED = 1032;

  /** Bytes that an array in an array takes on its own. */
  private static final int ROW = 32;

  private static final byte[] SIGNATURE = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};

  private final String name;
  private final HdfFile file;
  private final long bytes;
  private final Map<Long, NirArray> arrays = new HashMap<>();

  /** Bytes of the values that were read. */
  private long held;

  private Hdf5(String name, HdfFile file, long bytes) {
    this.name = name;
    this.file = file;
    this.bytes = bytes;
  }

  static Hdf5 open(Path path) {
    String name = path.toString();
    if (!Files.isRegularFile(path)) {
      throw new UserError(
          "there is no file %s; give the path of a NIR file.".formatted(Shown.word(name)));
    }
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      long bytes = channel.size();
      if (bytes > Integer.MAX_VALUE) {
        throw Fault.of(name, "is longer than 2 GB, which is not read.");
      }
      MappedByteBuffer all = channel.map(MapMode.READ_ONLY, 0, bytes);
      byte[] head = new byte[(int) Math.min(bytes, SIGNATURE.length)];
      all.get(head).rewind();
      if (!Arrays.equals(head, SIGNATURE)) {
        throw Fault.of(name, "is no HDF5 file, hence no NIR file.");
      }
      HdfFile file = guarded(name, "its head", () -> HdfFile.fromByteBuffer(all));
      long promised =
          guarded(
              name,
              "its head",
              () -> file.getHdfBackingStorage().getSuperblock().getEndOfFileAddress());
      if (promised > bytes) {
        throw Fault.of(
            name, "is cut off: it has %d of %d bytes; get it again.".formatted(bytes, promised));
      }
      return new Hdf5(name, file, bytes);
    } catch (IOException e) {
      throw new UserError(
          "%s cannot be read (%s); check its permissions."
              .formatted(name, e.getClass().getSimpleName()),
          e);
    }
  }

  String name() {
    return name;
  }

  /** Its length. */
  long bytes() {
    return bytes;
  }

  Group root() {
    return file;
  }

  /** What a group holds under a name; null where there is nothing. */
  Node child(Group group, String child) {
    return guarded(name, child, () -> group.getChild(child));
  }

  Map<String, Node> children(Group group) {
    return guarded(name, "a group", group::getChildren);
  }

  /** The values of a data set; one that has several names is read once. */
  NirArray array(Dataset data, String path) {
    long address = guarded(name, path, data::getAddress);
    NirArray known = arrays.get(address);
    if (known == null) {
      known = read(data, path);
      arrays.put(address, known);
    }
    return known;
  }

  private NirArray read(Dataset data, String path) {
    int[] shape = guarded(name, path, () -> data.isScalar() ? new int[0] : data.getDimensions());
    DataType type = guarded(name, path, data::getDataType);
    boolean words = type instanceof VariableLength;
    if (!isRead(type)) {
      throw Fault.of(
          name,
          "'%s' holds values of the type %s; numbers and words are read."
              .formatted(path, type.getClass().getSimpleName()));
    }
    int width = type.getSize();
    for (int axis : shape) {
      if (axis < 0) {
        throw tooMuch(path, shape);
      }
    }
    Claims claims = new Claims(data, shape, width, bytes);
    String strange = guarded(name, path, claims::strange);
    if (strange != null) {
      throw Fault.of(
          name,
          "'%s' is packed with the filter '%s', which is not undone here; convert it: h5repack -f GZIP=4 OLD NEW."
              .formatted(path, Shown.word(strange)));
    }
    if (claims.claimed() > bytes * MOST_PACKED
        || !guarded(name, path, claims::held)
        || words && claims.claimed() > 0 && !guarded(name, path, () -> claims.wordsHeld(width))) {
      throw tooMuch(path, shape);
    }
    if (claims.claimed() == 0) {
      return NirArray.of(empty(path, shape), new String[0]);
    }
    room(path, shape, claims.claimed());
    Object values = guarded(name, path, data::getData);
    NirArray array = guarded(name, path, () -> Values.of(shape, values));
    if (array == null) {
      throw Fault.of(
          name,
          "'%s' holds values of the Java type %s; numbers and words are read."
              .formatted(path, values == null ? "null" : values.getClass().getSimpleName()));
    }
    return array;
  }

  private static boolean isRead(DataType type) {
    return type instanceof FixedPoint
        || type instanceof FloatingPoint
        || type instanceof StringData
        || type instanceof VariableLength words && words.isVariableLengthString();
  }

  /** An array without values may have other axes of any length, which say nothing. */
  private int[] empty(String path, int[] shape) {
    long others = 1;
    for (int axis : shape) {
      others = Claims.times(others, Math.max(1, axis));
    }
    if (others > Integer.MAX_VALUE) {
      throw tooMuch(path, shape);
    }
    return shape;
  }

  /** Values are there as bytes, in the arrays of jHDF, and in ours, at most at once. */
  private void room(String path, int[] shape, long claimed) {
    long count = Claims.times(1, shape);
    long rows = shape.length == 0 ? 1 : count / shape[shape.length - 1];
    held += Claims.times(Long.BYTES, shape);
    long needed = held + 2 * claimed + ROW * rows;
    Heap.require(
        name, "reading '%s' (%s)".formatted(path, NirArray.text(shape)), needed, Heap.half());
  }

  private UserError tooMuch(String path, int[] shape) {
    return Fault.of(
        name,
        "is damaged: '%s' claims %s values in a file of %d bytes; get it again."
            .formatted(path, NirArray.text(shape), bytes));
  }

  /** jHDF throws what comes: of a damaged file anything from its reading is that file's fault. */
  private static <T> T guarded(String name, String what, Supplier<T> read) {
    try {
      return read.get();
    } catch (UserError e) {
      throw e;
    } catch (UnsupportedHdfException e) {
      throw Fault.of(
          name,
          "%s is written in a way that is not read (%s); convert it: h5repack --low=0 --high=1 OLD NEW."
              .formatted(what, Shown.line(String.valueOf(e.getMessage()))));
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      String reason =
          e instanceof HdfException && e.getMessage() != null
              ? " (" + Shown.line(e.getMessage()) + ")"
              : "";
      throw new UserError(
          "%s is damaged: %s cannot be read%s; get it again.".formatted(name, what, reason), e);
    }
  }

  @Override
  public void close() {
    file.close();
  }
}
