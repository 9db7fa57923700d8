package dev.snn.data.set;

import static dev.snn.data.DataFiles.write;

import dev.snn.api.data.DatasetPlugin;
import dev.snn.testkit.junit.DatasetContract;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

class CsvContractTest implements DatasetContract {
  @TempDir Path folder;

  @Override
  public DatasetPlugin<?> plugin() {
    return new CsvData();
  }

  @Override
  public List<CsvData.Config> configurations() {
    String text = "0.1,2,a\n3,4,b\n5,6,a\n7,8,b\n1,1,a\n2,2,b\n";
    String path = write(folder.resolve("x.csv"), text.getBytes(StandardCharsets.UTF_8)).toString();
    return List.of(
        new CsvData.Config(path, "", "last", false, ",", 1, 0, 0.4, 0, 1, 0),
        new CsvData.Config(path, path, "last", false, ",", 8, 2, 0.4, 3, 2, 4));
  }
}
