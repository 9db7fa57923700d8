package dev.snn.api.learning;

import dev.snn.api.layer.Parameter;
import dev.snn.api.parallel.Parallel;
import java.util.List;

/**
 * Turns gradients into updates. One optimiser serves one network; its state belongs to the
 * parameters' positions.
 */
public interface Optimizer extends Stateful {

  /**
   * Updates the trainable parameters, applies their constraints and clears their gradients.
   *
   * @param parameters the same list at every call
   * @param scale factor on the learning rate, from the schedule
   */
  void step(List<Parameter> parameters, double scale, Parallel parallel);

  /**
   * The length of the last update where the gradient had always been the same, h: the learning rate
   * with its scale, and with the correction for the few gradients that a mean has seen (Adam:
   * {@code lr / (1 - beta1^k)}). A {@link Rewiring} makes its own steps in units of it.
   *
   * @return NaN where the optimiser does not tell
   */
  default double lastRate() {
    return Double.NaN;
  }
}
