package dev.snn.training.layerwise;

import dev.snn.api.plugin.UserError;

/**
 * What the options of a readout must be.
 *
 * @param size lines that it reads
 */
record ReadoutRequirements(LayerwisePlugin.Config config, int size, int classes) {
  /** A gigabyte. */
  private static final long MOST_WEIGHTS = 1L << 28;

  void check() {
    if (config.readout() == LayerwisePlugin.Readout.R_STDP) {
      rewarded();
    } else if (!config.reward().equals(RewardOptions.defaults())) {
      throw new UserError(
          "training.reward: these are options of the readout 'r-stdp'; set training.readout to it,"
              + " or leave them out.");
    }
  }

  private void rewarded() {
    if (!config.svm().equals(LayerwisePlugin.SvmOptions.defaults())) {
      throw new UserError(
          "training.svm: these are options of the readouts 'svm' and 'logistic'; leave them out, or"
              + " set training.readout to one of these.");
    }
    if (config.features() != LayerwisePlugin.Features.LATENCY) {
      throw new UserError(
          "training.features: the readout 'r-stdp' reads spikes as they come; leave it out, or take"
              + " another training.readout.");
    }
    if (config.reward().weights(size, classes) > MOST_WEIGHTS) {
      throw new UserError(
          "training.reward.neurons: at most %,d for each of %d classes that read %,d lines, got %,d."
              .formatted(MOST_WEIGHTS / size / classes, classes, size, config.reward().neurons()));
    }
  }
}
