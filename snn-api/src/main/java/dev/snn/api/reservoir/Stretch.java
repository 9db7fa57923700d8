package dev.snn.api.reservoir;

import dev.snn.api.parallel.Parallel;
import dev.snn.api.plugin.Check;

/**
 * How a stretch of time is run.
 *
 * @param plastic true to let plasticity change the weights
 * @param tauFilter time constant in ms of the low-pass filter of the recorded activity: {@code r[t]
 *     = exp(-dt / tau) r[t-1] + s[t]}; 0 records {@code s[t]} itself. A stretch that goes on from
 *     another one has the same
 * @param every steps between two recorded rows; row k is the state after step {@code (k+1) every -
 *     1}. 0 records none
 * @param keepSpikes true to return the spikes themselves
 * @param parallel threads to use; the result does not depend on their number
 */
public record Stretch(
    boolean plastic, double tauFilter, int every, boolean keepSpikes, Parallel parallel) {

  /** Checks the values. */
  public Stretch {
    Check.notNegative("tau_filter", tauFilter);
    Check.atLeast("every", every, 0);
  }

  /** Frozen weights, a row every so many steps, on the calling thread. */
  public static Stretch frozen(double tauFilter, int every) {
    return new Stretch(false, tauFilter, every, false, Parallel.SEQUENTIAL);
  }

  /** Plastic weights, nothing recorded but spike counts, on the calling thread. */
  public static Stretch plastic(double tauFilter) {
    return new Stretch(true, tauFilter, 0, false, Parallel.SEQUENTIAL);
  }

  /** The same with other threads. */
  public Stretch on(Parallel threads) {
    return new Stretch(plastic, tauFilter, every, keepSpikes, threads);
  }

  /** The same with the spikes kept. */
  public Stretch keepingSpikes() {
    return new Stretch(plastic, tauFilter, every, true, parallel);
  }
}
