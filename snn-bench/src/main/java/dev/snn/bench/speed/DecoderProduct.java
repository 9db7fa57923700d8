package dev.snn.bench.speed;

/**
 * A product that a decoder makes of every example.
 *
 * @param rows rows of the left factor, per example
 * @param spikes true where the left factor is a spike train, whose zeros are skipped
 */
record DecoderProduct(int rows, int inputs, int outputs, boolean spikes) {

  /**
   * Floating-point operations per example that are really made.
   *
   * @param density share of ones in the spike train
   */
  double operations(Phase phase, double density) {
    double dense = 2.0 * rows * inputs * outputs;
    double forward = spikes ? density * dense : dense;
    // Backward, the gradient of the weights costs as much, that of the input is dense.
    return phase == Phase.TRAIN ? 2 * forward + dense : forward;
  }
}
