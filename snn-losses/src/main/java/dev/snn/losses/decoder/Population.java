package dev.snn.losses.decoder;

import dev.snn.api.plugin.NotApplicableException;

/** Readout neurons assigned to classes: {@code k} neurons each, neuron n to class {@code n / k}. */
public record Population(int neurons, int classes) {

  /**
   * Checks that the neurons divide evenly.
   *
   * @param user in the message: "rate decoder"
   */
  public static Population of(String user, int neurons, int classes) {
    if (classes < 1 || neurons < classes || neurons % classes != 0) {
      throw new NotApplicableException(
          "the %s needs k x %d readout neurons for %d classes, the last layer has %d"
              .formatted(user, classes, classes, neurons));
    }
    return new Population(neurons, classes);
  }

  /** Neurons per class. */
  public int perClass() {
    return neurons / classes;
  }

  /** The class of a neuron. */
  public int classOf(int neuron) {
    return neuron / perClass();
  }
}
