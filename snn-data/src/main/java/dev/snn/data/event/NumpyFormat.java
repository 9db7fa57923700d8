package dev.snn.data.event;

import dev.snn.data.file.Gzip;
import dev.snn.data.format.NumpyColumns;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Events in NumPy files: an archive (.npz) of arrays t, x, y and p, or with one structured array of
 * these names; an array (.npy) that is structured, or {@code [n, 4]} in the order t, x, y, p. Times
 * of whole numbers are in us, of floats in s.
 */
final class NumpyFormat implements EventFormat {
  private static final int MOST_ENTRIES = 64;

  @Override
  public String name() {
    return "NumPy events";
  }

  @Override
  public String[] endings() {
    return new String[] {".npz", ".npy"};
  }

  @Override
  public boolean accepts(String file, String head) {
    return head.startsWith("\u0093NUMPY")
        || head.startsWith("PK\u0003\u0004") && file.endsWith(".npz");
  }

  @Override
  public void read(EventInput in, EventSink sink) {
    boolean archive = in.startsWith("PK");
    byte[] bytes = in.rest();
    List<NumpyColumns> arrays = new ArrayList<>();
    List<NumpyColumns.Column> columns = new ArrayList<>();
    if (archive) {
      entries(in, bytes, arrays, columns);
    } else {
      NumpyColumns array = NumpyColumns.of(in.name(), bytes);
      arrays.add(array);
      columns.addAll(array.columns());
    }
    List<NumpyColumns.Column> four = new ArrayList<>();
    boolean unnamed = columns.size() == 4 && columns.stream().allMatch(c -> c.name().isEmpty());
    for (int c = 0; c < 4; c++) {
      List<String> names = EventColumns.NAMES.get(c);
      Optional<NumpyColumns.Column> found =
          columns.stream().filter(column -> names.contains(column.name())).findFirst();
      if (found.isEmpty() && !unnamed) {
        throw in.bad(
            "has no array or column '%s'; there are: %s. Events are t, x, y and p (or one array [n, 4] of them)."
                .formatted(
                    names.get(0),
                    columns.stream()
                        .limit(8)
                        .map(
                            column ->
                                column.name().isEmpty() ? "one without a name" : column.name())
                        .reduce((a, b) -> a + ", " + b)
                        .orElse("none")));
      }
      four.add(unnamed ? columns.get(c) : found.get());
    }
    int rows = arrays.get(0).rows();
    for (NumpyColumns array : arrays) {
      if (array.rows() != rows) {
        throw in.bad(
            "has arrays of %d and %d values; those of events are equally long."
                .formatted(rows, array.rows()));
      }
    }
    new EventColumns(
            rows,
            four.get(0).floats(),
            four.get(0).values(),
            four.get(1).values(),
            four.get(2).values(),
            four.get(3).values(),
            "(counted from 0)")
        .feed(in, sink);
  }

  /** The arrays of an archive that can be columns of events. */
  private static void entries(
      EventInput in, byte[] bytes, List<NumpyColumns> arrays, List<NumpyColumns.Column> columns) {
    long left = Gzip.most(bytes.length);
    int entries = 0;
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
      for (ZipEntry entry; (entry = zip.getNextEntry()) != null; ) {
        String name = entry.getName().replaceFirst("\\.npy$", "");
        if (++entries > MOST_ENTRIES) {
          throw in.bad("has more than %d arrays; it is no recording.".formatted(MOST_ENTRIES));
        }
        if (name.equals("events") || EventColumns.NAMES.stream().anyMatch(n -> n.contains(name))) {
          byte[] array = readAll(in, zip, left);
          left -= array.length;
          NumpyColumns read = NumpyColumns.of(in.name() + ", array '" + name + "'", array);
          arrays.add(read);
          for (NumpyColumns.Column column : read.columns()) {
            boolean single = read.columns().size() == 1 && column.name().isEmpty();
            columns.add(
                single ? new NumpyColumns.Column(name, column.floats(), column.values()) : column);
          }
        }
      }
    } catch (IOException | IllegalArgumentException e) {
      throw in.bad("is a damaged archive (%s); get it again.".formatted(e.getMessage()));
    }
    if (arrays.isEmpty()) {
      throw in.bad("has no array t, x, y, p or events; it is no recording.");
    }
  }

  private static byte[] readAll(EventInput in, InputStream zip, long left) throws IOException {
    byte[] array = zip.readNBytes((int) Math.min(left + 1, Integer.MAX_VALUE - 8));
    if (array.length > left) {
      throw in.bad("unpacks to more than its size makes credible; save it with numpy.savez.");
    }
    return array;
  }
}
