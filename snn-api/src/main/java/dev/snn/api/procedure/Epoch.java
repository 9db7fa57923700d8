package dev.snn.api.procedure;

import java.util.List;
import java.util.Map;

/**
 * Results of one epoch. Missing values are missing from the maps, never 0.
 *
 * @param number epochs trained so far
 * @param trainLoss mean training loss of the epoch; NaN where none
 * @param trainTerms parts of the training loss
 * @param scores metric or measure name to value, per split or variant: "validation", "test",
 *     "test@shuffled"
 * @param readoutSpikes readout spikes per test example; NaN where there is no spiking readout
 * @param layerSpikes spikes per test example of each layer
 * @param trainSeconds wall time of training
 * @param evaluateSeconds wall time of evaluation
 * @param series curves of the network as it is after this epoch, such as its accuracy when the
 *     readout is cut off after 1, 2, ... steps
 * @param efficiency activity and operations on the test split, by name; empty where they were not
 *     counted
 */
public record Epoch(
    int number,
    double trainLoss,
    Map<String, Double> trainTerms,
    Map<String, Map<String, Double>> scores,
    double readoutSpikes,
    double[] layerSpikes,
    double trainSeconds,
    double evaluateSeconds,
    List<Series> series,
    Map<String, Double> efficiency) {
  /** Copies what could be changed. */
  public Epoch {
    layerSpikes = layerSpikes.clone();
    series = List.copyOf(series);
  }

  /** A copy of the spikes per test example of each layer. */
  @Override
  public double[] layerSpikes() {
    return layerSpikes.clone();
  }

  /**
   * An epoch of which scores are known, and no loss and no spikes.
   *
   * @param scores per split or variant
   */
  public static Epoch scored(
      int number, Map<String, Map<String, Double>> scores, double trainSeconds) {
    return new Epoch(
        number, Double.NaN, Map.of(), scores, Double.NaN, new double[0], trainSeconds, 0);
  }

  /** An epoch without curves and counts of operations. */
  public Epoch(
      int number,
      double trainLoss,
      Map<String, Double> trainTerms,
      Map<String, Map<String, Double>> scores,
      double readoutSpikes,
      double[] layerSpikes,
      double trainSeconds,
      double evaluateSeconds) {
    this(
        number,
        trainLoss,
        trainTerms,
        scores,
        readoutSpikes,
        layerSpikes,
        trainSeconds,
        evaluateSeconds,
        List.of(),
        Map.of());
  }
}
