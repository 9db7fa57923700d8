package dev.snn.api.procedure;

import dev.snn.api.data.Samples;
import dev.snn.api.layer.Parameter;
import dev.snn.api.learning.Network;
import dev.snn.api.neuron.Pass;
import dev.snn.api.parallel.Parallel;
import dev.snn.api.tensor.Signal;
import java.util.List;
import java.util.Map;

/**
 * A {@link Procedure} that learns from one batch after another. What is told here lets {@code
 * explain} rehearse its first batch, {@code table --dry-run} estimate its time and {@code bench}
 * measure its speed.
 */
public interface Stepwise {

  /** Examples per step. */
  int batch();

  /** Passes over the training split in a whole run. */
  int epochs();

  /** Evaluations of the validation and test split in a whole run. */
  int evaluations();

  /**
   * Gets ready to take steps, from the beginning.
   *
   * @param network whose parameters are changed
   */
  Steps steps(Network network);

  /** Takes steps: {@link #begin}, {@link #learn}, {@link #update}, and again. */
  interface Steps {

    /**
     * The pass of the next step. Arrays may be reused, so that what a step returned is valid until
     * the next one begins.
     *
     * @param key key of its random draws
     * @param ids of the examples
     */
    Pass begin(Parallel parallel, long key, long[] ids);

    /** Runs a batch and learns from it; where gradients are used they are those of this batch. */
    Done learn(Signal input, Samples samples, Pass pass);

    /** Changes the parameters, where {@link #learn} has not done so already. */
    void update(Parallel parallel);

    /** The parameters whose gradients {@link #learn} fills; empty where it uses none. */
    default List<Parameter> byGradients() {
      return List.of();
    }
  }

  /**
   * What was done with a batch.
   *
   * @param forward the forward pass of the network
   * @param loss mean over the examples; NaN where there is no loss
   * @param terms parts of the loss
   */
  record Done(Network.Forward forward, double loss, Map<String, Double> terms) {}
}
