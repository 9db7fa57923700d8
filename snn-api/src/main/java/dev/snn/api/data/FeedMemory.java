package dev.snn.api.data;

import dev.snn.api.tensor.Constant;
import dev.snn.api.tensor.Signal;
import dev.snn.api.tensor.Spikes;

/**
 * Batches that come again the same in every epoch, as those of an evaluation do, kept as far as
 * there is room; the others are made again.
 */
public final class FeedMemory {
  private static final long MOST_BYTES = 64L << 20;

  private final Feed.Batch[] kept;
  private long room;

  /**
   * @param batches how many there are
   */
  public FeedMemory(int batches) {
    this(batches, Math.min(MOST_BYTES, Runtime.getRuntime().maxMemory() / 32));
  }

  public FeedMemory(int batches, long room) {
    this.kept = new Feed.Batch[batches];
    this.room = room;
  }

  /** The batch; null where it is not kept. */
  Feed.Batch get(int k) {
    return kept[k];
  }

  /** Keeps a batch if there is room. */
  void offer(int k, Feed.Batch batch) {
    long bytes = bytes(batch.samples()) + bytes(batch.input());
    if (bytes <= room) {
      room -= bytes;
      kept[k] = batch;
    }
  }

  private static long bytes(Samples samples) {
    long numbers = count(samples.values()) + count(samples.targets());
    if (samples.recordings() != null) {
      for (Recording recording : samples.recordings()) {
        numbers += 3L * recording.events();
      }
    }
    return numbers * Float.BYTES;
  }

  private static long count(float[][] rows) {
    return rows == null || rows.length == 0 ? 0 : (long) rows.length * rows[0].length;
  }

  private static long bytes(Signal signal) {
    if (signal instanceof Spikes spikes) {
      long numbers = 2 * (long) spikes.total() + (long) spikes.steps() * spikes.batch();
      return numbers * Integer.BYTES;
    }
    long rows = signal instanceof Constant ? 1 : signal.steps();
    return rows * signal.batch() * signal.size() * Float.BYTES;
  }
}
