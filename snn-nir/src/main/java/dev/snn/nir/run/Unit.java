package dev.snn.nir.run;

import dev.snn.api.neuron.Pass;
import dev.snn.api.tensor.Signal;
import dev.snn.api.tensor.Tensor;
import java.util.function.Supplier;

/**
 * What a node does with a stretch of time {@code [T x B x In]}. A unit holds parameters only; what
 * it remembers from stretch to stretch goes in and comes out, and is not modified.
 */
interface Unit {
  /** What a unit without memory remembers. */
  Object NOTHING = "nothing";

  /** What it remembers before the first step. */
  Object start(int batch);

  /** Runs over all steps of the input, which is not modified. */
  Result run(Signal input, Object memory, Pass pass);

  /**
   * What a stretch gave.
   *
   * @param membrane after each step, resets included; null where there is none
   */
  record Result(Signal output, Supplier<Tensor> membrane, Object memory) {
    /** Of a unit without membrane or memory. */
    static Result of(Signal output) {
      return new Result(output, null, NOTHING);
    }
  }
}
