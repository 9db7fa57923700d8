package dev.snn.kernels;

/**
 * One direction of a convolution: output place o meets input place {@code i = o stride + k dilation
 * - padding} with the kernel's place k.
 */
record Axis(int in, int kernel, int stride, int padding, int dilation) {

  /** A stride beyond the padded input says as much as one of its length, which costs less. */
  Axis {
    stride = (int) Math.min(stride, Math.max(1, in + 2L * padding));
    dilation = kernel == 1 ? Math.min(1, dilation) : dilation;
  }

  /** True where the kernel, spread by its dilation, is not longer than the padded input. */
  boolean fits() {
    return kernel >= 1 && stride >= 1 && dilation >= 1 && room() >= 0;
  }

  /** True where each output place meets the input place of its number, and no other. */
  boolean isIdentity() {
    return kernel == 1 && stride == 1 && padding == 0;
  }

  /** Number of output places. */
  int out() {
    return (int) places();
  }

  /** Number of output places, also where an int does not hold it. */
  long places() {
    return room() / stride + 1;
  }

  private long room() {
    return in + 2L * padding - (long) dilation * (kernel - 1) - 1;
  }

  /** The output place at which k meets input place i; -1 where there is none. */
  int output(int i, int k) {
    long distance = (long) i + padding - (long) k * dilation;
    return distance >= 0 && distance % stride == 0 && distance / stride < out()
        ? (int) (distance / stride)
        : -1;
  }
}
