package dev.snn.data.set;

import dev.snn.api.data.BadDataException;
import dev.snn.api.data.Dataset;
import dev.snn.api.data.DatasetInfo;
import dev.snn.api.data.DatasetPlugin;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Check;
import dev.snn.api.plugin.Doc;
import dev.snn.data.file.Finder;
import dev.snn.data.format.Picture;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A folder of pictures: a sub-folder per class, or folders {@code train} and {@code test}, and one
 * to validate on, that have them. Values are in [0, 1], channel by channel.
 */
public final class ImageFolder implements DatasetPlugin<ImageFolder.Config> {

  /** What is made of the colours. */
  public enum Colour {
    /** Grey where all pictures are grey, else red, green and blue. */
    AS_IS,
    /** One channel. */
    GREY,
    /** Red, green and blue. */
    RGB
  }

  /** Where the pictures are, what is made of them, and how many are used. */
  public record Config(
      @Doc(
              "folder of the pictures, with a sub-folder per class, or sub-folders train and test (and validation) that have them")
          String path,
      @Doc("columns of an example, pixels; 0: those of the pictures, which must then agree")
          int width,
      @Doc("rows of an example, pixels; 0: those of the pictures, which must then agree")
          int height,
      @Doc("as-is: grey where all are grey, else rgb; grey: one channel; rgb: three") Colour colour,
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
      Check.between("width", width, 0, 4096);
      Check.between("height", height, 0, 4096);
      if ((width == 0) != (height == 0)) {
        throw new IllegalArgumentException("give width and height, or neither");
      }
    }
  }

  static final EventListing.Kind PICTURES =
      new EventListing.Kind() {
        @Override
        public String what() {
          return "pictures";
        }

        @Override
        public boolean accepts(Path file) {
          String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
          return name.matches(".*\\.(png|jpe?g|gif|bmp)");
        }

        @Override
        public BadDataException none(String where) {
          return new BadDataException(
              where
                  + " holds no pictures (.png, .jpg, .jpeg, .gif, .bmp); make a sub-folder per class.");
        }
      };

  @Override
  public String name() {
    return "image-folder";
  }

  @Override
  public Config defaults() {
    return new Config("", 0, 0, Colour.AS_IS, 0.2, 0, 0, 0);
  }

  @Override
  public String description() {
    return "your own pictures (PNG, JPEG), a folder per class";
  }

  @Override
  public Dataset create(Config config, BuildContext context) {
    Path folder = Finder.ownFolder(context.data(), "path", config.path());
    EventListing listing = EventListing.ofFolders(folder, PICTURES);
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
        () -> reading.dataset(new Pictures(config, listing.all().size(), trainedOn)),
        listing);
  }

  /** The pictures that were read. */
  private static final class Pictures implements FolderReading.Examples {
    private final Config config;
    private final Picture[] pictures;
    private final List<String> transparent = new ArrayList<>();
    private Picture first;
    private Path firstFile;
    private boolean colour;

    Pictures(Config config, int examples, DatasetInfo trainedOn) {
      this.config = config;
      pictures = new Picture[examples];
      // A network that knows colours is shown grey pictures in colour.
      colour = config.colour() == Colour.AS_IS && trainedOn != null && trainedOn.channels() == 3;
    }

    @Override
    public void take(int example, Path file, byte[] bytes) {
      Picture picture = Picture.read(file.toString(), bytes);
      if (picture.transparent()) {
        transparent.add(file.getFileName().toString());
      }
      if (config.width() > 0) {
        picture = picture.inSize(config.width(), config.height());
      }
      if (config.colour() != Colour.AS_IS) {
        picture = picture.inChannels(config.colour() == Colour.GREY ? 1 : 3);
      }
      if (first == null) {
        first = picture;
        firstFile = file;
      }
      if (picture.width() != first.width() || picture.height() != first.height()) {
        throw new BadDataException(
            "%s is %d x %d pixels, %s is %d x %d; they must have one size, or give width and height."
                .formatted(
                    file,
                    picture.width(),
                    picture.height(),
                    firstFile,
                    first.width(),
                    first.height()));
      }
      colour |= picture.channels() == 3;
      pictures[example] = picture;
    }

    @Override
    public Table table(int[] labels) {
      int channels = shape().channels();
      return new Table() {
        @Override
        public int size() {
          return labels.length;
        }

        @Override
        public float[] row(int example) {
          byte[] values = pictures[example].inChannels(channels).values();
          float[] row = new float[values.length];
          for (int k = 0; k < row.length; k++) {
            row[k] = (values[k] & 255) / 255f;
          }
          return row;
        }

        @Override
        public int label(int example) {
          return labels[example];
        }
      };
    }

    @Override
    public TableDataset.Shape shape() {
      return new TableDataset.Shape(first.width(), first.height(), colour ? 3 : 1);
    }

    @Override
    public String words() {
      return "own pictures";
    }

    @Override
    public List<String> notes() {
      return transparent.isEmpty()
          ? List.of()
          : List.of(
              "pictures with transparent pixels were laid over black: "
                  + ClassFolders.some(transparent));
    }
  }
}
