package dev.snn.data.set;

import dev.snn.api.data.Dataset;
import dev.snn.api.data.DatasetPlugin;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Doc;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Spiking Speech Commands: words of many speakers, 35 classes, as spikes of 700 channels (Cramer et
 * al. 2020, doi:10.1109/TNNLS.2020.3044364). It has an official validation part.
 */
public final class Ssc implements DatasetPlugin<Ssc.Config> {

  /** How many examples of each part. */
  public record Config(
      @Doc("training examples, the first ones; 0: all") int train,
      @Doc("validation examples, the first ones of the official part; 0: none") int validation,
      @Doc("test examples, the first ones; 0: all") int test) {
    /** Checks the values. */
    public Config {
      new Selection(train, validation, test);
    }
  }

  private static final Heidelberg DATA =
      new Heidelberg("ssc", 35, List.of("train", "valid", "test"));

  @Override
  public String name() {
    return DATA.name();
  }

  @Override
  public Config defaults() {
    return new Config(0, 0, 0);
  }

  @Override
  public String description() {
    return "spoken commands as spikes of 700 channels, from the data home";
  }

  @Override
  public String citation() {
    return "doi:10.1109/TNNLS.2020.3044364";
  }

  @Override
  public Dataset create(Config config, BuildContext context) {
    return DATA.load(context.data(), config.toString(), sizes -> choose(config, sizes));
  }

  private Selection.Chosen choose(Config config, int[] sizes) {
    int validations = sizes[0];
    int tests = sizes[0] + sizes[1];
    if (config.validation() > sizes[1]) {
      throw new IllegalArgumentException(
          "data set 'ssc' has %d validation examples, too few for validation: %d"
              .formatted(sizes[1], config.validation()));
    }
    Selection.Chosen others =
        new Selection(config.train(), 0, config.test())
            .from(
                name(),
                Selection.all(validations),
                IntStream.range(tests, tests + sizes[2]).toArray(),
                "official split");
    String words =
        others
            .words()
            .replace(
                "validation: none", "validation: first " + config.validation() + " of " + sizes[1]);
    return new Selection.Chosen(
        others.train(),
        IntStream.range(validations, validations + config.validation()).toArray(),
        others.test(),
        config.validation() == 0 ? others.words() : words);
  }
}
