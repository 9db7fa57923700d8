package dev.snn.kernels;

import dev.snn.api.tensor.Constant;
import dev.snn.api.tensor.Signal;
import dev.snn.api.tensor.Spikes;
import dev.snn.api.tensor.Tensor;

/** The images of a signal, row by row: {@code r = t batch + b}. */
final class ImageRows {
  private final Spikes spikes;
  private final float[][] rows;
  private final int size;

  private ImageRows(Spikes spikes, float[][] rows, int size) {
    this.spikes = spikes;
    this.rows = rows;
    this.size = size;
  }

  /** Those of a signal; a held image stands for all its steps. */
  static ImageRows of(Signal signal) {
    if (signal instanceof Spikes spikes) {
      return new ImageRows(spikes, null, signal.size());
    }
    return signal instanceof Constant held
        ? of(held.rows(), signal.size())
        : of(((Tensor) signal).rows(), signal.size());
  }

  static ImageRows of(float[][] rows, int size) {
    return new ImageRows(null, rows, size);
  }

  int size() {
    return size;
  }

  private float[] row(int r) {
    return rows[r % rows.length];
  }

  /** Number of values that are not zero; NaN is not. */
  int active(int r) {
    if (spikes != null) {
      int[] offsets = spikes.raw().offsets();
      return offsets[r + 1] - offsets[r];
    }
    int n = 0;
    float[] row = row(r);
    for (int i = 0; i < size; i++) {
      n += row[i] != 0 ? 1 : 0;
    }
    return n;
  }

  /** True where the values are events of one spike each. */
  boolean isBinary(int r) {
    if (spikes == null) {
      return false;
    }
    float[] counts = spikes.raw().counts();
    int[] offsets = spikes.raw().offsets();
    for (int e = offsets[r]; counts != null && e < offsets[r + 1]; e++) {
      if (counts[e] != 1) {
        return false;
      }
    }
    return true;
  }

  /** Lists the values of a row that are not zero. */
  void read(int r, ImageEvents events) {
    if (spikes != null) {
      events.read(spikes.raw(), r, isBinary(r));
    } else {
      events.read(row(r));
    }
  }

  /**
   * All values of a row, only to be read.
   *
   * @param scratch room for them, which the result may be
   */
  float[] dense(int r, float[] scratch) {
    if (spikes == null) {
      return row(r);
    }
    spikes.denseRow(r, scratch);
    return scratch;
  }
}
