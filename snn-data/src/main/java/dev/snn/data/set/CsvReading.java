package dev.snn.data.set;

import dev.snn.api.data.Dataset;
import dev.snn.api.data.DatasetInfo;
import dev.snn.api.data.Legend;
import dev.snn.data.file.Source;
import dev.snn.data.file.Unpacked;
import dev.snn.data.format.Csv;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads the tables of a {@link CsvData}. */
final class CsvReading {
  private final String name;
  private final CsvData.Config config;
  private final DatasetInfo trainedOn;
  private final Map<String, String> checksums = new TreeMap<>();
  private final List<Csv> all = new ArrayList<>();

  CsvReading(String name, CsvData.Config config, DatasetInfo trainedOn) {
    this.name = name;
    this.config = config;
    this.trainedOn = trainedOn;
  }

  /** The last two may be null. */
  Dataset read(Source trainFile, Source validationFile, Source testFile) {
    Legend legend = trainedOn == null ? Legend.NONE : trainedOn.legend();
    boolean named = config.header() && !legend.columns().isEmpty();
    Csv train = csv(trainFile, named ? Csv.named(legend.columns(), config.label()) : null);
    Csv validation = validationFile == null ? null : csv(validationFile, train);
    Csv test = testFile == null ? null : csv(testFile, train);
    OwnData own =
        new OwnData(
                name,
                trainFile.name(),
                config.shape(train.features()),
                new OwnParts(
                    new Selection(config.train(), config.validation(), config.test()),
                    config.testFraction(),
                    config.splitSeed()),
                trainedOn)
            .columns(train.columns())
            .normalised(config.normalise(), config.missing())
            .scaled(config.scale() != 1)
            .files(checksums);
    Classes classes = config.target().isEmpty() ? classes(trainFile.name()) : null;
    if (classes != null) {
      own.classes(classes.names())
          .labelled("%s: classes in column %s".formatted(name, column(train)));
    } else {
      own.targets(config.target().size());
      own.note(
          "%s: column%s %s to be predicted from %d others"
              .formatted(
                  name,
                  config.target().size() == 1 ? "" : "s",
                  String.join(", ", config.target()),
                  train.features()));
    }
    missing(own);
    return own.of(table(train, classes), table(validation, classes), table(test, classes));
  }

  private Csv csv(Source file, Csv like) {
    try (Unpacked in = Unpacked.open(file)) {
      Csv csv = Csv.read(file.name(), in, config.layout(), like);
      checksums.putAll(in.checksums());
      all.add(csv);
      return csv;
    }
  }

  /** "'class'", "14 (the last)", "3". */
  private String column(Csv train) {
    String shown =
        train.columns().isEmpty() ? train.labelColumn() : "'" + train.labelColumn() + "'";
    return config.label().equals("last") ? shown + " (the last)" : shown;
  }

  private Classes classes(String file) {
    return Classes.of(
        trainedOn, name, file, all.stream().map(Csv::labels).toArray(String[][]::new));
  }

  private void missing(OwnData own) {
    int skipped = all.stream().mapToInt(Csv::skipped).sum();
    long filled = all.stream().mapToLong(Csv::missing).sum();
    if (skipped > 0) {
      own.note(
          "%s: %d examples are left out because a value or the class is missing"
              .formatted(name, skipped));
    } else if (filled > 0) {
      own.note(
          "%s: %d missing values became %s"
              .formatted(
                  name,
                  filled,
                  config.missing() == dev.snn.data.format.CsvLayout.Missing.ZERO
                      ? "0"
                      : "the mean of their column"));
    }
  }

  private Table table(Csv csv, Classes classes) {
    return csv == null
        ? null
        : new Table.Rows(
            csv.values(),
            config.scale(),
            classes == null ? new int[0] : classes.numbers(csv.labels()),
            csv.targets());
  }
}
