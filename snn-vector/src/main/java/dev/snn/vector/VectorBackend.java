package dev.snn.vector;

import dev.snn.api.layer.Parameter;
import dev.snn.api.parallel.Parallel;
import dev.snn.api.tensor.Spikes;
import dev.snn.api.tensor.Tensor;
import dev.snn.kernels.CacheSize;
import dev.snn.kernels.EventBackend;
import dev.snn.kernels.LiveColumns;
import dev.snn.kernels.RowProduct;
import java.util.Optional;

/**
 * Sums of rows with the Vector API. Every value is the sequential sum, in single precision, of its
 * terms in ascending order of the events, beginning with what was there before (the bias, or the
 * gradient so far). So the bits depend neither on the width of the machine's vectors nor on how the
 * work is divided.
 *
 * <p>Large products copy the columns they work on into aligned memory outside the heap ({@link
 * Panel}): rows of the heap are never aligned, and aligned reads from the level-2 cache are twice
 * as fast. Small and narrow ones add rows where they are ({@link OrderedRows}).
 */
public final class VectorBackend implements EventBackend {
  private final long cache;
  private Optional<String> obstacle;

  /** For {@link java.util.ServiceLoader}. */
  public VectorBackend() {
    this(CacheSize.level2());
  }

  /**
   * With panels for a cache of a given size.
   *
   * @param cache in bytes
   */
  VectorBackend(long cache) {
    this.cache = cache;
  }

  @Override
  public String name() {
    return "vector";
  }

  @Override
  public synchronized Optional<String> obstacle() {
    if (obstacle == null) {
      obstacle = VectorModule.obstacle();
    }
    return obstacle;
  }

  @Override
  public double denseShare() {
    return 0.85;
  }

  @Override
  public double sparseShare() {
    return MaskedSums.RUNS ? 0.09 : 0.05;
  }

  @Override
  public Optional<Gather> gather() {
    return MaskedSums.RUNS ? Optional.of(MaskedSums::gather) : Optional.empty();
  }

  @Override
  public Optional<RowProduct> liveProduct(Spikes x, Parameter weight, float[] bias, Tensor out) {
    return MaskedProduct.isWorthwhile(x)
        ? Optional.of(new MaskedProduct(x, LiveColumns.of(weight, out.size()), bias, out))
        : Optional.empty();
  }

  @Override
  public RowProduct product(
      Spikes x, float[][] weight, float[] bias, Tensor out, Parallel parallel) {
    return PackedProduct.isWorthwhile(x, out.size())
        ? new PackedProduct(x, weight, bias, out, parallel, cache)
        : new OrderedRows(x, weight, bias, out);
  }

  @Override
  public void gradWeight(Spikes x, Tensor gradOut, float[][] gradWeight, Parallel parallel) {
    if (PackedGradient.isWorthwhile(x, gradOut.size(), cache)) {
      new PackedGradient(x.byUnit(parallel), gradOut, gradWeight, cache).add(parallel);
    } else {
      OrderedRows.gradWeight(x.byUnit(parallel), gradOut, gradWeight, parallel);
    }
  }
}
