package dev.snn.data.set;

import dev.snn.api.data.BadDataException;
import dev.snn.api.data.Dataset;
import dev.snn.api.data.DatasetInfo;
import dev.snn.api.data.DatasetPlugin;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Check;
import dev.snn.api.plugin.Doc;
import dev.snn.data.file.Finder;
import dev.snn.data.file.Foreign;
import dev.snn.data.format.Resampled;
import dev.snn.data.format.Wav;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * A folder of sounds in WAV files: a sub-folder per class, or folders {@code train} and {@code
 * test}, and one to validate on, that have them. An example is the sound pressure in [-1, 1) of the
 * first seconds, the mean of all channels, followed by silence where the sound is shorter.
 */
public final class WavFolder implements DatasetPlugin<WavFolder.Config> {
  private static final int MOST_RATE = 192_000;

  /** Where the sounds are, what is made of them, and how many are used. */
  public record Config(
      @Doc(
              "folder of the sounds, with a sub-folder per class, or sub-folders train and test (and validation) that have them")
          String path,
      @Doc(
              "samples per second, Hz; sounds of another rate are resampled; 0: that of the sounds, which must then agree")
          int rate,
      @Doc("length of an example, s; longer sounds are cut, silence follows shorter ones")
          double seconds,
      @Doc("share of each class to test on where no test part is given, fraction")
          double testFraction,
      @Doc("training examples, the first ones; 0: all that remain") int train,
      @Doc(
              "validation examples, the last ones of the training part, or the first ones of a folder for them; 0: none, or all of it")
          int validation,
      @Doc("test examples, the first ones; 0: all") int test) {
    /** Checks the values. */
    public Config {
      new Selection(train, validation, test);
      Check.inside("test_fraction", testFraction, 0, 1);
      Check.between("rate", rate, 0, MOST_RATE);
      Check.between("seconds", seconds, 1e-3, 60);
    }
  }

  static final EventListing.Kind SOUNDS =
      new EventListing.Kind() {
        @Override
        public String what() {
          return "sounds";
        }

        @Override
        public boolean accepts(Path file) {
          return file.getFileName().toString().toLowerCase(Locale.ROOT).endsWith(".wav");
        }

        @Override
        public BadDataException none(String where) {
          return new BadDataException(
              where + " holds no sounds (.wav); make a sub-folder per class.");
        }
      };

  @Override
  public String name() {
    return "wav-folder";
  }

  @Override
  public Config defaults() {
    return new Config("", 0, 1, 0.2, 0, 0, 0);
  }

  @Override
  public String description() {
    return "your own sounds (WAV), a folder per class";
  }

  @Override
  public Dataset create(Config config, BuildContext context) {
    Path folder = Finder.ownFolder(context.data(), "path", config.path());
    EventListing listing = EventListing.ofFolders(folder, SOUNDS);
    DatasetInfo trainedOn = context.dataset();
    FolderReading reading =
        new FolderReading(
            name(),
            config.path(),
            listing,
            new Selection(config.train(), config.validation(), config.test()),
            config.testFraction(),
            trainedOn);
    return OwnFiles.cached(
        name() + "|" + config,
        trainedOn,
        () -> reading.dataset(new Waves(config, listing.all().size())),
        listing);
  }

  /** The sounds that were read. */
  private static final class Waves implements FolderReading.Examples {
    private final Config config;
    private final float[][] sounds;
    private int rate;
    private Path first;
    private int resampled;
    private int mixed;

    Waves(Config config, int examples) {
      this.config = config;
      rate = config.rate();
      sounds = new float[examples][];
    }

    @Override
    public void take(int example, Path file, byte[] bytes) {
      Foreign.refuse(file.toString(), bytes);
      Wav wav = Wav.of(file.toString(), bytes);
      if (rate == 0) {
        rate = wav.rate();
        first = file;
      }
      if (config.rate() == 0 && wav.rate() != rate) {
        throw new BadDataException(
            "%s has %d samples per second, %s has %d; give rate, to which sounds are then resampled."
                .formatted(file, wav.rate(), first, rate));
      }
      resampled += wav.rate() == rate ? 0 : 1;
      mixed += wav.channels() == 1 ? 0 : 1;
      long needed = (long) Math.ceil(config.seconds() * wav.rate()) + wav.rate() / 10;
      float[] samples = new float[(int) Math.min(wav.frames(), needed)];
      for (int k = 0; k < samples.length; k++) {
        samples[k] = wav.mono(k);
      }
      sounds[example] = Resampled.of(samples, wav.rate(), rate);
    }

    @Override
    public Table table(int[] labels) {
      int samples = shape().width();
      return new Table() {
        @Override
        public int size() {
          return labels.length;
        }

        @Override
        public float[] row(int example) {
          return java.util.Arrays.copyOf(sounds[example], samples);
        }

        @Override
        public int label(int example) {
          return labels[example];
        }
      };
    }

    @Override
    public TableDataset.Shape shape() {
      return new TableDataset.Shape((int) Math.max(1, Math.round(config.seconds() * rate)), 1, 1);
    }

    @Override
    public String words() {
      return "own sounds, " + rate + " Hz";
    }

    @Override
    public List<String> notes() {
      return java.util.stream.Stream.of(
              resampled == 0 ? "" : "%d sounds were resampled to %d Hz".formatted(resampled, rate),
              mixed == 0 ? "" : "of %d sounds the channels were averaged".formatted(mixed))
          .filter(note -> !note.isEmpty())
          .toList();
    }
  }
}
