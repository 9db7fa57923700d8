package dev.snn.data.set;

import dev.snn.api.data.DataFile;
import dev.snn.api.data.Dataset;
import dev.snn.api.data.DatasetInfo;
import dev.snn.api.data.MissingDataException;
import dev.snn.api.plugin.DataHome;
import dev.snn.data.file.Cache;
import dev.snn.data.file.Content;
import dev.snn.data.file.Finder;
import dev.snn.data.file.Source;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The two data sets that come as MNIST's four files. Each file is looked for in the data home, then
 * among the bundled files.
 */
final class MnistFiles {
  private static final int CLASSES = 10;

  private MnistFiles() {}

  static Dataset load(
      String name, String version, List<DataFile> files, ImageSelection selection, DataHome home) {
    List<Path> folders = Finder.folders(home);
    List<Source> sources = files.stream().map(f -> locate(name, f, folders)).toList();
    StringBuilder key = new StringBuilder(name + "|" + selection);
    sources.forEach(s -> key.append('|').append(s.stamp()));
    return Cache.get(key.toString(), () -> read(name, version, files, sources, selection));
  }

  private static Dataset read(
      String name,
      String version,
      List<DataFile> files,
      List<Source> sources,
      ImageSelection selection) {
    List<Content> contents = new ArrayList<>();
    Map<String, String> checksums = new TreeMap<>();
    for (int k = 0; k < files.size(); k++) {
      contents.add(Content.read(sources.get(k)).expect(files.get(k)));
      checksums.putAll(contents.get(k).checksums());
    }
    IdxPair train = IdxPair.of(contents.get(0), contents.get(1));
    IdxPair test = IdxPair.of(contents.get(2), contents.get(3));
    Selection.Chosen chosen =
        selection
            .examples()
            .from(
                name,
                Selection.all(train.labels().length),
                Selection.all(test.labels().length),
                "official split");
    TableDataset.Shape shape = train.shape();
    boolean image = selection.target() == ImageSelection.Target.IMAGE;
    DatasetInfo info =
        new DatasetInfo(
            name,
            DatasetInfo.Kind.VALUES,
            shape.width(),
            shape.height(),
            shape.channels(),
            CLASSES,
            image ? shape.features() : 0,
            version,
            checksums,
            chosen.words(),
            image ? shape.width() : 0);
    return TableDataset.of(info, chosen, train.table(255), test.table(255));
  }

  private static Source locate(String name, DataFile file, List<Path> folders) {
    return Finder.canonical(folders, file)
        .orElseThrow(
            () ->
                new MissingDataException(
                    "data set '%s' is not at hand (%s is missing; looked in the data home%s); run 'snn data fetch %s' or point --data-home to a folder that holds it."
                        .formatted(name, file.path(), Finder.after(folders), name)));
  }
}
