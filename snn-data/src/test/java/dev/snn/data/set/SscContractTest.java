package dev.snn.data.set;

import static dev.snn.data.DataFiles.write;

import dev.snn.api.data.DatasetPlugin;
import dev.snn.api.plugin.DataHome;
import dev.snn.data.TestContext;
import dev.snn.testkit.junit.DatasetContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SscContractTest implements DatasetContract {
  @TempDir Path folder;

  @Override
  public DatasetPlugin<?> plugin() {
    return new Ssc();
  }

  @Override
  public DataHome data() {
    for (String part : new String[] {"train", "valid", "test"}) {
      write(folder.resolve("ssc/ssc_" + part + ".h5"), HeidelbergTest.file(5, 10));
    }
    return TestContext.home(folder).data();
  }
}
