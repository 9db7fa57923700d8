package dev.snn.data.set;

import static dev.snn.data.DataFiles.longs;
import static dev.snn.data.DataFiles.npy;
import static dev.snn.data.DataFiles.write;
import static dev.snn.data.DataFiles.zip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.snn.api.data.Dataset;
import dev.snn.api.data.Samples;
import dev.snn.data.TestContext;
import dev.snn.data.format.CsvLayout.Missing;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Series, MATLAB files and the array names of MedMNIST. */
class OwnFormatsTest {
  @TempDir Path home;

  private void file(String name, String text) {
    write(home.resolve(name), text.getBytes(StandardCharsets.UTF_8));
  }

  private Dataset series(
      String path, String test, JapaneseVowels.Pad pad, Missing missing, Normalise normalise) {
    return new SeriesData()
        .create(
            new SeriesData.Config(path, test, "", 0, pad, 1, missing, normalise, 0.5, 0, 0, 0, 0),
            TestContext.home(home));
  }

  @Test
  void seriesOfTheUeaArchive() {
    file("a.ts", "#c\n@classLabel true l r\n@data\n1,2:10,20:r\n3:30:l\n");
    file("b.ts", "@data\n5,6,7:8,9,10:r\n");
    Dataset data = series("a.ts", "b.ts", JapaneseVowels.Pad.BEFORE, Missing.ERROR, Normalise.NONE);
    assertThat(data.info().width()).isEqualTo(2);
    assertThat(data.info().height()).isEqualTo(3);
    Samples train = data.train().gather(new int[] {0, 1});
    assertThat(train.values())
        .isDeepEqualTo(new float[][] {{0, 0, 1, 10, 2, 20}, {0, 0, 0, 0, 3, 30}});
    assertThat(train.labels()).containsExactly(1, 0);
  }

  @Test
  void seriesOfTheUcrArchive() {
    file("a.tsv", "1\t0.5\t1.5\t2\n-1\t3\tNaN\t4\n1\t3\t4\tNaN\n");
    assertThatThrownBy(
            () -> series("a.tsv", "", JapaneseVowels.Pad.AFTER, Missing.ERROR, Normalise.NONE))
        .hasMessageContaining("line 2, field 3: 'NaN' is not a number; set missing: mean or zero");
    file("b.txt", "  1.0000000e+00   1.0e+00 2.0\n -1.0000000e+00 3.0 4.0\n");
    Dataset data =
        series("a.tsv", "b.txt", JapaneseVowels.Pad.AFTER, Missing.ZERO, Normalise.MIN_MAX);
    assertThat(data.info().legend().classes()).containsExactly("-1", "1");
    Samples train = data.train().gather(new int[] {1, 2});
    assertThat(train.values()[0]).containsExactly(2.5f / 3.5f, 0, 1);
    assertThat(train.values()[1][2]).as("padding").isZero();
    assertThat(data.test().label(0)).isEqualTo(1);
  }

  private static byte[] mat(String name) throws IOException {
    try (InputStream in =
        OwnFormatsTest.class.getResourceAsStream("/dev/snn/data/format/" + name)) {
      return in.readAllBytes();
    }
  }

  private Dataset mat() {
    return new MatData()
        .create(
            new MatData.Config(
                "x.mat", "", "X", "y", "", "", "", "", 0, Normalise.NONE, 0.5, 0, 0, 0, 0),
            TestContext.home(home));
  }

  @Test
  void matlabTables() throws IOException {
    write(home.resolve("x.mat"), mat("plain.mat"));
    Dataset data = mat();
    Samples one = data.train().gather(new int[] {0});
    float first = one.ids()[0] * 6 - 3;
    assertThat(one.values()[0]).containsExactly(first, first + 1.5f, first + 3, first + 4.5f);
    assertThat(one.labels()[0]).isEqualTo(1 + (int) one.ids()[0] % 2);
    assertThat(data.notes()).contains("class '0' has no example; classes are counted from 0");
  }

  @Test
  void matlabImagesHaveTheExamplesLast() throws IOException {
    write(home.resolve("x.mat"), mat("img.mat"));
    Dataset data = mat();
    assertThat(data.info().width()).isEqualTo(5);
    assertThat(data.info().height()).isEqualTo(3);
    assertThat(data.info().channels()).isEqualTo(2);
    int found = 0;
    for (Dataset.Split split : new Dataset.Split[] {data.train(), data.test()}) {
      for (int k = 0; k < split.size(); k++) {
        Samples one = split.gather(new int[] {k});
        if (one.ids()[0] == 3) {
          found++;
          assertThat(one.values()[0][(1 * 3 + 1) * 5 + 2]).isEqualTo(58 / 255f);
        }
      }
    }
    assertThat(found).isEqualTo(1);
  }

  @Test
  void namesOfMedMnist() {
    Map<String, byte[]> arrays = new TreeMap<>();
    byte[] pixels = new byte[2 * 1 * 2 * 3];
    for (int k = 0; k < pixels.length; k++) {
      pixels[k] = (byte) k;
    }
    arrays.put("train_images.npy", npy("|u1", false, "(2, 1, 2, 3)", pixels));
    arrays.put("train_labels.npy", npy("<i8", false, "(2, 1)", longs(1, 0)));
    arrays.put("val_images.npy", npy("|u1", false, "(2, 1, 2, 3)", pixels));
    arrays.put("val_labels.npy", npy("<i8", false, "(2, 1)", longs(0, 1)));
    arrays.put("test_images.npy", npy("|u1", false, "(2, 1, 2, 3)", pixels));
    arrays.put("test_labels.npy", npy("<i8", false, "(2, 1)", longs(0, 1)));
    write(home.resolve("m.npz"), zip(arrays));
    Dataset data =
        new NpzData()
            .create(
                new NpzData.Config("m.npz", 1, 0.5, 0, 0, 0, Normalise.NONE, 0),
                TestContext.home(home));
    assertThat(data.info().channels()).isEqualTo(3);
    assertThat(data.train().gather(new int[] {1}).values()[0]).containsExactly(6, 9, 7, 10, 8, 11);
    assertThat(data.validation().size()).isEqualTo(2);
    assertThat(data.validation().label(0)).isZero();
    assertThat(data.train().label(0)).isEqualTo(1);
  }

  @Test
  void aTildeIsTheHomeFolder() throws IOException {
    String user = System.getProperty("user.home");
    Files.createDirectories(home.resolve("u"));
    System.setProperty("user.home", home.resolve("u").toString());
    try {
      file("u/a.ts", "@data\n1,2:a\n3,4:b\n1,2:a\n3,4:b\n");
      assertThat(
              series("~/a.ts", "", JapaneseVowels.Pad.AFTER, Missing.ERROR, Normalise.NONE)
                  .info()
                  .classes())
          .isEqualTo(2);
    } finally {
      System.setProperty("user.home", user);
    }
  }
}
