package dev.snn.api.reservoir;

import dev.snn.api.tensor.Signal;

/**
 * A recurrent network that no gradient reaches: inputs drive it, plasticity may change its weights,
 * and readouts are fitted to its filtered activity. It holds parameters only; what changes over
 * time, plastic weights included, is in the {@link ReservoirState}. Safe for use by several
 * threads.
 */
public interface Reservoir {

  /** Number of input lines. */
  int inputSize();

  /** Number of state variables N: neurons that can be read. */
  int size();

  /** At rest, with the initial weights. */
  ReservoirState start();

  /**
   * Runs over the steps of an input. Stretches join: {@code [0, T)} at once equals {@code [0, k)}
   * and then {@code [k, T)} from the last state, bit for bit.
   *
   * @param input {@code [T x 1 x inputSize]}; of values, the current through an input connection is
   *     value times weight
   * @param from the state to begin with; it is left as it is
   * @param how what to record, and whether plasticity is on
   */
  Response run(Signal input, ReservoirState from, Stretch how);

  /**
   * The same network with a constant current on top for every neuron, in the unit of the input
   * current; it replaces an earlier one. The states of the one fit the other.
   */
  Reservoir withBias(double bias);

  /**
   * Synaptic events: the spikes of each neuron times the number of recurrent synapses that it sends
   * to. NaN where that is not known.
   *
   * @param spikeCounts spikes of each neuron {@code [N]}; null where the network has no spikes
   */
  default double synapticEvents(int[] spikeCounts) {
    return Double.NaN;
  }
}
