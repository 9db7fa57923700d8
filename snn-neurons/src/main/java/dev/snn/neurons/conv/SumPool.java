package dev.snn.neurons.conv;

import dev.snn.api.layer.Layer;
import dev.snn.api.layer.LayerPlugin;
import dev.snn.api.plugin.BuildContext;

/**
 * {@code sum-pool}: the sum of each square of pixels, channel by channel and step by step; spikes
 * become numbers of spikes, and stay events.
 */
public final class SumPool implements LayerPlugin<PoolOptions> {

  @Override
  public String name() {
    return "sum-pool";
  }

  @Override
  public PoolOptions defaults() {
    return new PoolOptions(2);
  }

  @Override
  public Layer create(PoolOptions c, BuildContext context) {
    return new Summing(context.inputShape(), c.out(context), c.plane(context), c.size(), 1);
  }

  @Override
  public String description() {
    return "the sum of each square of pixels";
  }

  @Override
  public String citation() {
    return "LeCun et al. 1998, doi:10.1109/5.726791, sec. II.B (its sub-sampling sums four pixels)";
  }
}
