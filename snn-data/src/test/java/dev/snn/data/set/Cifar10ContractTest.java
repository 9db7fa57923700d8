package dev.snn.data.set;

import static dev.snn.data.DataFiles.write;

import dev.snn.api.data.DatasetPlugin;
import dev.snn.api.plugin.DataHome;
import dev.snn.data.TestContext;
import dev.snn.testkit.junit.DatasetContract;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

class Cifar10ContractTest implements DatasetContract {
  @TempDir Path folder;

  @Override
  public DatasetPlugin<?> plugin() {
    return new Cifar10();
  }

  @Override
  public List<Selection> configurations() {
    return List.of(new Selection(0, 2, 0), new Selection(3, 0, 1));
  }

  @Override
  public DataHome data() {
    byte[] pictures = new byte[5 * 3073];
    for (int k = 0; k < pictures.length; k++) {
      pictures[k] = (byte) (k % 3073 == 0 ? k / 3073 * 2 : k * 7);
    }
    write(folder.resolve("cifar10/data_batch_1.bin"), pictures);
    write(folder.resolve("cifar10/test_batch.bin"), pictures);
    return TestContext.home(folder).data();
  }
}
