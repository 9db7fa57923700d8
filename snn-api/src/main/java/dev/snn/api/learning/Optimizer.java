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
}
