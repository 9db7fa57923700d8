package dev.snn.api.learning;

import dev.snn.api.neuron.State;
import java.util.List;

/**
 * The state of a network between two stretches of time.
 *
 * @param nodes one for each node of the network; {@link State#NONE} for merges
 */
public record NetworkState(List<State> nodes) {

  /** Keeps a list of its own. */
  public NetworkState {
    nodes = List.copyOf(nodes);
  }
}
