package dev.snn.bench.search;

import dev.snn.api.search.SearchPlugin;
import dev.snn.testkit.junit.SearchContract;

class GridContractTest implements SearchContract {
  @Override
  public SearchPlugin<?> plugin() {
    return new GridPlugin();
  }
}
