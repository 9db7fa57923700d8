package dev.snn.data.format;

import dev.snn.api.data.BadDataException;
import dev.snn.data.file.Gzip;
import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import io.jhdf.exceptions.HdfException;
import java.io.Closeable;
import java.io.IOException;
import java.lang.reflect.Array;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Supplier;

/**
 * An HDF5 file, read with jHDF; packed with gzip where its name ends with {@code .gz}. Lengths that
 * the file promises are compared with its own before anything is read.
 */
public final class Hdf5 implements Closeable {
  /** Bytes of a reference to an array: its length, an address and a number. */
  private static final int LARGEST_ENTRY = 16;

  private final Path path;
  private final Path unpacked;
  private final HdfFile file;
  private final long bytes;

  private Hdf5(Path path, Path unpacked, HdfFile file, long bytes) {
    this.path = path;
    this.unpacked = unpacked;
    this.file = file;
    this.bytes = bytes;
  }

  /** Opens a file; a packed one is unpacked into a temporary file until it is closed. */
  public static Hdf5 open(Path path) {
    Path unpacked = path.toString().endsWith(".gz") ? Gzip.unpackToTemporary(path) : null;
    try {
      Path plain = unpacked == null ? path : unpacked;
      long bytes = Files.size(plain);
      HdfFile file = guarded(path, "its head", () -> hdf(plain, bytes));
      long promised =
          guarded(
              path,
              "its head",
              () -> file.getHdfBackingStorage().getSuperblock().getEndOfFileAddress());
      if (promised > bytes) {
        throw new BadDataException(
            "%s is cut off: it has %d of %d bytes; get it again.".formatted(path, bytes, promised));
      }
      return new Hdf5(path, unpacked, file, bytes);
    } catch (IOException e) {
      remove(unpacked);
      throw new BadDataException(
          path + " cannot be read (" + e.getClass().getSimpleName() + "); check its permissions.");
    } catch (BadDataException e) {
      remove(unpacked);
      throw e;
    }
  }

  /** Mapped as a whole where that is possible: reading then never makes room on its own. */
  private static HdfFile hdf(Path plain, long bytes) {
    if (bytes > Integer.MAX_VALUE) {
      return new HdfFile(plain);
    }
    try (FileChannel channel = FileChannel.open(plain, StandardOpenOption.READ)) {
      MappedByteBuffer all = channel.map(MapMode.READ_ONLY, 0, bytes);
      return HdfFile.fromByteBuffer(all);
    } catch (IOException e) {
      throw new IllegalStateException("not readable", e);
    }
  }

  /** Number of entries of a data set of one dimension. */
  public int length(String name) {
    Dataset data = dataset(name);
    int[] shape = guarded(path, name, data::getDimensions);
    if (shape.length != 1) {
      throw new BadDataException(
          "%s: '%s' has %d dimensions instead of 1; get it again."
              .formatted(path, name, shape.length));
    }
    int size = guarded(path, name, () -> data.getDataType().getSize());
    if (shape[0] < 0 || shape[0] > bytes || size > LARGEST_ENTRY) {
      throw new BadDataException(
          "%s is damaged: '%s' promises %d entries of %d bytes in a file of %d bytes; get it again."
              .formatted(path, name, shape[0], size, bytes));
    }
    return shape[0];
  }

  /** A data set of whole numbers. */
  public int[] integers(String name) {
    int length = length(name);
    Object data = guarded(path, name, () -> dataset(name).getData());
    if (length > 0 && (data == null || !isWhole(data) || Array.getLength(data) != length)) {
      throw new BadDataException(
          "%s: '%s' does not hold whole numbers; get it again.".formatted(path, name));
    }
    int[] numbers = new int[length];
    for (int k = 0; k < length; k++) {
      numbers[k] = (int) Array.getLong(data, k);
    }
    return numbers;
  }

  /**
   * Entries {@code from .. from + n - 1} of a data set whose entries are arrays of numbers: each is
   * an array of a primitive type.
   */
  public Object[] arrays(String name, int from, int n) {
    int length = length(name);
    if (from + n > length) {
      throw new BadDataException(
          "%s: '%s' has %d entries, %d are needed; get it again."
              .formatted(path, name, length, from + n));
    }
    Object data =
        guarded(
            path,
            name,
            () -> {
              Dataset all = dataset(name);
              return all.isVariableLength() ? all.getData(new long[] {from}, new int[] {n}) : null;
            });
    if (!(data instanceof Object[] rows) || rows.length != n || !primitive(rows)) {
      throw new BadDataException(
          "%s: the entries of '%s' are not arrays of numbers; get it again.".formatted(path, name));
    }
    return rows;
  }

  private Dataset dataset(String name) {
    Node node = file;
    for (String part : name.split("/")) {
      Node inner = node;
      node = guarded(path, name, () -> inner instanceof Group g ? g.getChild(part) : null);
    }
    if (node instanceof Dataset data) {
      return data;
    }
    throw new BadDataException(
        "%s has no data set '%s'; is it the right file?".formatted(path, name));
  }

  private static boolean isWhole(Object array) {
    return array instanceof int[]
        || array instanceof long[]
        || array instanceof short[]
        || array instanceof byte[];
  }

  private static boolean primitive(Object[] rows) {
    for (Object row : rows) {
      if (!isWhole(row) && !(row instanceof float[]) && !(row instanceof double[])) {
        return false;
      }
    }
    return true;
  }

  /** jHDF throws what comes: of a damaged file anything from its reading is that file's fault. */
  private static <T> T guarded(Path path, String what, Supplier<T> read) {
    try {
      return read.get();
    } catch (BadDataException e) {
      throw e;
    } catch (RuntimeException | StackOverflowError e) {
      throw new BadDataException(
          "%s is no HDF5 file, or damaged: %s cannot be read%s; get it again."
              .formatted(path, what, reason(e)));
    }
  }

  /** What jHDF has to say; other exceptions speak of its inside. */
  private static String reason(Throwable e) {
    boolean says = e instanceof HdfException && e.getMessage() != null;
    return says ? " (" + e.getMessage().lines().findFirst().orElse("") + ")" : "";
  }

  private static void remove(Path temporary) {
    if (temporary != null) {
      try {
        Files.deleteIfExists(temporary);
      } catch (IOException e) {
        temporary.toFile().deleteOnExit();
      }
    }
  }

  @Override
  public void close() {
    file.close();
    remove(unpacked);
  }
}
