package dev.snn.data.set;

import static dev.snn.data.DataFiles.floats;
import static dev.snn.data.DataFiles.longs;
import static dev.snn.data.DataFiles.npy;
import static dev.snn.data.DataFiles.write;
import static dev.snn.data.DataFiles.zip;

import dev.snn.api.data.DatasetPlugin;
import dev.snn.testkit.junit.DatasetContract;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

class NpzContractTest implements DatasetContract {
  @TempDir Path folder;

  @Override
  public DatasetPlugin<?> plugin() {
    return new NpzData();
  }

  @Override
  public List<NpzData.Config> configurations() {
    byte[] values = npy("<f4", false, "(4, 2)", floats(1, 2, 3, 4, 5, 6, 7, 8));
    byte[] labels = npy("<i8", false, "(4,)", longs(0, 1, 1, 0));
    byte[] archive = zip(Map.of("x_train.npy", values, "y_train.npy", labels));
    String path = write(folder.resolve("x.npz"), archive).toString();
    return List.of(new NpzData.Config(path, 0, 0.5, 0, 1, 0, Normalise.STANDARD, 0));
  }
}
