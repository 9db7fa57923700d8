package dev.snn.data.set;

import static dev.snn.data.DataFiles.write;

import dev.snn.api.data.DatasetPlugin;
import dev.snn.testkit.junit.DatasetContract;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

class MatContractTest implements DatasetContract {
  @TempDir Path folder;

  @Override
  public DatasetPlugin<?> plugin() {
    return new MatData();
  }

  @Override
  public List<MatData.Config> configurations() {
    try (InputStream in =
        MatContractTest.class.getResourceAsStream("/dev/snn/data/format/plain.mat")) {
      String path = write(folder.resolve("x.mat"), in.readAllBytes()).toString();
      return List.of(
          new MatData.Config(
              path, "", "X", "y", "", "", "", "", 0, Normalise.STANDARD, 0.4, 0, 1, 0, 0));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
