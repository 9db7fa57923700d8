package dev.snn.data.set;

import static dev.snn.data.DataFiles.idx;
import static dev.snn.data.DataFiles.write;

import dev.snn.api.data.DatasetPlugin;
import dev.snn.testkit.junit.DatasetContract;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

class IdxContractTest implements DatasetContract {
  @TempDir Path folder;

  @Override
  public DatasetPlugin<?> plugin() {
    return new IdxData();
  }

  @Override
  public List<IdxData.Config> configurations() {
    String images = write(folder.resolve("i"), idx(new byte[8 * 6], 8, 2, 3)).toString();
    String labels =
        write(folder.resolve("l"), idx(new byte[] {0, 1, 2, 0, 1, 2, 0, 1}, 8)).toString();
    return List.of(
        new IdxData.Config(images, labels, "", "", 255, 0.5, 0, 1, 0, "", "", Normalise.NONE, 0),
        new IdxData.Config(
            images, labels, images, labels, 255, 0.5, 3, 2, 4, "", "", Normalise.MIN_MAX, 0));
  }
}
