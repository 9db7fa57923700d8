package dev.snn.api.learning;

import dev.snn.api.layer.Parameter;
import dev.snn.api.parallel.Parallel;
import java.util.List;

/**
 * Decides which weights exist while a network learns: prunes some, lets others grow. It stands
 * around the optimiser, whose updates it may hold back, undo or go beyond, and sets the {@link
 * dev.snn.api.layer.Connections} of the weights. One rewiring serves one network.
 *
 * <p>A weight that does not exist is exactly 0 whenever {@link #begin} or {@link #step} returns.
 * Other parameters are the optimiser's alone.
 */
public interface Rewiring extends Stateful {

  /**
   * Refuses a training in which it would not do what its options say: one that ends before it has
   * pruned, for example. Called before {@link #begin}, or never.
   *
   * @param epochs of the whole training
   * @param epochUpdates updates in an epoch, at least 1
   * @throws IllegalArgumentException with a sentence that names option, value and epochs
   */
  default void check(int epochs, int epochUpdates) {}

  /**
   * Takes over the weights before the first pass: says which exist at the start, or, where a state
   * was restored, goes on with those of that state.
   *
   * @param weights that may be pruned: those of synapses, not biases; all rows of one are equally
   *     long
   * @param epochUpdates updates in an epoch, at least 1
   */
  void begin(List<Parameter> weights, int epochUpdates);

  /**
   * Does one update: lets the optimiser make its step, and keeps its own rule. Gradients of weights
   * that do not exist are 0 where no connections {@linkplain
   * dev.snn.api.layer.Connections#gradientsOfAll want} them.
   *
   * @param parameters all parameters, for the optimiser: the same list at every call
   * @param scale factor on the learning rate, for the optimiser
   */
  void step(Optimizer optimizer, List<Parameter> parameters, double scale, Parallel parallel);
}
