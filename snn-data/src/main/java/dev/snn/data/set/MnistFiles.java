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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The two data sets that come as MNIST's four files. Each file is looked for in the data home: in
 * the data set's folder, in the folder torchvision makes, or in the folder given itself where its
 * test labels are the right ones; then among the bundled files.
 */
final class MnistFiles {
  private static final int CLASSES = 10;

  private MnistFiles() {}

  static Dataset load(
      String name,
      String version,
      List<DataFile> files,
      String torchvision,
      Selection selection,
      DataHome home) {
    List<Path> folders = folders(files, torchvision, Finder.folders(home));
    List<Source> sources = files.stream().map(f -> locate(name, f, folders, home)).toList();
    StringBuilder key = new StringBuilder(name + "|" + selection);
    sources.forEach(s -> key.append('|').append(s.stamp()));
    return Cache.get(key.toString(), () -> read(name, version, files, sources, selection));
  }

  private static Dataset read(
      String name,
      String version,
      List<DataFile> files,
      List<Source> sources,
      Selection selection) {
    List<Content> contents = new ArrayList<>();
    Map<String, String> checksums = new TreeMap<>();
    for (int k = 0; k < files.size(); k++) {
      contents.add(Content.read(sources.get(k)).expect(files.get(k)));
      checksums.putAll(contents.get(k).checksums());
    }
    IdxPair train = IdxPair.of(contents.get(0), contents.get(1));
    IdxPair test = IdxPair.of(contents.get(2), contents.get(3));
    Selection.Chosen chosen =
        selection.from(
            name,
            Selection.all(train.labels().length),
            Selection.all(test.labels().length),
            "official split");
    TableDataset.Shape shape = train.shape();
    DatasetInfo info =
        new DatasetInfo(
            name,
            DatasetInfo.Kind.VALUES,
            shape.width(),
            shape.height(),
            shape.channels(),
            CLASSES,
            0,
            version,
            checksums,
            chosen.words());
    return TableDataset.of(info, chosen, train.table(255), test.table(255));
  }

  private static Source locate(String name, DataFile file, List<Path> folders, DataHome home) {
    Path path = Finder.find(folders, fileName(file)).orElse(null);
    if (path != null) {
      String parent = file.path().substring(0, file.path().lastIndexOf('/') + 1);
      return Source.of(parent + path.getFileName(), path);
    }
    Source bundled = Source.bundled(file.path());
    if (bundled == null) {
      throw new MissingDataException(
          "data set '%s' is not at hand (%s is missing; looked in the data home%s); run 'snn data fetch %s' or point --data-home to a folder that holds it."
              .formatted(name, file.path(), Finder.after(Finder.folders(home)), name));
    }
    return bundled;
  }

  private static List<Path> folders(List<DataFile> files, String torchvision, List<Path> home) {
    List<Path> all = new ArrayList<>();
    for (Path folder : home) {
      all.add(folder.resolve(files.get(0).path()).getParent());
      all.add(folder.resolve(torchvision));
      DataFile labels = files.get(3);
      Path inside = Finder.find(List.of(folder), fileName(labels)).orElse(null);
      if (inside != null && Files.isReadable(inside)) {
        Content content = Content.read(Source.of(fileName(labels), inside));
        if (content.checksums().containsValue(labels.contentSha256())) {
          all.add(folder);
        }
      }
    }
    return all;
  }

  private static String fileName(DataFile file) {
    return file.path().substring(file.path().lastIndexOf('/') + 1);
  }
}
