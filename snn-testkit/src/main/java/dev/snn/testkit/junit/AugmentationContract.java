package dev.snn.testkit.junit;

import dev.snn.api.data.AugmentationPlugin;
import dev.snn.api.plugin.Family;

/** The contract of an augmentation as a test. */
public interface AugmentationContract extends PluginContract {

  @Override
  AugmentationPlugin<?> plugin();

  @Override
  default Family<?> family() {
    return Family.AUGMENTATION;
  }
}
