package dev.snn.data.set;

import dev.snn.api.data.Dataset;
import dev.snn.api.data.DatasetInfo;
import dev.snn.api.data.Samples;
import dev.snn.api.random.Seed;
import java.util.List;
import java.util.Objects;

/**
 * Samples in the order of time: the first ones are the training split, those that follow the test
 * split, and none is for validation.
 */
record StreamDataset(
    DatasetInfo info, Split train, Split validation, Split test, List<String> notes)
    implements Dataset {

  /**
   * Of a table.
   *
   * @param train samples of the training split
   * @param test samples of the test split
   * @param shuffle samples of each block that is put in another order; 0 for none
   * @param seed draws these orders
   */
  static StreamDataset of(
      DatasetInfo info,
      Table table,
      int train,
      int test,
      int shuffle,
      Seed seed,
      List<String> notes) {
    return new StreamDataset(
        info,
        new Part(table, 0, train, shuffle, seed),
        new Part(table, train, 0, 0, seed),
        new Part(table, train, test, shuffle, seed),
        notes);
  }

  /** Samples that follow each other. */
  private static final class Part implements Split {
    private final Table table;
    private final int first;
    private final int size;
    private final int shuffle;
    private final Seed seed;

    /** The order of the block that was asked for last. */
    private volatile Order last = new Order(-1, null);

    /**
     * @param first of the table
     * @param shuffle samples of a block, counted from {@code first}; 0: in the table's order
     */
    Part(Table table, int first, int size, int shuffle, Seed seed) {
      this.table = table;
      this.first = first;
      this.size = size;
      this.shuffle = shuffle;
      this.seed = seed;
    }

    /** Which sample of a block stands where. */
    private record Order(int block, int[] places) {}

    @Override
    public int size() {
      return size;
    }

    @Override
    public Samples gather(int[] indices) {
      long[] ids = new long[indices.length];
      float[][] values = new float[indices.length][];
      int[] labels = new int[indices.length];
      for (int k = 0; k < indices.length; k++) {
        int sample = sample(indices[k]);
        ids[k] = sample;
        values[k] = table.row(sample);
        labels[k] = table.label(sample);
      }
      return Samples.labelled(ids, values, labels);
    }

    @Override
    public int label(int index) {
      return table.label(sample(index));
    }

    private int sample(int index) {
      Objects.checkIndex(index, size);
      if (shuffle < 2) {
        return first + index;
      }
      int block = index / shuffle;
      int from = first + block * shuffle;
      Order order = last;
      if (order.block() != block) {
        int count = Math.min(shuffle, size - block * shuffle);
        order = new Order(block, seed.stream("stream/shuffle/" + from).permutation(count));
        last = order;
      }
      return from + order.places()[index % shuffle];
    }
  }
}
