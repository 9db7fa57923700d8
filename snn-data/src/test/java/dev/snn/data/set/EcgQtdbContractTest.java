package dev.snn.data.set;

import dev.snn.api.data.DatasetPlugin;
import dev.snn.api.plugin.DataHome;
import dev.snn.data.TestContext;
import dev.snn.testkit.junit.DatasetContract;
import java.nio.file.Path;

/** Only the canonical files are read: checked where there is a data home. */
class EcgQtdbContractTest implements DatasetContract {
  @Override
  public DatasetPlugin<?> plugin() {
    return new EcgQtdb();
  }

  @Override
  public DataHome data() {
    String given = System.getenv("SNN_DATA_HOME");
    return given == null ? null : TestContext.home(Path.of(given)).data();
  }
}
