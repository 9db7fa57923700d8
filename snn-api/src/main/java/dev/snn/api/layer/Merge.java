package dev.snn.api.layer;

import dev.snn.api.neuron.Pass;
import dev.snn.api.tensor.Constant;
import dev.snn.api.tensor.Shape;
import dev.snn.api.tensor.Signal;
import dev.snn.api.tensor.Spikes;
import dev.snn.api.tensor.SpikesBuilder;
import dev.snn.api.tensor.Tensor;
import java.util.List;
import java.util.Locale;

/**
 * How several signals {@code [T x B x N]} become one. The element-wise functions are those of SEW
 * ResNet (Fang et al. 2021, arXiv:2102.04159, table 1), there between the output a of a block and
 * its input b.
 *
 * <pre>
 *   add     y = a + b + ...        spikes give counts
 *   and     y = a b ...
 *   iand    y = (1 - a) b
 *   concat  the channels of a, then those of b, ...
 * </pre>
 *
 * Of spikes only the result is {@link Spikes}, else a {@link Tensor}. Gradients are exact.
 */
public enum Merge {
  /** The sum. */
  ADD,
  /** The product. */
  AND,
  /** The second where the first is silent. */
  IAND,
  /** One behind the other. */
  CONCAT;

  /** As in experiment files: "add". */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The shape of the result.
   *
   * @throws IllegalArgumentException where the inputs do not fit; the sentence says why
   */
  public Shape outputShape(List<Shape> inputs) {
    if (inputs.size() < 2) {
      throw new IllegalArgumentException("merge '%s' needs at least 2 inputs".formatted(id()));
    }
    if (this == IAND && inputs.size() > 2) {
      throw new IllegalArgumentException(
          "merge 'iand' takes 2 inputs, (1 - a) b, got %d".formatted(inputs.size()));
    }
    Shape first = inputs.get(0);
    int channels = 0;
    for (Shape shape : inputs) {
      boolean fits =
          this == CONCAT
              ? shape.height() == first.height() && shape.width() == first.width()
              : shape.equals(first);
      if (!fits) {
        throw new IllegalArgumentException(
            "merge '%s' needs inputs of one %s, got %s and %s"
                .formatted(id(), this == CONCAT ? "height and width" : "shape", first, shape));
      }
      channels += shape.channels();
    }
    return this == CONCAT ? new Shape(channels, first.height(), first.width()) : first;
  }

  /** The result {@code [T x B x N]}; the inputs are not modified and none of them is returned. */
  public Signal forward(List<? extends Signal> inputs, Pass pass) {
    Signal first = inputs.get(0);
    int size = this == CONCAT ? inputs.stream().mapToInt(Signal::size).sum() : first.size();
    if (inputs.stream().allMatch(Spikes.class::isInstance)) {
      List<Spikes> spikes = inputs.stream().map(Spikes.class::cast).toList();
      SpikesBuilder result = new SpikesBuilder(first.steps(), first.batch(), size, pass.arena());
      pass.parallel()
          .forEachBlock(
              first.batch(),
              (block, from, to) -> {
                SpikeMerger merger = new SpikeMerger(this, spikes);
                for (int b = from; b < to; b++) {
                  merger.merge(b, result.lane(b));
                }
              });
      return result.build();
    }
    Tensor result = pass.arena().tensor(first.steps(), first.batch(), size);
    rows(result, pass, (r, scratch) -> mergeRow(inputs, r, scratch, result.rows()[r]));
    return result;
  }

  private void mergeRow(List<? extends Signal> inputs, int r, float[] scratch, float[] out) {
    int at = 0;
    for (int k = 0; k < inputs.size(); k++) {
      float[] row = row(inputs.get(k), r, scratch);
      int size = inputs.get(k).size();
      if (k == 0 || this == CONCAT) {
        System.arraycopy(row, 0, out, at, size);
        at += size;
        continue;
      }
      combine(out, row, size);
    }
  }

  /** Takes a further input into what the first ones gave. */
  void combine(float[] out, float[] row, int size) {
    switch (this) {
      case ADD -> {
        for (int n = 0; n < size; n++) {
          out[n] += row[n];
        }
      }
      case AND -> {
        for (int n = 0; n < size; n++) {
          out[n] *= row[n];
        }
      }
      default -> {
        for (int n = 0; n < size; n++) {
          out[n] = (1 - out[n]) * row[n];
        }
      }
    }
  }

  /**
   * The gradient of one input.
   *
   * @param inputs as given to {@link #forward}
   * @param which the input's number
   * @param gradient of the result {@code [T x B x N]}
   * @param reuse true where the arrays of {@code gradient} may become those of the result
   * @return {@code [T x B x N_which]}, which shares no array with the inputs
   */
  public Tensor backward(
      List<? extends Signal> inputs, int which, Tensor gradient, boolean reuse, Pass pass) {
    if (this == ADD && reuse) {
      return gradient;
    }
    int size = inputs.get(which).size();
    boolean inPlace = reuse && this != CONCAT;
    Tensor result =
        inPlace ? gradient : pass.arena().tensor(gradient.steps(), gradient.batch(), size);
    int at = 0;
    for (int k = 0; k < which && this == CONCAT; k++) {
      at += inputs.get(k).size();
    }
    int first = at;
    rows(
        result,
        pass,
        (r, scratch) -> {
          float[] out = result.rows()[r];
          if (!inPlace) {
            System.arraycopy(gradient.rows()[r], first, out, 0, size);
          }
          for (int k = 0; k < inputs.size() && (this == AND || this == IAND); k++) {
            if (k != which) {
              multiply(out, row(inputs.get(k), r, scratch), size, k);
            }
          }
        });
    return result;
  }

  private static float[] row(Signal signal, int r, float[] scratch) {
    if (signal instanceof Spikes spikes) {
      spikes.denseRow(r, scratch);
      return scratch;
    }
    return signal instanceof Constant held
        ? held.rows()[r % held.batch()]
        : ((Tensor) signal).rows()[r];
  }

  /** Times the derivative that input k is in the gradient of another. */
  private void multiply(float[] gradient, float[] row, int size, int k) {
    if (this == AND) {
      for (int n = 0; n < size; n++) {
        gradient[n] *= row[n];
      }
    } else if (k == 0) {
      for (int n = 0; n < size; n++) {
        gradient[n] *= 1 - row[n];
      }
    } else {
      for (int n = 0; n < size; n++) {
        gradient[n] *= -row[n];
      }
    }
  }

  private interface RowBody {
    /** Works on row r; {@code scratch} is room for one. */
    void run(int r, float[] scratch);
  }

  private static void rows(Tensor of, Pass pass, RowBody body) {
    pass.parallel()
        .forEachBlock(
            of.batch(),
            (block, from, to) -> {
              float[] scratch = new float[of.size()];
              for (int t = 0; t < of.steps(); t++) {
                for (int b = from; b < to; b++) {
                  body.run(t * of.batch() + b, scratch);
                }
              }
            });
  }
}
