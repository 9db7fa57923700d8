package dev.snn.testkit.junit;

import dev.snn.api.data.DatasetPlugin;
import dev.snn.api.plugin.DataHome;
import dev.snn.api.plugin.Family;
import dev.snn.testkit.ContractCheck;
import dev.snn.testkit.Contracts;
import java.util.List;

/** The contract of a data set as a test. */
public interface DatasetContract extends PluginContract {

  @Override
  DatasetPlugin<?> plugin();

  @Override
  default Family<?> family() {
    return Family.DATASET;
  }

  /**
   * Where its files lie; null for a folder without any. Data that are not there are not checked.
   */
  default DataHome data() {
    return null;
  }

  @Override
  default List<ContractCheck> checks() {
    return Contracts.checks(plugin(), configurations(), data());
  }
}
