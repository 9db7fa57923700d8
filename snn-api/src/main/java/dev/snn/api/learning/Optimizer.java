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
   * The factor h of the first moment in the last update: {@code lr scale} for plain descent and
   * momentum, {@code lr scale / (1 - beta1^k)} at update k for Adam, whose second moment is not in
   * it. A {@link Rewiring} makes its own steps in units of it.
   *
   * @return NaN where the optimiser does not tell
   */
  default double lastRate() {
    return Double.NaN;
  }
}
