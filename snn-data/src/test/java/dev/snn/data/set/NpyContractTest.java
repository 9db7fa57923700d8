package dev.snn.data.set;

import static dev.snn.data.DataFiles.floats;
import static dev.snn.data.DataFiles.longs;
import static dev.snn.data.DataFiles.npy;
import static dev.snn.data.DataFiles.write;

import dev.snn.api.data.DatasetPlugin;
import dev.snn.testkit.junit.DatasetContract;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

class NpyContractTest implements DatasetContract {
  @TempDir Path folder;

  @Override
  public DatasetPlugin<?> plugin() {
    return new NpyData();
  }

  @Override
  public List<NpyData.Config> configurations() {
    byte[] values = npy("<f4", false, "(4, 2)", floats(1, 2, 3, 4, 5, 6, 7, 8));
    byte[] labels = npy("<i8", false, "(4,)", longs(0, 1, 1, 0));
    String x = write(folder.resolve("x.npy"), values).toString();
    String y = write(folder.resolve("y.npy"), labels).toString();
    return List.of(
        new NpyData.Config(x, y, "", "", 0, 0.5, 0, 1, 0, "", "", Normalise.NONE, 0),
        new NpyData.Config(x, y, x, y, 2, 0.5, 2, 1, 3, "", "", Normalise.MIN_MAX, 3));
  }
}
