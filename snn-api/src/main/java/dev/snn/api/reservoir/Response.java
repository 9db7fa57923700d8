package dev.snn.api.reservoir;

import dev.snn.api.tensor.Spikes;

/**
 * What a stretch gave.
 *
 * @param states filtered activity {@code [T / every][N]}; no rows where none were asked for
 * @param spikeCounts spikes of each neuron; null where the network has no spikes
 * @param spikes {@code [T x 1 x N]}; null unless asked for
 * @param last the state to go on from
 */
public record Response(float[][] states, int[] spikeCounts, Spikes spikes, ReservoirState last) {

  /** Spikes of all neurons; NaN where the network has no spikes. */
  public double totalSpikes() {
    if (spikeCounts == null) {
      return Double.NaN;
    }
    long sum = 0;
    for (int count : spikeCounts) {
      sum += count;
    }
    return sum;
  }
}
