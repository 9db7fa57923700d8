package dev.snn.data.set;

import dev.snn.api.data.DataFile;
import dev.snn.api.data.Dataset;
import dev.snn.api.data.DatasetInfo;
import dev.snn.api.data.DatasetPlugin;
import dev.snn.api.data.MissingDataException;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Check;
import dev.snn.api.plugin.Doc;
import dev.snn.data.file.Cache;
import dev.snn.data.file.Finder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Free Spoken Digit Dataset: 3,000 spoken English digits, 6 speakers x 10 digits x 50 repetitions,
 * 8 kHz (Jakobovski et al., doi:10.5281/zenodo.1342401). An example is the sound pressure in [-1,
 * 1) of the first {@code seconds}, followed by silence where the recording is shorter. The test
 * part are repetitions 0 to 4; examples are ordered by repetition, digit and speaker, so that the
 * validation examples, the last ones, are of the last repetitions.
 */
public final class Fsdd implements DatasetPlugin<Fsdd.Config> {

  /** Which recordings are used, for what, and how much of them. */
  public record Config(
      @Doc("training examples, the first ones; 0: all that remain") int train,
      @Doc("validation examples, the last ones of the training part; 0: none") int validation,
      @Doc("test examples, the first ones; 0: all") int test,
      @Doc("length of an example, s; longer recordings are cut") double seconds) {
    /** Checks the values. */
    public Config {
      new Selection(train, validation, test);
      Check.between("seconds", seconds, 1.0 / Sounds.RATE, 10);
    }
  }

  private static final int CLASSES = 10;

  @Override
  public String name() {
    return "fsdd";
  }

  @Override
  public Config defaults() {
    return new Config(0, 0, 0, 1);
  }

  @Override
  public String description() {
    return "spoken digits of 6 speakers, 8 kHz, from the data home";
  }

  @Override
  public String citation() {
    return "doi:10.5281/zenodo.1342401";
  }

  @Override
  public List<DataFile> files() {
    return List.of(Canon.FSDD);
  }

  @Override
  public Dataset create(Config config, BuildContext context) {
    List<Path> folders = Finder.folders(context.data());
    Path archive =
        folders.stream()
            .map(folder -> folder.resolve(Canon.FSDD.path()))
            .filter(Files::isRegularFile)
            .findFirst()
            .orElseThrow(
                () ->
                    new MissingDataException(
                        "data set 'fsdd' is not at hand; put fsdd/fsdd-recordings.zip, with recordings/DIGIT_SPEAKER_REPETITION.wav, into the data home (looked in"
                            + Finder.after(folders).replaceFirst("^,", "")
                            + ")."));
    Sounds.Archive sounds = Sounds.in(archive);
    return Cache.get("fsdd|" + config + "|" + sounds.stamp(), () -> read(config, sounds));
  }

  private Dataset read(Config config, Sounds.Archive archive) {
    Sounds sounds = Cache.get("fsdd-sounds|" + archive.stamp(), archive::read);
    Selection.Chosen chosen =
        new Selection(config.train(), config.validation(), config.test())
            .from(
                name(),
                IntStream.range(0, sounds.training()).toArray(),
                IntStream.range(sounds.training(), sounds.size()).toArray(),
                "official split, repetitions 0 to 4 to test");
    int samples = (int) Math.max(1, Math.round(config.seconds() * Sounds.RATE));
    DatasetInfo info =
        new DatasetInfo(
            name(),
            DatasetInfo.Kind.VALUES,
            samples,
            1,
            1,
            CLASSES,
            0,
            "Free Spoken Digit Dataset, 3,000 recordings",
            archive.checksums(),
            chosen.words());
    Table table = sounds.table(samples);
    return new TableDataset(
        info,
        new TableDataset.Part(table, chosen.train(), 0, false),
        new TableDataset.Part(table, chosen.validation(), 0, false),
        new TableDataset.Part(table, chosen.test(), 0, false));
  }
}
