package dev.snn.engine.evaluate;

import dev.snn.api.layer.Synapses;
import dev.snn.api.tensor.Constant;
import dev.snn.api.tensor.Signal;
import dev.snn.api.tensor.Spikes;
import dev.snn.api.tensor.Tensor;
import java.util.stream.IntStream;

/**
 * Operations of some synapses. An activation that is not zero costs an operation for each synapse
 * of its line whose weight is not zero (effective), any activation one for each (dense). A held
 * current counts at every step. Outputs that are fed back take effect at the next step: that of the
 * last step has none.
 */
final class SynapseCount {
  private final Synapses synapses;

  /** Synapses of each line whose weight is not zero. */
  private final int[] fanOut;

  /** Synapses of all lines. */
  private final long perStep;

  private final long weights;
  private final long zeroWeights;
  private long effective;
  private long dense;
  private boolean binary = true;

  SynapseCount(Synapses synapses) {
    this.synapses = synapses;
    Synapses.Shared shared = synapses.shared();
    this.fanOut = shared == null ? new int[synapses.lines()] : shared.perLine(false);
    this.weights = synapses.weight().count();
    float[][] rows = synapses.weight().value();
    long nonZeros = 0;
    for (int r = 0; r < rows.length; r++) {
      for (int c = 0; c < rows[r].length; c++) {
        if (rows[r][c] != 0) {
          nonZeros++;
          if (shared == null) {
            fanOut[synapses.source() == Synapses.Source.OWN ? c : r]++;
          }
        }
      }
    }
    zeroWeights = weights - nonZeros;
    perStep = shared == null ? weights : IntStream.of(shared.perLine(true)).asLongStream().sum();
  }

  boolean isOfInput() {
    return synapses.source() == Synapses.Source.INPUT;
  }

  /** True where all activations so far were 0, 1 or -1, so that an operation is an addition. */
  boolean isBinary() {
    return binary;
  }

  long effective() {
    return effective;
  }

  long dense() {
    return dense;
  }

  long weights() {
    return weights;
  }

  long zeroWeights() {
    return zeroWeights;
  }

  /** Adds the activations of the lines. */
  void add(Signal signal) {
    int steps = isOfInput() ? signal.steps() : Math.max(0, signal.steps() - 1);
    dense += perStep * steps * signal.batch();
    if (signal instanceof Spikes spikes) {
      addSpikes(spikes, steps * spikes.batch());
    } else if (signal instanceof Constant held) {
      for (float[] row : held.rows()) {
        addRow(row, steps);
      }
    } else {
      Tensor tensor = (Tensor) signal;
      for (int r = 0; r < steps * tensor.batch(); r++) {
        addRow(tensor.rows()[r], 1);
      }
    }
  }

  private void addSpikes(Spikes spikes, int rows) {
    Spikes.Raw raw = spikes.raw();
    int events = rows <= 0 ? 0 : raw.offsets()[rows];
    int[] units = raw.units();
    float[] counts = raw.counts();
    for (int e = 0; e < events; e++) {
      if (counts == null) {
        effective += fanOut[units[e]];
      } else {
        add(units[e], counts[e], 1);
      }
    }
  }

  private void addRow(float[] row, int times) {
    for (int line = 0; line < fanOut.length; line++) {
      add(line, row[line], times);
    }
  }

  private void add(int line, float value, int times) {
    if (value != 0) {
      effective += (long) fanOut[line] * times;
      binary &= Math.abs(value) == 1;
    }
  }

  /** Number of values of a signal that are not zero. */
  static long nonZeros(Signal signal) {
    if (signal instanceof Spikes spikes) {
      return spikes.events();
    }
    long count = 0;
    float[][] rows = signal instanceof Constant held ? held.rows() : ((Tensor) signal).rows();
    for (float[] row : rows) {
      for (int n = 0; n < signal.size(); n++) {
        count += row[n] != 0 ? 1 : 0;
      }
    }
    return signal instanceof Constant ? count * signal.steps() : count;
  }
}
