package dev.snn.data.set;

import dev.snn.api.data.BadDataException;
import dev.snn.api.data.Dataset;
import dev.snn.api.data.DatasetPlugin;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Check;
import dev.snn.api.plugin.Doc;
import dev.snn.data.file.Cache;
import dev.snn.data.file.Content;
import dev.snn.data.file.Finder;
import dev.snn.data.file.Source;
import dev.snn.data.format.Csv;

/**
 * Value vectors and a class as text, one example per line, packed with gzip or not. The classes, in
 * ascending order (as numbers where all are whole numbers), become 0, 1, 2, ... Without a test file
 * a fixed share of each class becomes the test part.
 */
public final class CsvData implements DatasetPlugin<CsvData.Config> {

  /** Which file, how to read it, and how many examples to use. */
  public record Config(
      @Doc("file of the examples, or of the training examples") String path,
      @Doc("file of the test examples; empty: they are taken from the first file") String testPath,
      @Doc("column of the class: 'last', a name, or a number from 1") String label,
      @Doc("whether the first line names the columns") boolean header,
      @Doc("character between fields; 'tab' for a tabulator") String separator,
      @Doc("value that becomes 1: all values are divided by it") double scale,
      @Doc("pixels per row, for images; 0: plain vectors") int width,
      @Doc("share of each class to test on where there is no test file, fraction")
          double testFraction,
      @Doc("training examples, the first ones; 0: all that remain") int train,
      @Doc("validation examples, the last ones of the training part; 0: none") int validation,
      @Doc("test examples, the first ones; 0: all") int test) {
    /** Checks the values. */
    public Config {
      Check.positive("scale", scale);
      Check.inside("test_fraction", testFraction, 0, 1);
      Check.atLeast("width", width, 0);
      new Selection(train, validation, test);
      if (separator.length() != 1 && !separator.equals("tab")) {
        throw new IllegalArgumentException(
            "separator must be one character or 'tab', got '" + separator + "'");
      }
    }
  }

  @Override
  public String name() {
    return "csv";
  }

  @Override
  public Config defaults() {
    return new Config("", "", "last", false, ",", 1, 0, 0.2, 0, 0, 0);
  }

  @Override
  public String description() {
    return "your own table of values with a class column";
  }

  @Override
  public Dataset create(Config config, BuildContext context) {
    Source train = Source.of(config.path(), Finder.own(context.data(), "path", config.path()));
    Source test =
        config.testPath().isBlank()
            ? null
            : Source.of(
                config.testPath(), Finder.own(context.data(), "test_path", config.testPath()));
    String key = "csv|" + config + "|" + train.stamp() + "|" + (test == null ? "" : test.stamp());
    return Cache.get(key, () -> read(config, train, test));
  }

  private Dataset read(Config config, Source trainFile, Source testFile) {
    Content trainContent = Content.read(trainFile);
    Csv train = parse(config, trainContent);
    TableDataset.Shape shape = shape(config, train.features());
    Selection selection = new Selection(config.train(), config.validation(), config.test());
    if (testFile == null) {
      Classes classes = Classes.of(trainFile.name(), train.labels());
      Table table = table(config, train, classes);
      return OwnData.of(
          name(),
          shape,
          classes.names().size(),
          trainFile.name(),
          selection,
          config.testFraction(),
          table,
          null,
          trainContent);
    }
    Content testContent = Content.read(testFile);
    Csv test = parse(config, testContent);
    if (test.features() != train.features()) {
      throw new BadDataException(
          "%s has %d value columns, %s has %d; they must have the same columns."
              .formatted(trainFile.name(), train.features(), testFile.name(), test.features()));
    }
    Classes classes = Classes.of(trainFile.name(), train.labels(), test.labels());
    return OwnData.of(
        name(),
        shape,
        classes.names().size(),
        trainFile.name(),
        selection,
        config.testFraction(),
        table(config, train, classes),
        table(config, test, classes),
        trainContent,
        testContent);
  }

  private static Csv parse(Config config, Content content) {
    char separator = config.separator().equals("tab") ? '\t' : config.separator().charAt(0);
    return Csv.read(
        content.source().name(), content.bytes(), separator, config.header(), config.label());
  }

  private static Table table(Config config, Csv csv, Classes classes) {
    return OwnData.scaled(
        csv.values(), csv.features(), config.scale(), classes.numbers(csv.labels()));
  }

  private static TableDataset.Shape shape(Config config, int features) {
    if (config.width() == 0) {
      return new TableDataset.Shape(features, 1, 1);
    }
    if (features % config.width() != 0) {
      throw new IllegalArgumentException(
          "width " + config.width() + " does not divide the " + features + " value columns");
    }
    return new TableDataset.Shape(config.width(), features / config.width(), 1);
  }
}
