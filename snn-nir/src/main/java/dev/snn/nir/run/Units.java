package dev.snn.nir.run;

import dev.snn.api.layer.Layer;
import dev.snn.api.neuron.Pass;
import dev.snn.api.tensor.Signal;
import dev.snn.api.tensor.Tensor;

/** Units without neurons. */
final class Units {
  private Units() {}

  /** Changes a row, in place. */
  interface RowFunction {
    /** Changes the values of one step of one example. */
    void apply(float[] row);
  }

  /** Ports and Flatten: the same lines. */
  static Unit same() {
    return stateless((input, pass) -> input);
  }

  /** A layer whose neurons, where it has any, keep nothing from step to step. */
  static Unit layer(Layer layer) {
    return stateless(
        (input, pass) ->
            layer.forward(input, layer.initialState(input.batch()), pass).readout().output());
  }

  /** A function of each row. */
  static Unit rows(RowFunction function) {
    return stateless(
        (input, pass) -> {
          Tensor out = own(input);
          pass.parallel().forEach(out.rows().length, r -> function.apply(out.rows()[r]));
          return out;
        });
  }

  /** One after the other; the first has no memory. */
  static Unit chain(Unit first, Unit second) {
    return new Unit() {
      @Override
      public Object start(int batch) {
        return second.start(batch);
      }

      @Override
      public Result run(Signal input, Object memory, Pass pass) {
        return second.run(first.run(input, NOTHING, pass).output(), memory, pass);
      }
    };
  }

  /** Dense rows that may be written to. */
  static Tensor own(Signal input) {
    return input instanceof Tensor tensor ? tensor.copy() : input.toTensor();
  }

  /** A function of a stretch. */
  interface Function {
    /** The result; the input is not modified. */
    Signal apply(Signal input, Pass pass);
  }

  static Unit stateless(Function function) {
    return new Unit() {
      @Override
      public Object start(int batch) {
        return NOTHING;
      }

      @Override
      public Result run(Signal input, Object memory, Pass pass) {
        return Result.of(function.apply(input, pass));
      }
    };
  }
}
