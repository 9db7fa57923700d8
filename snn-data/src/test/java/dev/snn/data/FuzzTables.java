package dev.snn.data;

import static dev.snn.data.DataFiles.npy;
import static dev.snn.data.DataFiles.zip;
import static dev.snn.data.FuzzTargets.set;
import static dev.snn.data.event.Written.ascii;

import dev.snn.data.FuzzTargets.Target;
import dev.snn.data.format.CsvLayout.Missing;
import dev.snn.data.set.CsvData;
import dev.snn.data.set.IdxData;
import dev.snn.data.set.MatData;
import dev.snn.data.set.Normalise;
import dev.snn.data.set.NpyData;
import dev.snn.data.set.NpzData;
import dev.snn.data.set.SeriesData;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Readers of arrays and tables, with small good files. */
final class FuzzTables {
  private FuzzTables() {}

  static void add(List<Target> all) {
    arrays(all);
    tables(all);
  }

  private static void arrays(List<Target> all) {
    byte[] images = DataFiles.idx(new byte[10 * 4], 10, 2, 2);
    byte[] labels = DataFiles.idx(new byte[] {0, 1, 0, 1, 0, 1, 0, 1, 0, 1}, 10);
    set(
        all,
        "i.idx",
        images,
        b -> b,
        Map.of("l.idx", labels),
        new IdxData(),
        "trainImages",
        "i.idx",
        "trainLabels",
        "l.idx");
    set(
        all,
        "i.idx.gz",
        images,
        DataFiles::gzip,
        Map.of("l.idx", labels),
        new IdxData(),
        "trainImages",
        "i.idx.gz",
        "trainLabels",
        "l.idx");
    set(
        all,
        "l.idx",
        labels,
        b -> b,
        Map.of("i.idx", images),
        new IdxData(),
        "trainImages",
        "i.idx",
        "trainLabels",
        "l.idx");
    byte[] x = npy("<f4", false, "(10, 2)", new byte[80]);
    byte[] y = npy("|u1", false, "(10,)", new byte[] {0, 1, 0, 1, 0, 1, 0, 1, 0, 1});
    set(
        all,
        "x.npy",
        x,
        b -> b,
        Map.of("y.npy", y),
        new NpyData(),
        "xTrain",
        "x.npy",
        "yTrain",
        "y.npy");
    set(
        all,
        "d.npz",
        x,
        b -> zip(Map.of("x_train.npy", b, "y_train.npy", y)),
        Map.of(),
        new NpzData(),
        "path",
        "d.npz");
    set(
        all,
        "medmnist.npz",
        npy("|u1", false, "(10, 2, 2, 3)", new byte[120]),
        b ->
            zip(
                Map.of(
                    "train_images.npy",
                    b,
                    "train_labels.npy",
                    y,
                    "val_images.npy",
                    b,
                    "val_labels.npy",
                    y)),
        Map.of(),
        new NpzData(),
        "path",
        "medmnist.npz");
  }

  /** Text with all that it may have, and MATLAB files. */
  private static void tables(List<Target> all) {
    byte[] table =
        ascii("1.5,2,a\n2,3e-1,b\n1,1,a\n4,5,b\n1,2,a\n7,8,b\n1,2,a\n3,4,b\n1,1,a\n0,0,b\n");
    set(all, "t.csv", table, b -> b, Map.of(), new CsvData(), "path", "t.csv");
    set(all, "t.csv.gz", table, DataFiles::gzip, Map.of(), new CsvData(), "path", "t.csv.gz");
    set(
        all,
        "named.csv",
        "a;\"kind\";b\n1,5;x;4e2\n-3;\u00f6;\n7;x;6\n?;\u00f6;1\n2;x;2\n4;\u00f6;4\n"
            .getBytes(StandardCharsets.UTF_8),
        b -> b,
        Map.of("test.csv", ascii("b;a;kind\n1;2;x\n"), "v.csv", ascii("kind;a;b\nx;1;2\n")),
        new CsvData(),
        "path",
        "named.csv",
        "testPath",
        "test.csv",
        "validationPath",
        "v.csv",
        "header",
        true,
        "label",
        "kind",
        "separator",
        ";",
        "decimal",
        ",",
        "missing",
        Missing.MEAN,
        "normalise",
        Normalise.STANDARD);
    set(
        all,
        "test.csv",
        table,
        b -> b,
        Map.of("t.csv", table),
        new CsvData(),
        "path",
        "t.csv",
        "testPath",
        "test.csv");
    set(
        all,
        "s.ts",
        ascii("# c\n@classLabel true 1 2\n@data\n1,2,3:4,5,6:1\n1,2:3,4:2\n5,?:7,8:1\n9:1:2\n"),
        b -> b,
        Map.of(),
        new SeriesData(),
        "path",
        "s.ts",
        "testFraction",
        0.5,
        "missing",
        Missing.ZERO);
    set(
        all,
        "s.tsv",
        ascii("1\t0.5\t1.5\t2\n2\t3\tNaN\t4\n1\t3\t4\tNaN\n2\t3\t4\t1\n"),
        b -> b,
        Map.of(),
        new SeriesData(),
        "path",
        "s.tsv",
        "testFraction",
        0.5,
        "missing",
        Missing.MEAN,
        "normalise",
        Normalise.MIN_MAX);
    for (String name : List.of("plain.mat", "img.mat")) {
      byte[] mat = resource("/dev/snn/data/format/" + name);
      set(
          all,
          name,
          mat,
          b -> b,
          Map.of(),
          new MatData(),
          "path",
          name,
          "testFraction",
          0.4,
          "scale",
          9.0);
    }
  }

  private static byte[] resource(String name) {
    try (InputStream in = FuzzTables.class.getResourceAsStream(name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
