package dev.snn.api.reservoir;

/**
 * Membranes, traces, spikes on their way, the filter of the readout, and plastic weights.
 * Immutable: a run returns a new one.
 */
public interface ReservoirState {

  /** The same weights with everything else at rest, as at the start. */
  ReservoirState atRest();
}
