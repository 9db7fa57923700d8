package dev.snn.data.set;

import static dev.snn.data.DataFiles.write;
import static dev.snn.data.DataFiles.zip;

import dev.snn.api.data.DatasetPlugin;
import dev.snn.api.plugin.DataHome;
import dev.snn.data.TestContext;
import dev.snn.testkit.junit.DatasetContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class FsddContractTest implements DatasetContract {
  @TempDir Path folder;

  @Override
  public DatasetPlugin<?> plugin() {
    return new Fsdd();
  }

  @Override
  public DataHome data() {
    write(folder.resolve("fsdd/fsdd-recordings.zip"), zip(FsddTest.entries()));
    return TestContext.home(folder).data();
  }
}
