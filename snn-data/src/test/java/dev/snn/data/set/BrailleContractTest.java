package dev.snn.data.set;

import dev.snn.api.data.DatasetPlugin;
import dev.snn.api.plugin.DataHome;
import dev.snn.data.TestContext;
import dev.snn.testkit.junit.DatasetContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class BrailleContractTest implements DatasetContract {
  @TempDir Path folder;

  @Override
  public DatasetPlugin<?> plugin() {
    return new Braille();
  }

  @Override
  public DataHome data() {
    BrailleTest.write(folder, 10);
    return TestContext.home(folder).data();
  }
}
