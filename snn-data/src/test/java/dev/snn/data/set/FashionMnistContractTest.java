package dev.snn.data.set;

import dev.snn.api.data.DatasetPlugin;
import dev.snn.api.plugin.DataHome;
import dev.snn.data.TestContext;
import dev.snn.testkit.junit.DatasetContract;
import java.nio.file.Path;

/** Only the canonical files are read: checked where Debian's package is installed. */
class FashionMnistContractTest implements DatasetContract {
  @Override
  public DatasetPlugin<?> plugin() {
    return new FashionMnist();
  }

  @Override
  public DataHome data() {
    return TestContext.home(Path.of("/usr/share/datasets")).data();
  }
}
