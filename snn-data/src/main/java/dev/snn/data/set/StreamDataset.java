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

  /**
   * Samples that follow each other.
   *
   * @param first of the table
   * @param shuffle samples of a block, counted from {@code first}; 0: in the table's order
   */
  private record Part(Table table, int first, int size, int shuffle, Seed seed) implements Split {
    @Override
    public Samples gather(int[] indices) {
      long[] ids = new long[indices.length];
      float[][] values = new float[indices.length][];
      int[] labels = new int[indices.length];
      Order order = new Order();
      for (int k = 0; k < indices.length; k++) {
        int sample = order.sample(indices[k]);
        ids[k] = sample;
        values[k] = table.row(sample);
        labels[k] = table.label(sample);
      }
      return Samples.labelled(ids, values, labels);
    }

    @Override
    public int label(int index) {
      return table.label(new Order().sample(index));
    }

    /** Which sample of the table stands where; keeps the order of one block. */
    private final class Order {
      private int block = -1;
      private int[] places;

      int sample(int index) {
        Objects.checkIndex(index, size);
        if (shuffle < 2) {
          return first + index;
        }
        if (index / shuffle != block) {
          block = index / shuffle;
          int count = Math.min(shuffle, size - block * shuffle);
          places = seed.stream("stream/shuffle/" + (first + block * shuffle)).permutation(count);
        }
        return first + block * shuffle + places[index % shuffle];
      }
    }
  }
}
