package dev.snn.data.set;

import dev.snn.api.data.DataFile;
import dev.snn.api.data.Dataset;
import dev.snn.api.data.DatasetInfo;
import dev.snn.api.data.DatasetPlugin;
import dev.snn.api.data.Legend;
import dev.snn.api.data.MissingDataException;
import dev.snn.api.data.Recording;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Check;
import dev.snn.api.plugin.Doc;
import dev.snn.data.file.Cache;
import dev.snn.data.file.Content;
import dev.snn.data.file.Finder;
import dev.snn.data.file.Source;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Braille letters read by a fingertip of 12 taxels that slides over them (S. F. Müller-Cleve et al.
 * 2022, doi:10.3389/fnins.2022.951164): 27 classes of 50 trials, 76 or 77 frames of 25 ms each, as
 * events. A taxel gives an event of polarity 1 where its value has risen by the threshold since its
 * last event, of 0 where it has fallen by it; between two frames values change evenly.
 */
public final class Braille implements DatasetPlugin<Braille.Config> {
  /** Which classes are there. */
  public enum Letters {
    /** Space, A, E, I, O, U, Y: those of the NIR paper. */
    VOWELS,
    /** Space and A to Z. */
    ALL
  }

  /** Which trials are used, for what, and how they become events. */
  public record Config(
      @Doc("vowels: Space, A, E, I, O, U, Y; all: Space and A to Z") Letters letters,
      @Doc("change of a taxel's value that makes an event, in steps of its 8 bits") int threshold,
      @Doc("part of each class that is tested on") double testFraction,
      @Doc("draws which trials these are; 0 and up") int splitSeed,
      @Doc("training examples, the first ones; 0: all that remain") int train,
      @Doc("validation examples, the last ones of the training part; 0: none") int validation,
      @Doc("test examples, the first ones; 0: all") int test) {
    /** Checks the values. */
    public Config {
      Check.between("threshold", threshold, 1, 255);
      Check.between("test_fraction", testFraction, 0.01, 0.99);
      Check.atLeast("split_seed", splitSeed, 0);
      new Selection(train, validation, test);
    }
  }

  /** Classes of the file that are vowels here. */
  private static final List<Integer> VOWELS = List.of(0, 1, 5, 9, 15, 21, 25);

  @Override
  public String name() {
    return "braille";
  }

  @Override
  public Config defaults() {
    return new Config(Letters.VOWELS, 1, 0.4, 0, 0, 0, 0);
  }

  @Override
  public String description() {
    return "Braille letters under a fingertip of 12 taxels, as events, from the data home";
  }

  @Override
  public String citation() {
    return "doi:10.3389/fnins.2022.951164";
  }

  @Override
  public List<DataFile> files() {
    return List.of(Canon.BRAILLE);
  }

  @Override
  public Dataset create(Config config, BuildContext context) {
    List<Path> folders = Finder.folders(context.data());
    Source source =
        Finder.canonical(folders, Canon.BRAILLE)
            .orElseThrow(
                () ->
                    new MissingDataException(
                        "data set 'braille' is not at hand; put braille_taxels.bin.gz into the folder braille of the data home (looked in"
                            + Finder.after(folders).replaceFirst("^,", "")
                            + ")."));
    return Cache.get(
        "braille|" + config + "|" + source.key() + "|" + source.stamp(),
        () -> read(config, source));
  }

  private Dataset read(Config config, Source source) {
    Content content = Content.read(source);
    boolean all = config.letters() == Letters.ALL;
    List<Long> ids = new ArrayList<>();
    List<Recording> recordings = new ArrayList<>();
    List<Integer> labels = new ArrayList<>();
    long id = 0;
    for (BrailleTrials.Trial trial : BrailleTrials.read(source.name(), content.bytes())) {
      int label = all ? trial.letter() : VOWELS.indexOf(trial.letter());
      if (label >= 0) {
        ids.add(id);
        recordings.add(BrailleTrials.events(trial, config.threshold()));
        labels.add(label);
      }
      id++;
    }
    RecordingTable table =
        new RecordingTable(
            ids.stream().mapToLong(Long::longValue).toArray(),
            recordings.toArray(Recording[]::new),
            labels.stream().mapToInt(Integer::intValue).toArray());
    List<String> names = names(all);
    int[][] parts =
        Selection.byClass(table.labels(), names.size(), config.testFraction(), config.splitSeed());
    Selection.Chosen chosen =
        new Selection(config.train(), config.validation(), config.test())
            .from(
                name(),
                parts[0],
                parts[1],
                "split %d, %s of each class to test"
                    .formatted(config.splitSeed(), config.testFraction()));
    DatasetInfo info =
        new DatasetInfo(
            name(),
            DatasetInfo.Kind.RECORDINGS,
            BrailleTrials.TAXELS,
            1,
            2,
            names.size(),
            0,
            "tactile Braille letters, 50 trials of each, threshold " + config.threshold(),
            content.checksums(),
            chosen.words());
    return new RecordingTable.Selected(
        info.with(Legend.ofClasses(names)),
        new RecordingTable.Part(table, chosen.train(), null),
        new RecordingTable.Part(table, chosen.validation(), null),
        new RecordingTable.Part(table, chosen.test(), null));
  }

  private static List<String> names(boolean all) {
    List<String> names = new ArrayList<>();
    for (int letter = 0; letter < BrailleTrials.LETTERS; letter++) {
      if (all || VOWELS.contains(letter)) {
        names.add(letter == 0 ? "Space" : String.valueOf((char) ('A' + letter - 1)));
      }
    }
    return names;
  }
}
