package dev.snn.data.set;

import dev.snn.api.data.DatasetPlugin;
import dev.snn.testkit.junit.DatasetContract;

class DriftingBlobsContractTest implements DatasetContract {
  @Override
  public DatasetPlugin<?> plugin() {
    return new DriftingBlobs();
  }
}
