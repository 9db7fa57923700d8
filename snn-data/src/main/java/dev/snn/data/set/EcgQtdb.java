package dev.snn.data.set;

import dev.snn.api.data.DataFile;
import dev.snn.api.data.Dataset;
import dev.snn.api.data.DatasetInfo;
import dev.snn.api.data.DatasetPlugin;
import dev.snn.api.data.MissingDataException;
import dev.snn.api.data.Recording;
import dev.snn.api.data.Samples;
import dev.snn.api.plugin.BuildContext;
import dev.snn.data.file.Cache;
import dev.snn.data.file.Content;
import dev.snn.data.file.Finder;
import dev.snn.data.file.Source;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Electrocardiograms of the QT database (Laguna et al. 1997) as spikes: two leads, each coded by
 * upward and downward level crossings, 1,301 steps, and for each step which of 6 waves it belongs
 * to (P, PQ, QR, RS, ST, TP), as prepared for Yin, Corradi, Bohte 2021
 * (doi:10.1038/s42256-021-00397-w).
 */
public final class EcgQtdb implements DatasetPlugin<Selection> {

  @Override
  public String name() {
    return "ecg-qtdb";
  }

  @Override
  public Selection defaults() {
    return new Selection(0, 0, 0);
  }

  @Override
  public String description() {
    return "electrocardiograms as spikes of 4 lines, a wave per step, from the data home";
  }

  @Override
  public String citation() {
    return "doi:10.1038/s42256-021-00397-w";
  }

  @Override
  public List<DataFile> files() {
    return Canon.ECG;
  }

  @Override
  public Dataset create(Selection config, BuildContext context) {
    List<Path> folders = Finder.folders(context.data());
    List<Source> sources =
        Canon.ECG.stream()
            .map(file -> Finder.canonical(folders, file).orElseThrow(() -> missing(folders)))
            .toList();
    return Cache.get("ecg-qtdb|" + config + "|" + sources, () -> read(config, sources));
  }

  private static MissingDataException missing(List<Path> folders) {
    return new MissingDataException(
        "data set 'ecg-qtdb' is not at hand; put QTDB_train.mat and QTDB_test.mat into the folder ecg-qtdb of the data home (looked in"
            + Finder.after(folders).replaceFirst("^,", "")
            + ").");
  }

  private Dataset read(Selection config, List<Source> sources) {
    Map<String, String> sums = new TreeMap<>();
    EcgSequences[] parts = new EcgSequences[2];
    for (int p = 0; p < 2; p++) {
      // MATLAB files have lengths everywhere; only the canonical ones are read.
      Content content = Content.read(sources.get(p)).expect(Canon.ECG.get(p));
      sums.putAll(content.checksums());
      parts[p] = EcgSequences.read(sources.get(p).name(), content.bytes());
    }
    int trains = parts[0].labels().length;
    Selection.Chosen chosen =
        config.from(
            name(),
            Selection.all(trains),
            Selection.all(parts[1].labels().length),
            "official split");
    DatasetInfo info =
        new DatasetInfo(
            name(),
            DatasetInfo.Kind.RECORDINGS,
            EcgSequences.CHANNELS,
            1,
            1,
            EcgSequences.CLASSES,
            0,
            "QT database as spikes",
            sums,
            chosen.words());
    return new Sequences(
        info,
        new Part(parts[0], chosen.train(), 0),
        new Part(parts[0], chosen.validation(), 0),
        new Part(parts[1], chosen.test(), trains));
  }

  private record Sequences(DatasetInfo info, Split train, Split validation, Split test)
      implements Dataset {}

  private record Part(EcgSequences all, int[] rows, long firstId) implements Dataset.Split {
    @Override
    public int size() {
      return rows.length;
    }

    @Override
    public Samples gather(int[] indices) {
      long[] ids = new long[indices.length];
      Recording[] recordings = new Recording[indices.length];
      int[][] labels = new int[indices.length][];
      for (int k = 0; k < indices.length; k++) {
        int row = rows[indices[k]];
        ids[k] = firstId + row;
        recordings[k] = all.recordings()[row];
        labels[k] = all.labels()[row];
      }
      return new Samples(ids, null, recordings, null, null, labels);
    }

    @Override
    public int label(int index) {
      return -1;
    }
  }
}
