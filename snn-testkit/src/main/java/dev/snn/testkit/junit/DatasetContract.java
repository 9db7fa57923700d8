package dev.snn.testkit.junit;

import dev.snn.api.data.DatasetPlugin;
import dev.snn.api.plugin.Family;

/** The contract of a data set as a test. */
public interface DatasetContract extends PluginContract {

  @Override
  DatasetPlugin<?> plugin();

  @Override
  default Family<?> family() {
    return Family.DATASET;
  }
}
