package dev.snn.data.set;

import dev.snn.api.data.BadDataException;
import dev.snn.api.data.DataFile;
import dev.snn.api.data.Dataset;
import dev.snn.api.data.DatasetInfo;
import dev.snn.api.data.DatasetPlugin;
import dev.snn.api.data.MissingDataException;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Doc;
import dev.snn.api.random.Seed;
import dev.snn.data.file.Cache;
import dev.snn.data.file.Content;
import dev.snn.data.file.Finder;
import dev.snn.data.file.Source;
import dev.snn.data.format.Ts;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Japanese Vowels: nine speakers, series of 7 to 29 frames of 12 cepstral coefficients (Kudo,
 * Toyama, Shimbo 1999, doi:10.1016/S0167-8655(99)00077-X), in the split of the UEA archive. An
 * example is 29 rows of 12 values; shorter series are padded with zeros.
 */
public final class JapaneseVowels implements DatasetPlugin<JapaneseVowels.Config> {
  /** Where the zeros stand. */
  public enum Pad {
    /** Behind the series: it begins with the first row. */
    AFTER,
    /** Before the series: it ends with the last row. */
    BEFORE
  }

  /** Which series are used, for what, and how they are padded. */
  public record Config(
      @Doc("training examples, the first ones; 0: all that remain") int train,
      @Doc("validation examples, the last ones of the training part; 0: none") int validation,
      @Doc("test examples, the first ones; 0: all") int test,
      @Doc("where shorter series are filled up with zeros: after or before them") Pad pad) {
    /** Checks the values. */
    public Config {
      new Selection(train, validation, test);
    }
  }

  private static final int FRAMES = 29;
  private static final int COEFFICIENTS = 12;

  @Override
  public String name() {
    return "japanese-vowels";
  }

  @Override
  public Config defaults() {
    return new Config(0, 0, 0, Pad.AFTER);
  }

  @Override
  public String description() {
    return "vowels of 9 speakers, series of up to 29 x 12 values, from the data home";
  }

  @Override
  public String citation() {
    return "doi:10.1016/S0167-8655(99)00077-X";
  }

  @Override
  public List<DataFile> files() {
    return Canon.VOWELS;
  }

  @Override
  public Dataset create(Config config, BuildContext context) {
    List<Path> folders = Finder.folders(context.data());
    List<Source> sources =
        Canon.VOWELS.stream()
            .map(file -> Finder.canonical(folders, file).orElseThrow(() -> missing(folders)))
            .toList();
    String key = "japanese-vowels|" + config + "|" + sources;
    return Cache.get(key, () -> read(config, sources));
  }

  private static MissingDataException missing(List<Path> folders) {
    return new MissingDataException(
        "data set 'japanese-vowels' is not at hand; put JapaneseVowels_TRAIN.ts and JapaneseVowels_TEST.ts of the UEA archive into the folder timeseries/JapaneseVowels of the data home (looked in"
            + Finder.after(folders).replaceFirst("^,", "")
            + ").");
  }

  private Dataset read(Config config, List<Source> sources) {
    Content trainFile = Content.read(sources.get(0));
    Content testFile = Content.read(sources.get(1));
    Ts train = Ts.read(sources.get(0).name(), trainFile.bytes());
    Ts test = Ts.read(sources.get(1).name(), testFile.bytes());
    Classes classes = Classes.of(sources.get(0).name(), train.labels(), test.labels());
    Selection.Chosen chosen =
        new Selection(config.train(), config.validation(), config.test())
            .from(name(), order("train", train), order("test", test), "official split");
    Map<String, String> sums = new TreeMap<>(trainFile.checksums());
    sums.putAll(testFile.checksums());
    DatasetInfo info =
        new DatasetInfo(
            name(),
            DatasetInfo.Kind.VALUES,
            COEFFICIENTS,
            FRAMES,
            1,
            classes.names().size(),
            0,
            "Japanese Vowels, UEA archive",
            sums,
            chosen.words());
    return TableDataset.of(
        info,
        chosen,
        table(sources.get(0).name(), train, classes, config.pad()),
        table(sources.get(1).name(), test, classes, config.pad()));
  }

  /** A fixed pseudo-random one: in the files, speakers follow each other. */
  private static int[] order(String part, Ts ts) {
    return new Seed(0).stream("japanese-vowels/" + part).permutation(ts.labels().length);
  }

  private static Table table(String name, Ts ts, Classes classes, Pad pad) {
    int features = FRAMES * COEFFICIENTS;
    float[] values = new float[ts.labels().length * features];
    for (int k = 0; k < ts.labels().length; k++) {
      float[][] series = ts.series().get(k);
      if (series.length > FRAMES || ts.dimensions() != COEFFICIENTS) {
        throw new BadDataException(
            "%s: example %d is %d x %d, at most %d x %d are expected; get it again."
                .formatted(name, k, series.length, ts.dimensions(), FRAMES, COEFFICIENTS));
      }
      int first = pad == Pad.AFTER ? 0 : FRAMES - series.length;
      for (int t = 0; t < series.length; t++) {
        int at = k * features + (first + t) * COEFFICIENTS;
        System.arraycopy(series[t], 0, values, at, COEFFICIENTS);
      }
    }
    return new Table.Floats(values, features, classes.numbers(ts.labels()));
  }
}
