package dev.snn.data.set;

import dev.snn.api.data.Dataset;
import dev.snn.api.data.DatasetInfo;
import dev.snn.api.data.MissingDataException;
import dev.snn.api.data.Recording;
import dev.snn.api.plugin.DataHome;
import dev.snn.data.file.Cache;
import dev.snn.data.file.Finder;
import dev.snn.data.file.Sha256;
import dev.snn.data.file.Source;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * The Heidelberg spiking data sets (Cramer et al. 2020, doi:10.1109/TNNLS.2020.3044364): words
 * through an artificial cochlea of 700 channels. All recordings are given the length 1.4 s.
 *
 * @param name of the data set, which its files begin with
 * @param classes number of classes
 * @param parts parts of the official split, as the files name them
 */
record Heidelberg(String name, int classes, List<String> parts) {
  static final int UNITS = 700;
  static final int DURATION_US = 1_400_000;

  /** Chooses examples from parts of these sizes: rows of the parts put one behind the other. */
  interface Choice {
    Selection.Chosen from(int[] sizes);
  }

  /**
   * Reads those examples that are chosen.
   *
   * @param key of the choice, for the cache
   */
  Dataset load(DataHome home, String key, Choice choice) {
    List<Path> folders = Finder.folders(home);
    List<Source> sources = new ArrayList<>();
    StringBuilder stamps = new StringBuilder(name + "|" + key);
    for (String part : parts) {
      String relative = name + "/" + name + "_" + part + ".h5.gz";
      Path path = Finder.find(folders, relative).orElseThrow(() -> missing(folders));
      Source source = Source.of(name + "/" + path.getFileName(), path);
      sources.add(source);
      stamps.append('|').append(source.stamp());
    }
    return Cache.get(stamps.toString(), () -> read(sources, choice));
  }

  private MissingDataException missing(List<Path> folders) {
    List<String> files = parts.stream().map(part -> name + "_" + part + ".h5").toList();
    return new MissingDataException(
        "data set '%s' is not at hand; get %s from https://zenkelab.org/datasets and put them, as .h5 or .h5.gz, into a folder %s of the data home (looked in%s)."
            .formatted(
                name,
                String.join(", ", files),
                name,
                Finder.after(folders).replaceFirst("^,", "")));
  }

  private Dataset read(List<Source> sources, Choice choice) {
    List<CochleaFile> files = new ArrayList<>();
    try {
      List<int[]> labels = new ArrayList<>();
      for (Source source : sources) {
        files.add(CochleaFile.open(source.path(), UNITS, classes));
        labels.add(files.get(files.size() - 1).labels());
      }
      Selection.Chosen chosen = choice.from(labels.stream().mapToInt(l -> l.length).toArray());
      int[] all = labels.stream().flatMapToInt(IntStream::of).toArray();
      boolean[] wanted = new boolean[all.length];
      for (int[] rows : List.of(chosen.train(), chosen.validation(), chosen.test())) {
        for (int row : rows) {
          wanted[row] = true;
        }
      }
      Recording[] recordings = new Recording[all.length];
      int first = 0;
      for (int p = 0; p < files.size(); p++) {
        int n = labels.get(p).length;
        int before = first;
        Recording[] some = files.get(p).recordings(n, k -> wanted[before + k], DURATION_US);
        System.arraycopy(some, 0, recordings, first, n);
        first += n;
      }
      long[] ids = IntStream.range(0, all.length).asLongStream().toArray();
      RecordingTable table = new RecordingTable(ids, recordings, all);
      Map<String, String> sums = checksums(sources);
      sources.forEach(Source::requireUnchanged);
      return dataset(table, chosen, sums);
    } finally {
      files.forEach(CochleaFile::close);
    }
  }

  private Dataset dataset(RecordingTable table, Selection.Chosen chosen, Map<String, String> sums) {
    DatasetInfo info =
        new DatasetInfo(
            name,
            DatasetInfo.Kind.RECORDINGS,
            UNITS,
            1,
            1,
            classes,
            0,
            "Heidelberg spiking data sets, Cramer et al. 2020, version 1.0",
            sums,
            chosen.words());
    return new RecordingTable.Selected(
        info,
        new RecordingTable.Part(table, chosen.train(), null),
        new RecordingTable.Part(table, chosen.validation(), null),
        new RecordingTable.Part(table, chosen.test(), null));
  }

  private static Map<String, String> checksums(List<Source> sources) {
    Map<String, String> sums = new TreeMap<>();
    for (Source source : sources) {
      try (InputStream in = Files.newInputStream(source.path())) {
        sums.put(source.key(), Sha256.of(in));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return sums;
  }
}
