package dev.snn.data.set;

import static dev.snn.data.DataFiles.write;

import dev.snn.api.data.DatasetPlugin;
import dev.snn.testkit.junit.DatasetContract;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

class WavFolderContractTest implements DatasetContract {
  @TempDir Path folder;

  @Override
  public DatasetPlugin<?> plugin() {
    return new WavFolder();
  }

  @Override
  public List<WavFolder.Config> configurations() {
    for (int k = 0; k < 8; k++) {
      byte[] sound = FoldersTest.wav(1 + k % 2, 8000, 8 << k % 3, 40 + k);
      write(folder.resolve(k % 2 + "/" + k + ".wav"), sound);
    }
    String path = folder.toString();
    return List.of(
        new WavFolder.Config(path, 0, 0.004, 0.5, 0, 1, 0),
        new WavFolder.Config(path, 11_025, 0.01, 0.3, 2, 2, 1));
  }
}
