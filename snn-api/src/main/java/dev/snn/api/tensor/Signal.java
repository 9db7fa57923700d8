package dev.snn.api.tensor;

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
}
