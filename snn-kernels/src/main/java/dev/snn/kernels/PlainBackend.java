package dev.snn.kernels;

import dev.snn.api.parallel.Parallel;
import dev.snn.api.tensor.Spikes;
import dev.snn.api.tensor.Tensor;
import java.util.Optional;

/** Plain Java; runs everywhere. */
final class PlainBackend implements EventBackend {
  /** Input lines per task of a weight gradient; their rows stay in the level-2 cache. */
  private static final int LINES = 64;

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
    return new ForwardRows(x, weight, bias, out);
  }

  @Override
  public void gradWeight(Spikes x, Tensor gradOut, float[][] gradWeight, Parallel parallel) {
    Spikes.ByUnit events = x.byUnit(parallel);
    int columns = gradOut.size();
    int chunks = (x.size() + LINES - 1) / LINES;
    int blocks = (columns + RowProduct.COLUMNS - 1) / RowProduct.COLUMNS;
    parallel.forEach(
        chunks * blocks,
        task -> {
          int low = task / chunks * RowProduct.COLUMNS;
          int high = Math.min(columns, low + RowProduct.COLUMNS);
          int first = task % chunks * LINES;
          int last = Math.min(x.size(), first + LINES);
          EventSums.add(gradWeight, gradOut.rows(), events, first, last, low, high);
        });
  }
}
