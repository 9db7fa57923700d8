package dev.snn.data.set;

import dev.snn.api.data.DataFile;
import dev.snn.api.data.Dataset;
import dev.snn.api.data.DatasetInfo;
import dev.snn.api.data.DatasetPlugin;
import dev.snn.api.plugin.BuildContext;
import dev.snn.data.file.Cache;
import dev.snn.data.file.Content;
import dev.snn.data.file.Finder;
import dev.snn.data.file.Source;
import dev.snn.data.format.Csv;
import java.util.List;

/**
 * Optical digits: 1,797 images of 8 x 8 pixels, 0 .. 16 scaled to [0, 1] (Alpaydin and Kaynak 1998,
 * UCI, doi:10.24432/C50P49). There is no official split: of each class one fifth (rounded down) are
 * test examples, chosen by a fixed pseudo-random order, the same in every run: 1,442 to train and
 * 355 to test. Bundled.
 */
public final class Digits implements DatasetPlugin<Selection> {
  private static final double TEST_FRACTION = 0.2;
  private static final int SIDE = 8;
  private static final double FULL = 16;

  @Override
  public String name() {
    return "digits";
  }

  @Override
  public Selection defaults() {
    return new Selection(0, 0, 0);
  }

  @Override
  public String description() {
    return "handwritten digits, 1,797 images of 8 x 8, bundled";
  }

  @Override
  public String citation() {
    return "doi:10.24432/C50P49";
  }

  @Override
  public List<DataFile> files() {
    return List.of(Canon.DIGITS);
  }

  @Override
  public Dataset create(Selection selection, BuildContext context) {
    Source source = Finder.canonical(Finder.folders(context.data()), Canon.DIGITS).orElseThrow();
    return Cache.get("digits|" + selection + "|" + source.stamp(), () -> read(selection, source));
  }

  private Dataset read(Selection selection, Source source) {
    Content content = Content.read(source).expect(Canon.DIGITS);
    Csv csv = Csv.read(source.name(), content.bytes(), ',', false, "last");
    Classes classes = Classes.of(source.name(), csv.labels());
    int[] labels = classes.numbers(csv.labels());
    Table table = new Table.Rows(csv.values(), FULL, labels, csv.targets());
    int[][] parts = Selection.byClass(labels, classes.names().size(), TEST_FRACTION);
    Selection.Chosen chosen =
        selection.from(name(), parts[0], parts[1], "fixed split by class, 1/5 to test");
    DatasetInfo info =
        new DatasetInfo(
            name(),
            DatasetInfo.Kind.VALUES,
            SIDE,
            SIDE,
            1,
            classes.names().size(),
            0,
            "Optical Recognition of Handwritten Digits, UCI, as packaged by scikit-learn",
            content.checksums(),
            chosen.words());
    return TableDataset.of(info, chosen, table, table);
  }
}
