package dev.snn.data.format;

import dev.snn.api.data.BadDataException;
import dev.snn.data.file.Foreign;
import dev.snn.data.file.Gzip;
import dev.snn.data.file.Source;
import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import io.jhdf.exceptions.HdfException;
import io.jhdf.exceptions.UnsupportedHdfException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.IntToDoubleFunction;
import java.util.function.Supplier;

/**
 * An HDF5 file, read with jHDF; packed with gzip where its name ends with {@code .gz}. Lengths that
 * the file promises are compared with its own before anything is read.
 */
public final class Hdf5 implements Closeable {
  /** Bytes of a reference to an array: its length, an address and a number. */
  private static final int LARGEST_ENTRY = 16;

  private static final int HEAD = 512;

  private final String path;
  private final Path unpacked;
  private final HdfFile file;
  private final long bytes;

  private Hdf5(String path, Path unpacked, HdfFile file, long bytes) {
    this.path = path;
    this.unpacked = unpacked;
    this.file = file;
    this.bytes = bytes;
  }

  /** Opens a file; a packed one is unpacked into a temporary file until it is closed. */
  public static Hdf5 open(Path path) {
    Source.requireRegular(path);
    Path unpacked = path.toString().endsWith(".gz") ? Gzip.unpackToTemporary(path) : null;
    boolean done = false;
    try {
      Path plain = unpacked == null ? path : unpacked;
      long bytes = Files.size(plain);
      try (InputStream in = Files.newInputStream(plain)) {
        Foreign.refuse(path.toString(), in.readNBytes(HEAD));
      }
      Hdf5 file =
          checked(
              path.toString(),
              unpacked,
              guarded(path.toString(), "its head", () -> hdf(plain, bytes)),
              bytes);
      done = true;
      return file;
    } catch (IOException e) {
      throw new BadDataException(
          path + " cannot be read (" + e.getClass().getSimpleName() + "); check its permissions.");
    } finally {
      if (!done) {
        remove(unpacked);
      }
    }
  }

  /** A file in memory. */
  public static Hdf5 of(String name, byte[] bytes) {
    HdfFile file = guarded(name, "its head", () -> HdfFile.fromByteBuffer(ByteBuffer.wrap(bytes)));
    return checked(name, null, file, bytes.length);
  }

  private static Hdf5 checked(String name, Path unpacked, HdfFile file, long bytes) {
    long promised =
        guarded(
            name,
            "its head",
            () -> file.getHdfBackingStorage().getSuperblock().getEndOfFileAddress());
    if (promised > bytes) {
      throw new BadDataException(
          "%s is cut off: it has %d of %d bytes; get it again.".formatted(name, bytes, promised));
    }
    return new Hdf5(name, unpacked, file, bytes);
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

  /** Whether there is a data set or group of this name. */
  public boolean has(String name) {
    Node node = file;
    for (String part : name.split("/")) {
      Node inner = node;
      node = guarded(path, name, () -> inner instanceof Group g ? g.getChild(part) : null);
    }
    return node != null;
  }

  /**
   * A data set of one dimension.
   *
   * @param floats whether its values are floats
   */
  public record Column(int length, boolean floats, IntToDoubleFunction values) {}

  /**
   * A data set of numbers or truth values.
   *
   * @param most entries that are credible
   */
  public Column column(String name, long most) {
    Dataset data = dataset(name);
    int[] shape = guarded(path, name, data::getDimensions);
    int size = guarded(path, name, () -> data.getDataType().getSize());
    if (shape.length != 1 || shape[0] < 0 || shape[0] > most || size > 8) {
      throw new BadDataException(
          "%s is damaged: '%s' promises %s entries of %d bytes in a file of %d bytes; get it again."
              .formatted(path, name, java.util.Arrays.toString(shape), size, bytes));
    }
    Object values = shape[0] == 0 ? new int[0] : guarded(path, name, data::getData);
    int length = values != null && values.getClass().isArray() ? Array.getLength(values) : -1;
    if (length != shape[0]) {
      throw new BadDataException(
          "%s: '%s' does not hold numbers; get it again.".formatted(path, name));
    }
    boolean floats = values instanceof float[] || values instanceof double[];
    return new Column(length, floats, numbers(name, values));
  }

  private IntToDoubleFunction numbers(String name, Object values) {
    if (values instanceof int[] v) {
      return k -> v[k];
    } else if (values instanceof long[] v) {
      return k -> v[k];
    } else if (values instanceof short[] v) {
      return k -> v[k];
    } else if (values instanceof byte[] v) {
      return k -> v[k];
    } else if (values instanceof float[] v) {
      return k -> v[k];
    } else if (values instanceof double[] v) {
      return k -> v[k];
    } else if (values instanceof boolean[] v) {
      return k -> v[k] ? 1 : 0;
    } else if (values instanceof Number[] v) {
      return k -> v[k].doubleValue();
    } else if (values instanceof String[] v) {
      // h5py writes truth values as an enumeration.
      return k -> "TRUE".equals(v[k]) ? 1 : "FALSE".equals(v[k]) ? 0 : Double.NaN;
    }
    throw new BadDataException(
        "%s: '%s' does not hold numbers; get it again.".formatted(path, name));
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
  private static <T> T guarded(String path, String what, Supplier<T> read) {
    try {
      return read.get();
    } catch (BadDataException e) {
      throw e;
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      String unsupported = unsupported(e);
      if (unsupported != null) {
        throw new BadDataException(
            "%s is written with a newer or rarer HDF5 layout than can be read (%s); convert it: h5repack --low=0 --high=1 OLD NEW."
                .formatted(path, unsupported));
      }
      throw new BadDataException(
          "%s is no HDF5 file, or damaged: %s cannot be read%s; get it again."
              .formatted(path, what, reason(e)));
    }
  }

  /** What jHDF does not support; null where that is not what is wrong. */
  private static String unsupported(Throwable e) {
    Throwable cause = e;
    for (int depth = 0; cause != null && depth < 20; depth++, cause = cause.getCause()) {
      if (cause instanceof UnsupportedHdfException) {
        return String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
      }
    }
    return null;
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
