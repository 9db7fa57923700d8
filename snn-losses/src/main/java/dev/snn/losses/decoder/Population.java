package dev.snn.losses.decoder;

import dev.snn.api.plugin.NotApplicableException;

/** Readout neurons assigned to classes: {@code k} neurons each, neuron n to class {@code n / k}. */
record Population(int neurons, int classes) {

  /** Checks that the neurons divide evenly. */
  static Population of(String decoder, int neurons, int classes) {
    if (classes < 1 || neurons < classes || neurons % classes != 0) {
      throw new NotApplicableException(
          "the %s decoder needs k x %d readout neurons for %d classes, the last layer has %d"
              .formatted(decoder, classes, classes, neurons));
    }
    return new Population(neurons, classes);
  }

  /** Neurons per class. */
  int perClass() {
    return neurons / classes;
  }

  /** The class of a neuron. */
  int classOf(int neuron) {
    return neuron / perClass();
  }
}
