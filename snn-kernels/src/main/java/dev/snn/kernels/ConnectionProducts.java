package dev.snn.kernels;

import dev.snn.api.layer.Connections;
import dev.snn.api.layer.Parameter;
import dev.snn.api.parallel.Parallel;
import dev.snn.api.tensor.Signal;
import dev.snn.api.tensor.Spikes;
import dev.snn.api.tensor.Tensor;
import java.util.Optional;

/**
 * The {@link Products} of a signal {@code [T x B x In]} with the weights of a {@link Parameter}
 * {@code [In][Out]}, some of which may not exist. Where few do, only these are looked at; whether
 * that is so depends on shapes, on the share of weights that exist and on the number of spikes,
 * never on times.
 *
 * <p>Results are the same bits at any number of threads. With the backend {@code vector} forward
 * products and weight gradients of event lists, most of whose lines do not spike, are those of all
 * weights with zeros in the place of the absent ones; all others differ from these by rounding.
 */
public final class ConnectionProducts {
  private ConnectionProducts() {}

  /** {@link Products#source} with the weights that exist. */
  public static Products.Source source(
      Signal x, Parameter weight, float[] bias, Tensor out, Parallel parallel) {
    if (!Sparsity.forward(x, weight)) {
      return Products.source(x, weight.value(), bias, out, parallel);
    }
    Optional<RowProduct> faster = Kernels.active().liveProduct((Spikes) x, weight, bias, out);
    if (faster.isPresent()) {
      return Products.source(faster.get(), out);
    }
    SparseForward product = new SparseForward((Spikes) x, LiveRows.of(weight), bias, out);
    return new Products.Source() {
      @Override
      public void fill(int from, int to) {
        for (int t = 0; t < out.steps(); t++) {
          for (int b = from; b < to; b++) {
            fillRow(t, b);
          }
        }
      }

      @Override
      public boolean isByRow() {
        return true;
      }

      @Override
      public void fillRow(int t, int b) {
        product.write(t * out.batch() + b);
      }
    };
  }

  /** {@link Products#forward} with the weights that exist. */
  public static void forward(
      Signal x, Parameter weight, float[] bias, Tensor out, Parallel parallel) {
    if (!Sparsity.forward(x, weight)) {
      Products.forward(x, weight.value(), bias, out, parallel);
      return;
    }
    Optional<RowProduct> faster = Kernels.active().liveProduct((Spikes) x, weight, bias, out);
    if (faster.isPresent()) {
      Products.forward(faster.get(), out, parallel);
      return;
    }
    forward(new SparseForward((Spikes) x, LiveRows.of(weight), bias, out), parallel);
  }

  private static void forward(SparseForward product, Parallel parallel) {
    parallel.forEachBlock(
        product.out().rows().length,
        (block, from, to) -> {
          for (int r = from; r < to; r++) {
            product.write(r);
          }
        });
  }

  /** Products with the same weights for several signals, as step after step. */
  @FunctionalInterface
  public interface Steps {
    /** Overwrites out with the product of x. */
    void forward(Signal x, Tensor out, Parallel parallel);
  }

  /** Prepares {@link Products#forward} without a bias for several signals. */
  public static Steps steps(Parameter weight) {
    LiveRows live = Sparsity.few(weight) ? LiveRows.of(weight) : null;
    return (x, out, parallel) -> {
      if (live != null && Sparsity.forward(x, weight)) {
        forward(new SparseForward((Spikes) x, live, null, out), parallel);
      } else {
        Products.forward(x, weight.value(), null, out, parallel);
      }
    };
  }

  /**
   * {@link Products#gradWeight} into the gradient of the weights that exist; into that of all where
   * {@link Connections#gradientsOfAll} wants it.
   */
  public static void gradWeight(Signal x, Tensor gradOut, Parameter weight, Parallel parallel) {
    gradients(x, gradOut, weight, null, parallel);
  }

  /**
   * {@link #gradWeight} and {@link Products#gradBias}, in one go where that is faster.
   *
   * @param bias of one row, or null
   */
  public static void gradients(
      Signal x, Tensor gradOut, Parameter weight, Parameter bias, Parallel parallel) {
    float[] gradBias = bias == null ? null : bias.gradient()[0];
    Optional<EventBackend.Gather> gather = Kernels.active().gather();
    if (Sparsity.gradient(x, weight) && gather.isPresent()) {
      new GatheredGradient((Spikes) x, gradOut, weight, gather.get())
          .add(weight.gradient(), gradBias, parallel);
      return;
    }
    if (Sparsity.gradient(x, weight)) {
      Spikes.ByUnit events = ((Spikes) x).byUnit(parallel);
      new SparseGradient(events, gradOut, LiveRows.places(weight)).add(weight.gradient(), parallel);
    } else {
      gradientOfAll(x, gradOut, weight, parallel);
    }
    if (bias != null) {
      Products.gradBias(gradOut, gradBias, parallel);
    }
  }

  private static void gradientOfAll(Signal x, Tensor gradOut, Parameter weight, Parallel parallel) {
    Products.gradWeight(x, gradOut, weight.gradient(), parallel);
    Connections connections = weight.connections();
    if (!connections.complete() && !connections.gradientsOfAll()) {
      parallel.forEachBlock(
          weight.gradient().length,
          (block, from, to) -> {
            for (int i = from; i < to; i++) {
              Connections.clearAbsent(weight.gradient()[i], connections.live(i));
            }
          });
    }
  }

  /** {@link Products#gradInput} through the weights that exist. */
  public static void gradInput(
      Tensor gradOut, Parameter weight, Tensor gradInput, Parallel parallel) {
    if (Sparsity.input(weight)) {
      SparseInput.compute(gradOut, weight, gradInput, parallel);
    } else {
      Products.gradInput(gradOut, weight.value(), gradInput, parallel);
    }
  }
}
