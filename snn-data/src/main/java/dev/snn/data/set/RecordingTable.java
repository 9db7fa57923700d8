package dev.snn.data.set;

import dev.snn.api.data.Dataset;
import dev.snn.api.data.DatasetInfo;
import dev.snn.api.data.Recording;
import dev.snn.api.data.Samples;
import java.util.Arrays;
import java.util.List;

/** Recordings with ids and classes. Recordings are shared, not copied: nobody modifies them. */
record RecordingTable(long[] ids, Recording[] recordings, int[] labels) {

  /** The recordings of both, these first. */
  RecordingTable and(RecordingTable other) {
    int first = ids.length;
    int all = first + other.ids.length;
    long[] bothIds = Arrays.copyOf(ids, all);
    Recording[] both = Arrays.copyOf(recordings, all);
    int[] bothLabels = Arrays.copyOf(labels, all);
    System.arraycopy(other.ids, 0, bothIds, first, other.ids.length);
    System.arraycopy(other.recordings, 0, both, first, other.ids.length);
    System.arraycopy(other.labels, 0, bothLabels, first, other.ids.length);
    return new RecordingTable(bothIds, both, bothLabels);
  }

  /** A data set of recordings. */
  record Selected(DatasetInfo info, Split train, Split validation, Split test, List<String> notes)
      implements Dataset {

    /** A data set with nothing to note. */
    Selected(DatasetInfo info, Split train, Split validation, Split test) {
      this(info, train, validation, test, List.of());
    }
  }

  /**
   * Some of them.
   *
   * @param images targets; null where there are none
   */
  record Part(RecordingTable table, int[] rows, MnistImages images) implements Dataset.Split {
    @Override
    public int size() {
      return rows.length;
    }

    @Override
    public Samples gather(int[] indices) {
      long[] ids = new long[indices.length];
      Recording[] recordings = new Recording[indices.length];
      int[] labels = new int[indices.length];
      for (int k = 0; k < indices.length; k++) {
        int row = rows[indices[k]];
        ids[k] = table.ids()[row];
        recordings[k] = table.recordings()[row];
        labels[k] = table.labels()[row];
      }
      float[][] targets = images == null ? null : images.of(ids, labels);
      return new Samples(ids, null, recordings, labels, targets);
    }

    @Override
    public int label(int index) {
      return table.labels()[rows[index]];
    }
  }
}
