package dev.snn.data.set;

import dev.snn.api.data.Dataset;
import dev.snn.api.data.DatasetInfo;
import dev.snn.api.data.DatasetPlugin;
import dev.snn.api.plugin.Added;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Check;
import dev.snn.api.plugin.Doc;
import dev.snn.data.file.Source;
import dev.snn.data.format.CsvLayout;
import java.util.List;

/**
 * Value vectors with a class, or with numbers to predict, as text, one example per line, packed
 * with gzip or not. The classes, in ascending order (as numbers where all are whole numbers),
 * become 0, 1, 2, ... Without a test file a fixed share of each class becomes the test part.
 */
public final class CsvData implements DatasetPlugin<CsvData.Config> {

  /** The encoding of the text. */
  public enum Encoding {
    /** UTF-8. */
    UTF_8,
    /** ISO 8859-1. */
    LATIN_1
  }

  /** Which file, how to read it, and how many examples to use. */
  public record Config(
      @Doc("file of the examples, or of the training examples") String path,
      @Doc("file of the test examples; empty: they are taken from the first file") String testPath,
      @Doc("column of the class: 'last', a name, or a number from 1") String label,
      @Doc("whether the first line names the columns") boolean header,
      @Doc("character between fields; 'tab' for a tabulator, 'whitespace' for any number of blanks")
          String separator,
      @Doc("value that becomes 1: all values are divided by it") double scale,
      @Doc("pixels per row, for images; 0: plain vectors") int width,
      @Doc("share of each class to test on where there is no test file, fraction")
          double testFraction,
      @Doc("training examples, of each class the first ones; 0: all that remain") int train,
      @Doc("validation examples, taken from the training part, of each class its share; 0: none")
          int validation,
      @Doc("test examples, of each class the first ones; 0: all") int test,
      @Added @Doc("file of the validation examples; empty: see validation") String validationPath,
      @Added
          @Doc(
              "columns of the numbers to predict, names or numbers from 1; none: there are classes")
          List<String> target,
      @Added @Doc("columns that are left out, names or numbers from 1") List<String> drop,
      @Added
          @Doc(
              "where a value is missing: an error, the column's mean in the training part, 0, or the example is left out")
          CsvLayout.Missing missing,
      @Added
          @Doc("each column by its training part: nothing, to [0, 1], or to mean 0 and deviation 1")
          Normalise normalise,
      @Added @Doc("sign before the decimals: '.' or ','") String decimal,
      @Added @Doc("encoding of the text") Encoding encoding,
      @Added @Doc("which of the arbitrary choices of parts; not the seed of a run") int splitSeed) {
    /** Checks the values. */
    public Config {
      Check.positive("scale", scale);
      Check.inside("test_fraction", testFraction, 0, 1);
      Check.atLeast("width", width, 0);
      Check.atLeast("split_seed", splitSeed, 0);
      new Selection(train, validation, test);
      if (!validationPath.isBlank() && validation > 0) {
        throw new IllegalArgumentException("give validation or validation_path, not both");
      }
      new CsvLayout(separator, decimal, false, header, label, target, drop, missing);
    }

    /** The options of the first release. */
    public Config(
        String path,
        String testPath,
        String label,
        boolean header,
        String separator,
        double scale,
        int width,
        double testFraction,
        int train,
        int validation,
        int test) {
      this(
          path,
          testPath,
          label,
          header,
          separator,
          scale,
          width,
          testFraction,
          train,
          validation,
          test,
          "",
          List.of(),
          List.of(),
          CsvLayout.Missing.ERROR,
          Normalise.NONE,
          ".",
          Encoding.UTF_8,
          0);
    }

    CsvLayout layout() {
      return new CsvLayout(
          separator, decimal, encoding == Encoding.LATIN_1, header, label, target, drop, missing);
    }

    TableDataset.Shape shape(int features) {
      if (width == 0) {
        return new TableDataset.Shape(features, 1, 1);
      }
      if (features % width != 0) {
        throw new IllegalArgumentException(
            "width " + width + " does not divide the " + features + " value columns");
      }
      return new TableDataset.Shape(width, features / width, 1);
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
    return "your own table of values with a class or numbers to predict";
  }

  @Override
  public Dataset create(Config config, BuildContext context) {
    Source train = OwnFiles.needed(context, "path", config.path());
    Source validation = OwnFiles.optional(context, "validation_path", config.validationPath());
    Source test = OwnFiles.optional(context, "test_path", config.testPath());
    DatasetInfo trainedOn = context.dataset();
    return OwnFiles.cached(
        "csv|" + config,
        trainedOn,
        () -> new CsvReading(name(), config, trainedOn).read(train, validation, test),
        train,
        validation,
        test);
  }
}
