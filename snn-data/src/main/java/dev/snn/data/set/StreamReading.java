package dev.snn.data.set;

import dev.snn.api.data.BadDataException;
import dev.snn.data.file.Source;
import dev.snn.data.file.Unpacked;
import dev.snn.data.format.CsvLayout;
import dev.snn.data.format.FloatRows;
import dev.snn.data.format.SampleLines;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The first pass over a stream of samples, from its first line to its last: every line is looked
 * at, so that a broken one is an error before anything is learned. The samples stay in memory where
 * they are few; of larger streams only the places of every 1,024th line do, and they are read again
 * as they are asked for.
 */
final class StreamReading {
  /** Samples between two places. */
  static final int BLOCK = 1024;

  /** Values that are kept in memory, 64 MB, or an eighth of what there is. */
  private static final long MOST_VALUES =
      Math.min(1L << 24, Runtime.getRuntime().maxMemory() / 8 / Float.BYTES);

  private final Source source;
  private final StreamConfig config;
  private final long mostValues;
  private final StreamLabels labels;
  private final List<Long> starts = new ArrayList<>();
  private Map<String, String> checksums;
  private SampleLines head;
  private FloatRows values;
  private double[] sums;
  private int[] present;
  private int size;
  private long filled;

  StreamReading(Source source, StreamConfig config) {
    this(source, config, MOST_VALUES);
  }

  /**
   * @param mostValues that are kept in memory
   */
  StreamReading(Source source, StreamConfig config, long mostValues) {
    this.source = source;
    this.config = config;
    this.mostValues = mostValues;
    labels = new StreamLabels(source.name());
  }

  StreamReading read() {
    try (Unpacked in = Unpacked.open(source)) {
      head = SampleLines.open(source.name(), in, config.layout());
      values = new FloatRows(head.features());
      sums = new double[head.features()];
      present = new int[head.features()];
      while (head.next()) {
        add();
      }
      checksums = in.checksums();
    }
    source.requireUnchanged();
    requireSamples();
    return this;
  }

  private void add() {
    if (size % BLOCK == 0) {
      starts.add(head.start());
    }
    float[] row = head.values();
    for (int n = 0; n < row.length; n++) {
      boolean there = !Float.isNaN(row[n]);
      filled += there ? 0 : 1;
      if (there && size < config.train()) {
        sums[n] += row[n];
        present[n]++;
      }
    }
    int label = labels.add(head);
    if (size == Integer.MAX_VALUE) {
      throw new BadDataException(source.name() + " has more than 2^31 - 1 samples; cut it.");
    }
    size++;
    if (values != null && (long) size * (row.length + 1) > mostValues) {
      values = null;
      labels.forget();
    }
    if (values != null) {
      values.add(row);
      labels.keep(label);
    }
  }

  private void requireSamples() {
    if (size <= config.train()) {
      throw new IllegalArgumentException(
          "train must be below the %d samples of %s, got %d"
              .formatted(size, source.name(), config.train()));
    }
    if (config.test() > size - config.train()) {
      throw new IllegalArgumentException(
          "test must be at most %d, what %s has beside %d training samples, got %d"
              .formatted(size - config.train(), source.name(), config.train(), config.test()));
    }
    requireRoom();
    if (config.missing() == CsvLayout.Missing.MEAN && filled > 0) {
      for (int n = 0; n < present.length; n++) {
        if (present[n] == 0) {
          throw new IllegalArgumentException(
              "missing cannot be mean: '%s' has no value in the first %d samples of %s; set missing to zero"
                  .formatted(head.columns().get(n), config.train(), source.name()));
        }
      }
    }
  }

  /** Blocks that are shuffled are kept whole while they are gone through. */
  private void requireRoom() {
    long most = mostValues / head.features();
    if (values == null && config.shuffle() > Math.max(BLOCK, most)) {
      throw new IllegalArgumentException(
          "shuffle must be at most %d: %s is read as it comes, and a block of %d samples would not be kept in memory"
              .formatted(Math.max(BLOCK, most), source.name(), config.shuffle()));
    }
  }

  Map<String, String> checksums() {
    return checksums;
  }

  int size() {
    return size;
  }

  int features() {
    return head.features();
  }

  List<String> columns() {
    return head.columns();
  }

  String target() {
    return head.target();
  }

  /** Missing values that were filled in. */
  long filled() {
    return filled;
  }

  /** The classes: as they were declared, else those that occur. */
  Classes classes() {
    return labels.classes(head.classes());
  }

  /** What takes the place of a missing value; empty where none is missing. */
  float[] fill() {
    if (filled == 0) {
      return new float[0];
    }
    float[] fill = new float[present.length];
    if (config.missing() == CsvLayout.Missing.MEAN) {
      for (int n = 0; n < fill.length; n++) {
        fill[n] = (float) (sums[n] / present[n]);
      }
    }
    return fill;
  }

  /** All samples, from memory or from the file. */
  Table table() {
    float[] fill = fill();
    if (values != null) {
      return new Filled(new Table.Rows(values, 1, labels.ofLines(head.classes()), null), fill);
    }
    return new Filled(file(), fill);
  }

  /** All samples from the file, without what takes the place of missing values. */
  StreamFile file() {
    long[] places = starts.stream().mapToLong(Long::longValue).toArray();
    // A block that is shuffled begins and ends anywhere in those of the file.
    int blocks = 1 + (Math.max(1, config.shuffle()) - 1 + BLOCK - 1) / BLOCK;
    return new StreamFile(source, head, places, size, labels.byText(head.classes()), blocks);
  }

  /** A table in which missing values are filled in. */
  private record Filled(Table table, float[] fill) implements Table {
    @Override
    public int size() {
      return table.size();
    }

    @Override
    public float[] row(int sample) {
      float[] row = table.row(sample);
      for (int n = 0; n < fill.length; n++) {
        row[n] = Float.isNaN(row[n]) ? fill[n] : row[n];
      }
      return row;
    }

    @Override
    public int label(int sample) {
      return table.label(sample);
    }
  }

  @Override
  public String toString() {
    return source.name() + " " + Arrays.toString(present);
  }
}
