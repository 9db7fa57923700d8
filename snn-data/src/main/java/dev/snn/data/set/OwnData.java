package dev.snn.data.set;

import dev.snn.api.data.BadDataException;
import dev.snn.api.data.Dataset;
import dev.snn.api.data.DatasetInfo;
import dev.snn.api.data.Legend;
import dev.snn.data.format.CsvLayout.Missing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * A data set of the user's own tables: what the readers of all formats share. Set what there is,
 * then give the tables.
 */
final class OwnData {
  private final String name;
  private final String version;
  private final TableDataset.Shape shape;
  private final OwnParts parts;
  private final DatasetInfo trainedOn;
  private final Map<String, String> checksums = new TreeMap<>();
  private final List<String> notes = new ArrayList<>();
  private int classes;
  private int targets;
  private List<String> classNames = List.of();
  private List<String> columns = List.of();
  private String labelled = "classes";
  private Normalise normalise = Normalise.NONE;
  private Missing missing = Missing.ERROR;
  private int period;
  private boolean scaled;

  /**
   * @param version the file, for the record
   * @param trainedOn data of the network that is to be scored; null where none is
   */
  OwnData(
      String name,
      String version,
      TableDataset.Shape shape,
      OwnParts parts,
      DatasetInfo trainedOn) {
    this.name = name;
    this.version = version;
    this.shape = shape;
    this.parts = parts;
    this.trainedOn = trainedOn;
    this.period = shape.features();
  }

  /** Classes with names, by number. */
  OwnData classes(List<String> names) {
    classNames = names;
    classes = names.size();
    return this;
  }

  /** Classes that are numbers: one more than the highest, or as many as the network knows. */
  OwnData classes(int[]... labels) {
    int most = 0;
    for (int[] column : labels) {
      most = Math.max(most, IntStream.of(column).max().orElse(0));
    }
    classes = most + 1;
    int known = trainedOn == null || trainedOn.targets() > 0 ? 0 : trainedOn.classes();
    if (known > 0 && classes > known) {
      throw new BadDataException(
          "%s: class %d is none of the network's (0 to %d).".formatted(version, most, known - 1));
    }
    classes = Math.max(classes, known);
    return this;
  }

  /** Numbers to predict instead of classes. */
  OwnData targets(int count) {
    targets = count;
    return this;
  }

  /** Names of the features. */
  OwnData columns(List<String> names) {
    columns = names;
    return this;
  }

  /** What was taken for the class, in words. */
  OwnData labelled(String what) {
    labelled = what;
    return this;
  }

  OwnData normalised(Normalise how, Missing whatIfMissing) {
    normalise = how;
    missing = whatIfMissing;
    return this;
  }

  /** Features of one frame of a series: the same column in each frame is one. */
  OwnData period(int features) {
    period = features;
    return this;
  }

  /** The user has set a scale. */
  OwnData scaled(boolean byUser) {
    scaled = byUser;
    return this;
  }

  OwnData files(Map<String, String> sums) {
    checksums.putAll(sums);
    return this;
  }

  OwnData note(String text) {
    notes.add(text);
    return this;
  }

  /**
   * The data set.
   *
   * @param validation null where there is none of its own
   * @param test null where a share of the first table becomes the test part
   */
  Dataset of(Table train, Table validation, Table test) {
    Selection.Chosen chosen =
        parts.of(
            name,
            labels(train),
            validation == null ? -1 : validation.size(),
            test == null ? null : labels(test),
            Math.max(1, classes));
    Fit fit = fit(train, chosen.train());
    Table heldTable = validation == null ? train : validation;
    Table testTable = test == null ? train : test;
    long testId = test == null ? 0 : train.size();
    long heldId = validation == null ? 0 : train.size() + (test == null ? 0L : test.size());
    TableDataset.Part trainPart = new TableDataset.Part(fit.on(train), chosen.train(), 0, false);
    TableDataset.Part heldPart =
        new TableDataset.Part(fit.on(heldTable), chosen.validation(), heldId, false);
    TableDataset.Part testPart =
        new TableDataset.Part(fit.on(testTable), chosen.test(), testId, false);
    if (targets == 0) {
      notes.addAll(OwnNotes.classes(labelled, classes, classNames, trainPart, heldPart, testPart));
    }
    long outside =
        fit.outside(train, chosen.train())
            + fit.outside(heldTable, chosen.validation())
            + fit.outside(testTable, chosen.test());
    notes.addAll(OwnNotes.values(name, trainPart, outside, scaled || normalise != Normalise.NONE));
    DatasetInfo info =
        new DatasetInfo(
                name,
                DatasetInfo.Kind.VALUES,
                shape.width(),
                shape.height(),
                shape.channels(),
                targets > 0 ? 0 : classes,
                targets,
                version,
                checksums,
                chosen.words())
            .with(fit.legend(classNames, columns));
    return new TableDataset(info, trainPart, heldPart, testPart, List.copyOf(notes));
  }

  private Fit fit(Table train, int[] rows) {
    boolean seen = trainedOn != null && trainedOn.features() == shape.features();
    Legend legend = seen ? trainedOn.legend() : Legend.NONE;
    boolean fitted = !legend.offset().isEmpty() || !legend.fill().isEmpty();
    return fitted ? Fit.of(legend, normalise) : Fit.of(train, rows, period, normalise, missing);
  }

  private static int[] labels(Table table) {
    return IntStream.range(0, table.size()).map(k -> Math.max(0, table.label(k))).toArray();
  }
}
