package dev.snn.api.tensor;

import java.util.List;

/**
 * What flows from one layer to the next, of shape {@code [T x B x N]}: {@link Spikes} (event
 * lists), {@link Constant} (one row per example, held over all steps) or {@link Tensor} (dense
 * rows). A layer takes any of them and chooses its kernel; the three kernels give the same result
 * for the same numbers.
 */
public sealed interface Signal permits Spikes, Constant, Tensor {

  /** Number of time steps T. */
  int steps();

  /** Number of examples B. */
  int batch();

  /** Number of lines N. */
  int size();

  /** The signal as dense rows; a {@link Tensor} returns itself, the others copy. */
  Tensor toTensor();

  /** The steps {@code from} (inclusive) to {@code to} (exclusive); may share arrays. */
  Signal timeRange(int from, int to);

  /**
   * Stretches of time one after the other: spikes where all are spikes, else dense rows, which are
   * shared with those that are dense.
   *
   * @param parts at least one, all of one batch and size
   */
  static Signal inTime(List<? extends Signal> parts) {
    if (parts.size() == 1) {
      return parts.get(0);
    }
    return parts.stream().allMatch(Spikes.class::isInstance)
        ? Spikes.inTime(parts.stream().map(Spikes.class::cast).toList())
        : Tensor.inTime(parts.stream().map(Signal::toTensor).toList());
  }
}
