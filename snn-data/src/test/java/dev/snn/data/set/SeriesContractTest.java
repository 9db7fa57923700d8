package dev.snn.data.set;

import static dev.snn.data.DataFiles.write;

import dev.snn.api.data.DatasetPlugin;
import dev.snn.data.format.CsvLayout.Missing;
import dev.snn.testkit.junit.DatasetContract;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

class SeriesContractTest implements DatasetContract {
  @TempDir Path folder;

  @Override
  public DatasetPlugin<?> plugin() {
    return new SeriesData();
  }

  @Override
  public List<SeriesData.Config> configurations() {
    byte[] text =
        "a\t1\t2\nb\t3\t4\t5\na\t1\nb\t2\t3\na\t1\t2\nb\t3\n".getBytes(StandardCharsets.UTF_8);
    String path = write(folder.resolve("x.tsv"), text).toString();
    JapaneseVowels.Pad pad = JapaneseVowels.Pad.AFTER;
    return List.of(
        new SeriesData.Config(
            path, "", "", 0, pad, 1, Missing.ERROR, Normalise.NONE, 0.4, 0, 1, 0, 0),
        new SeriesData.Config(
            path, path, path, 4, pad, 8, Missing.MEAN, Normalise.MIN_MAX, 0.4, 3, 0, 4, 2));
  }
}
