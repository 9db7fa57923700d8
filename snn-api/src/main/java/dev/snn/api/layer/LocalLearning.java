package dev.snn.api.layer;

import dev.snn.api.synapse.Plasticity;
import dev.snn.api.tensor.Spikes;

/**
 * How a layer learns without gradients and labels: its neurons compete for an example, and those
 * that win change their own weights by a local rule.
 */
public interface LocalLearning {

  /** The weights that change; one of the layer's parameters. */
  Parameter weight();

  /**
   * Shows an example from rest, up to the end of the competition. Changes nothing.
   *
   * @param input {@code [T x B x In]} of the layer
   * @param example number of the example in its batch
   */
  Presentation present(Spikes input, int example);

  /** What came of an example that was shown. */
  interface Presentation {

    /** Number of neurons that won. */
    int winners();

    /** Weights added to a membrane until the competition was over. */
    long operations();

    /**
     * Changes the weights of the neurons that won, one after the other in the order in which they
     * did: of an input line that spiked no later than the neuron {@code afterPost(w, eta_plus, 1)},
     * of every other one {@code afterPre(w, eta_minus, 1)}. Weights that {@link Connections} says
     * are absent stay 0.
     *
     * @param rule the change of a weight; traces are not kept, both are 1
     */
    void learn(Plasticity rule, float etaPlus, float etaMinus);
  }
}
