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

  Summing(Shape in, Shape out, Plane plane, int size, float factor) {
    super(in, out);
    this.plane = plane;
    this.size = size;
    this.factor = factor;
  }

  private void sum(float[] in, float[] out) {
    int width = plane.width() / size;
    int height = plane.height() / size;
    int k = 0;
    for (int c = 0; c < plane.channels(); c++) {
      for (int y = 0; y < height; y++) {
        int first = (c * plane.height() + y * size) * plane.width();
        Arrays.fill(out, k, k + width, 0);
        for (int from = first; from < first + size * plane.width(); from += plane.width()) {
          for (int i = 0; i < width; i++) {
            float sum = out[k + i];
            for (int dx = 0; dx < size; dx++) {
              sum += in[from + i * size + dx];
            }
            out[k + i] = sum;
          }
        }
        k += width;
      }
    }
    for (int i = 0; factor != 1 && i < k; i++) {
      out[i] *= factor;
    }
  }

  /** The gradient of each sum for each of its pixels; nothing for the others. */
  private void spread(float[] gradient, float[] out) {
    int width = plane.width() / size;
    int height = plane.height() / size;
    Arrays.fill(out, 0, plane.size(), 0);
    int k = 0;
    for (int c = 0; c < plane.channels(); c++) {
      for (int y = 0; y < height; y++) {
        int first = (c * plane.height() + y * size) * plane.width();
        for (int i = 0; i < width; i++) {
          float g = factor * gradient[k + i];
          for (int dx = 0; dx < size; dx++) {
            out[first + i * size + dx] = g;
          }
        }
        for (int dy = 1; dy < size; dy++) {
          System.arraycopy(out, first, out, first + dy * plane.width(), width * size);
        }
        k += width;
      }
    }
  }

  @Override
  Passed map(Signal input, Pass pass) {
    Rows.Function sums = (r, in, out) -> sum(in, out);
    Signal out =
        factor == 1
            ? Rows.map(input, outputSize(), sums, pass)
            : Rows.dense(input, outputSize(), sums, pass);
    return new Passed(out, new Seen(input));
  }

  @Override
  public Tensor backward(Tape tape, ReadoutGradient gradient, boolean needInput, Pass pass) {
    if (!needInput) {
      return null;
    }
    Tensor back = ((Seen) tape).tensor(inputSize(), pass);
    if (gradient.output() == null) {
      return back.fill(0);
    }
    pass.parallel()
        .forEachBlock(
            back.rows().length,
            (block, from, to) -> {
              for (int r = from; r < to; r++) {
                spread(gradient.output().rows()[r], back.rows()[r]);
              }
            });
    return back;
  }
}
