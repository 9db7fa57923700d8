package dev.snn.data.set;

import dev.snn.api.data.DatasetPlugin;
import dev.snn.api.plugin.DataHome;
import dev.snn.data.TestContext;
import dev.snn.testkit.junit.DatasetContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class JapaneseVowelsContractTest implements DatasetContract {
  @TempDir Path folder;

  @Override
  public DatasetPlugin<?> plugin() {
    return new JapaneseVowels();
  }

  @Override
  public DataHome data() {
    JapaneseVowelsTest.write(folder, 6, 4);
    return TestContext.home(folder).data();
  }
}
