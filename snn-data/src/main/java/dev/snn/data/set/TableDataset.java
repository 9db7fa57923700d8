package dev.snn.data.set;

import dev.snn.api.data.Dataset;
import dev.snn.api.data.DatasetInfo;
import dev.snn.api.data.Samples;
import java.util.List;

/** A data set of value vectors in memory. */
record TableDataset(DatasetInfo info, Split train, Split validation, Split test, List<String> notes)
    implements Dataset {

  /** One of which there is nothing to say. */
  TableDataset(DatasetInfo info, Split train, Split validation, Split test) {
    this(info, train, validation, test, List.of());
  }

  /** The shape of an example: features in the order channel, row, column. */
  record Shape(int width, int height, int channels) {
    int features() {
      return width * height * channels;
    }

    /** From the lengths of the dimensions after the first; null where there is no such shape. */
    static Shape of(int[] shape) {
      return switch (shape.length) {
        case 2 -> new Shape(shape[1], 1, 1);
        case 3 -> new Shape(shape[2], shape[1], 1);
        case 4 -> new Shape(shape[3], shape[2], shape[1]);
        default -> null;
      };
    }
  }

  /**
   * Examples of a table.
   *
   * @param rows which ones
   * @param firstId id of the table's example 0
   * @param autoencoder true where the values of an example are its target too
   */
  record Part(Table table, int[] rows, long firstId, boolean autoencoder) implements Split {
    @Override
    public int size() {
      return rows.length;
    }

    @Override
    public Samples gather(int[] indices) {
      long[] ids = new long[indices.length];
      float[][] values = new float[indices.length][];
      int[] labels = new int[indices.length];
      float[][] targets = new float[indices.length][];
      for (int k = 0; k < indices.length; k++) {
        int row = rows[indices[k]];
        ids[k] = firstId + row;
        values[k] = table.row(row);
        labels[k] = table.label(row);
        targets[k] = autoencoder ? values[k] : table.target(row);
      }
      boolean classes = labels.length == 0 || labels[0] >= 0;
      boolean vectors = targets.length > 0 && targets[0] != null;
      return new Samples(ids, values, null, classes ? labels : null, vectors ? targets : null);
    }

    @Override
    public int label(int index) {
      return table.label(rows[index]);
    }
  }

  /**
   * Training and test examples from two tables; ids of the second follow those of the first. Where
   * there are targets, they are the values themselves.
   */
  static TableDataset of(DatasetInfo info, Selection.Chosen chosen, Table train, Table test) {
    long second = train == test ? 0 : train.size();
    boolean autoencoder = info.targets() > 0;
    return new TableDataset(
        info,
        new Part(train, chosen.train(), 0, autoencoder),
        new Part(train, chosen.validation(), 0, autoencoder),
        new Part(test, chosen.test(), second, autoencoder));
  }
}
