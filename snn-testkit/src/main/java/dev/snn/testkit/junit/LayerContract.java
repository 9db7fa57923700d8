package dev.snn.testkit.junit;

import dev.snn.api.layer.LayerPlugin;
import dev.snn.api.plugin.Family;

/** The contract of a layer as a test. */
public interface LayerContract extends PluginContract {

  @Override
  LayerPlugin<?> plugin();

  @Override
  default Family<?> family() {
    return Family.LAYER;
  }
}
