package dev.snn.nir.file;

import dev.snn.api.plugin.UserError;
import dev.snn.engine.error.Shown;
import dev.snn.nir.graph.Fault;
import dev.snn.nir.graph.NirArray;
import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import io.jhdf.exceptions.HdfException;
import io.jhdf.exceptions.UnsupportedHdfException;
import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Supplier;

/**
 * An HDF5 file, read with jHDF. Nothing is read before what it claims to hold was compared with the
 * length of the file, so that a crafted file makes no room for what is not there.
 */
final class Hdf5 implements AutoCloseable {
  /** So many times smaller may deflate make what repeats itself. */
  private static final long MOST_PACKED = 1032;

  private static final byte[] SIGNATURE = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};

  private final String name;
  private final HdfFile file;
  private final long bytes;

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

  /** The values of a data set. */
  NirArray array(Dataset data, String path) {
    int[] shape = guarded(name, path, () -> data.isScalar() ? new int[0] : data.getDimensions());
    long width = guarded(name, path, () -> data.getDataType().getSize());
    long claimed = Math.max(1, width);
    for (int axis : shape) {
      if (axis < 0) {
        throw tooMuch(path, shape);
      }
      claimed = claimed > bytes * MOST_PACKED ? claimed : claimed * Math.max(1, axis);
    }
    if (claimed > bytes * MOST_PACKED
        || !(data instanceof io.jhdf.api.dataset.ChunkedDataset) && claimed > bytes) {
      throw tooMuch(path, shape);
    }
    if (NirArray.size(shape) == 0) {
      return NirArray.of(shape, new String[0]);
    }
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
