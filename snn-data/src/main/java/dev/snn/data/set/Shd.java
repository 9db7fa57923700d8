package dev.snn.data.set;

import dev.snn.api.data.DataFile;
import dev.snn.api.data.Dataset;
import dev.snn.api.data.DatasetPlugin;
import dev.snn.api.plugin.BuildContext;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Spiking Heidelberg Digits: digits spoken in German and English, 20 classes, as spikes of 700
 * channels (Cramer et al. 2020, doi:10.1109/TNNLS.2020.3044364).
 */
public final class Shd implements DatasetPlugin<Selection> {
  private static final Heidelberg DATA = new Heidelberg("shd", 20, List.of("train", "test"));

  @Override
  public String name() {
    return DATA.name();
  }

  @Override
  public Selection defaults() {
    return new Selection(0, 0, 0);
  }

  @Override
  public String description() {
    return "spoken digits as spikes of 700 channels, German and English, from the data home";
  }

  @Override
  public String citation() {
    return "doi:10.1109/TNNLS.2020.3044364";
  }

  @Override
  public List<DataFile> files() {
    return Canon.SHD;
  }

  @Override
  public Dataset create(Selection config, BuildContext context) {
    return DATA.load(
        context.data(),
        config.toString(),
        sizes ->
            config.from(
                name(),
                IntStream.range(0, sizes[0]).toArray(),
                IntStream.range(sizes[0], sizes[0] + sizes[1]).toArray(),
                "official split"));
  }
}
