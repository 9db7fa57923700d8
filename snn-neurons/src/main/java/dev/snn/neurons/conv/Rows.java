package dev.snn.neurons.conv;

import dev.snn.api.neuron.Pass;
import dev.snn.api.tensor.Constant;
import dev.snn.api.tensor.Signal;
import dev.snn.api.tensor.Spikes;
import dev.snn.api.tensor.SpikesBuilder;
import dev.snn.api.tensor.Tensor;

/** The rows {@code r = t * batch + b} of any signal, one by one. */
final class Rows {
  private Rows() {}

  /**
   * The values of a row, only to be read.
   *
   * @param scratch room for a row, which the result is where the signal holds events
   */
  static float[] of(Signal signal, int r, float[] scratch) {
    if (signal instanceof Spikes spikes) {
      spikes.denseRow(r, scratch);
      return scratch;
    }
    return signal instanceof Constant held
        ? held.rows()[r % held.batch()]
        : ((Tensor) signal).rows()[r];
  }

  /** Writes the values of a row. */
  static void copy(Signal signal, int r, float[] out) {
    if (signal instanceof Spikes spikes) {
      spikes.denseRow(r, out);
    } else {
      System.arraycopy(of(signal, r, out), 0, out, 0, signal.size());
    }
  }

  /** What a function of rows does. */
  @FunctionalInterface
  interface Function {
    /** Overwrites {@code out} for input row r, which is only to be read. */
    void apply(int r, float[] in, float[] out);
  }

  /** A function of each row: events of events, dense rows of all others. */
  static Signal map(Signal input, int size, Function function, Pass pass) {
    return map(input, size, function, input instanceof Spikes, pass);
  }

  /** A function of each row as dense rows. */
  static Tensor dense(Signal input, int size, Function function, Pass pass) {
    return (Tensor) map(input, size, function, false, pass);
  }

  /** What a function of events writes. */
  @FunctionalInterface
  interface Writer {
    /** Overwrites {@code out} for row r. */
    void write(int r, float[] out);
  }

  /** A function of the events of each row, as events. */
  static Spikes events(Spikes input, int size, Writer writer, Pass pass) {
    int batch = input.batch();
    SpikesBuilder spikes = new SpikesBuilder(input.steps(), batch, size, pass.arena());
    pass.parallel()
        .forEachBlock(
            batch,
            (block, from, to) -> {
              float[] row = new float[size];
              for (int b = from; b < to; b++) {
                for (int t = 0; t < input.steps(); t++) {
                  writer.write(t * batch + b, row);
                  spikes.lane(b).addNonZero(t, row);
                }
              }
            });
    return spikes.build();
  }

  private static Signal map(Signal input, int size, Function function, boolean events, Pass pass) {
    int batch = input.batch();
    int steps = input.steps();
    SpikesBuilder spikes = events ? new SpikesBuilder(steps, batch, size, pass.arena()) : null;
    Tensor dense = events ? null : pass.arena().tensor(steps, batch, size);
    pass.parallel()
        .forEachBlock(
            batch,
            (block, from, to) -> {
              float[] scratch = new float[input.size()];
              float[] row = new float[size];
              for (int b = from; b < to; b++) {
                for (int t = 0; t < steps; t++) {
                  int r = t * batch + b;
                  float[] out = events ? row : dense.rows()[r];
                  function.apply(r, of(input, r, scratch), out);
                  if (events) {
                    spikes.lane(b).addNonZero(t, row);
                  }
                }
              }
            });
    return events ? spikes.build() : dense;
  }
}
