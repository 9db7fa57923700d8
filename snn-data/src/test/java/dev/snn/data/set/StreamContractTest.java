package dev.snn.data.set;

import static dev.snn.data.DataFiles.write;

import dev.snn.api.data.DatasetPlugin;
import dev.snn.data.format.CsvLayout.Missing;
import dev.snn.testkit.junit.DatasetContract;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

class StreamContractTest implements DatasetContract {
  @TempDir Path folder;

  @Override
  public DatasetPlugin<?> plugin() {
    return new StreamData();
  }

  @Override
  public List<StreamConfig> configurations() {
    StringBuilder text = new StringBuilder("x,y,class\n");
    for (int k = 0; k < 300; k++) {
      text.append(k).append(',').append(k % 9 == 4 ? "?" : k % 7).append(',').append(k % 3);
      text.append('\n');
    }
    byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
    String path = write(folder.resolve("x.csv"), bytes).toString();
    return List.of(
        new StreamConfig(path, "last", ",", Missing.MEAN, 60, 0, 0),
        new StreamConfig(path, "class", ",", Missing.SKIP, 60, 100, 32),
        new StreamConfig(path, "1", ",", Missing.ZERO, 1, 1, 0));
  }
}
