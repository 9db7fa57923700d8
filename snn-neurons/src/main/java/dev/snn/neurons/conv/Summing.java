package dev.snn.neurons.conv;

import dev.snn.api.layer.ReadoutGradient;
import dev.snn.api.neuron.Pass;
import dev.snn.api.neuron.Tape;
import dev.snn.api.tensor.Shape;
import dev.snn.api.tensor.Signal;
import dev.snn.api.tensor.Tensor;
import dev.snn.kernels.Plane;
import java.util.Arrays;

/** Sums over squares of pixels times a factor; whole sums of events are events. */
final class Summing extends Passing {
  private final Plane plane;
  private final int size;
  private final float factor;

  /** The output that a pixel is added to; -1 for none. */
  private final int[] target;

  Summing(Shape in, Shape out, Plane plane, int size, float factor) {
    super(in, out);
    this.plane = plane;
    this.size = size;
    this.factor = factor;
    this.target = targets(out);
  }

  private int[] targets(Shape out) {
    int[] targets = new int[plane.size()];
    for (int n = 0; n < targets.length; n++) {
      int x = n % plane.width() / size;
      int y = n / plane.width() % plane.height() / size;
      boolean inside = x < out.width() && y < out.height();
      targets[n] = inside ? out.line(n / plane.pixels(), y, x) : -1;
    }
    return targets;
  }

  private void sum(float[] in, float[] out) {
    Arrays.fill(out, 0, outputSize(), 0);
    for (int n = 0; n < target.length; n++) {
      if (target[n] >= 0) {
        out[target[n]] += in[n];
      }
    }
    for (int k = 0; factor != 1 && k < outputSize(); k++) {
      out[k] *= factor;
    }
  }

  @Override
  Signal map(Signal input, Pass pass) {
    return factor == 1
        ? Rows.map(input, outputSize(), this::sum, pass)
        : Rows.dense(input, outputSize(), this::sum, pass);
  }

  @Override
  public Tensor backward(Tape tape, ReadoutGradient gradient, boolean needInput, Pass pass) {
    if (!needInput) {
      return null;
    }
    Signal input = ((Seen) tape).input();
    Tensor back = pass.arena().tensor(input.steps(), input.batch(), inputSize());
    if (gradient.output() == null) {
      return back.fill(0);
    }
    pass.parallel()
        .forEachBlock(
            back.rows().length,
            (block, from, to) -> {
              for (int r = from; r < to; r++) {
                float[] g = gradient.output().rows()[r];
                float[] row = back.rows()[r];
                for (int n = 0; n < target.length; n++) {
                  row[n] = target[n] < 0 ? 0 : factor * g[target[n]];
                }
              }
            });
    return back;
  }
}
