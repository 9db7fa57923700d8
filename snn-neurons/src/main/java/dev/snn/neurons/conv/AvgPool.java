package dev.snn.neurons.conv;

import dev.snn.api.layer.Layer;
import dev.snn.api.layer.LayerPlugin;
import dev.snn.api.plugin.BuildContext;

/**
 * {@code avg-pool}: the mean of each square of pixels, channel by channel and step by step; of
 * spikes too it is a value.
 */
public final class AvgPool implements LayerPlugin<PoolOptions> {

  @Override
  public String name() {
    return "avg-pool";
  }

  @Override
  public PoolOptions defaults() {
    return new PoolOptions(2);
  }

  @Override
  public Layer create(PoolOptions c, BuildContext context) {
    float factor = 1f / (c.size() * c.size());
    return new Summing(context.inputShape(), c.out(context), c.plane(context), c.size(), factor);
  }

  @Override
  public String description() {
    return "the mean of each square of pixels";
  }

  @Override
  public String citation() {
    return "LeCun et al. 1998, doi:10.1109/5.726791";
  }
}
