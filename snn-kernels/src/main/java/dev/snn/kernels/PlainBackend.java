package dev.snn.kernels;

import dev.snn.api.parallel.Parallel;
import dev.snn.api.tensor.Spikes;
import dev.snn.api.tensor.Tensor;
import java.util.Optional;

/** Plain Java; runs everywhere. */
final class PlainBackend implements EventBackend {
  private final long cache;

  PlainBackend() {
    this(CacheSize.level2());
  }

  /**
   * With blocks for a cache of a given size.
   *
   * @param cache in bytes
   */
  PlainBackend(long cache) {
    this.cache = cache;
  }

  @Override
  public String name() {
    return "plain";
  }

  @Override
  public Optional<String> obstacle() {
    return Optional.empty();
  }

  @Override
  public RowProduct product(
      Spikes x, float[][] weight, float[] bias, Tensor out, Parallel parallel) {
    return new ForwardRows(x, weight, bias, out, Blocks.ofResults(out.size(), cache));
  }

  @Override
  public void gradWeight(Spikes x, Tensor gradOut, float[][] gradWeight, Parallel parallel) {
    Spikes.ByUnit events = x.byUnit(parallel);
    int columns = gradOut.size();
    Blocks blocks = Blocks.ofGradients(columns, cache);
    int width = blocks.columns();
    int chunks = chunks(x.size(), blocks.kept(), parallel.threads());
    parallel.forEach(
        chunks * Blocks.count(columns, width),
        task -> {
          int low = task / chunks * width;
          int high = Math.min(columns, low + width);
          int chunk = task % chunks;
          int first = (int) ((long) x.size() * chunk / chunks);
          int last = (int) ((long) x.size() * (chunk + 1) / chunks);
          EventSums.add(
              gradWeight, gradOut.rows(), events, first, last, low, high, blocks.passing());
        });
  }

  /** Parts of the lines, none longer than what is kept, as many for each thread. */
  private static int chunks(int lines, int kept, int threads) {
    return Blocks.count(Blocks.count(lines, kept), threads) * threads;
  }
}
