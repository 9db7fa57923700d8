package dev.snn.data.set;

import static dev.snn.data.DataFiles.floats;
import static dev.snn.data.DataFiles.gzip;
import static dev.snn.data.DataFiles.idx;
import static dev.snn.data.DataFiles.longs;
import static dev.snn.data.DataFiles.npy;
import static dev.snn.data.DataFiles.write;
import static dev.snn.data.DataFiles.zip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.snn.api.data.BadDataException;
import dev.snn.api.data.Dataset;
import dev.snn.api.data.MissingDataException;
import dev.snn.api.data.Samples;
import dev.snn.data.TestContext;
import dev.snn.data.file.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnDataTest {
  @TempDir Path home;

  private TestContext context() {
    return TestContext.home(home);
  }

  private void file(String name, byte[] bytes) {
    write(home.resolve(name), bytes);
  }

  private static byte[] pixels(int n) {
    byte[] pixels = new byte[n];
    for (int k = 0; k < n; k++) {
      pixels[k] = (byte) (k * 7);
    }
    return pixels;
  }

  private Dataset idxData(String images, String labels, String testImages, String testLabels) {
    return new IdxData()
        .create(
            new IdxData.Config(
                images,
                labels,
                testImages,
                testLabels,
                255,
                0.25,
                0,
                1,
                0,
                "",
                "",
                Normalise.NONE,
                0),
            context());
  }

  @Test
  void idxPairsPackedOrNot() {
    byte[] packed = gzip(idx(pixels(8 * 6), 8, 2, 3));
    file("i.gz", packed);
    file("l", idx(new byte[] {0, 1, 0, 1, 0, 1, 0, 1}, 8));
    Dataset data = idxData("i.gz", "l", "", "");
    assertThat(data.info().width()).isEqualTo(3);
    assertThat(data.info().height()).isEqualTo(2);
    assertThat(data.info().classes()).isEqualTo(2);
    assertThat(data.train().size()).isEqualTo(5);
    assertThat(data.validation().size()).isEqualTo(1);
    assertThat(data.test().size()).isEqualTo(2);
    assertThat(data.test().label(0) + data.test().label(1)).isEqualTo(1);
    Samples batch = data.train().gather(new int[] {2});
    int id = (int) batch.ids()[0];
    assertThat(batch.labels()[0]).isEqualTo(id % 2);
    assertThat(batch.values()[0][1]).isEqualTo(((id * 6 + 1) * 7 & 255) / 255f);
    assertThat(data.info().checksums()).containsEntry("i.gz", Sha256.of(packed)).hasSize(3);
    assertThat(data.info().split())
        .isEqualTo(
            "fixed split by class, 0.25 to test; train: first 5 of 6; validation: 1 of them, of"
                + " each class its share;"
                + " test: all 2");
  }

  @Test
  void idxWithTestFiles() {
    file("i", idx(pixels(3 * 4), 3, 2, 2));
    file("l", idx(new byte[] {4, 1, 2}, 3));
    file("ti", idx(pixels(4), 1, 2, 2));
    file("tl", idx(new byte[] {9}, 1));
    Dataset data = idxData("i", "l", "ti", "tl");
    assertThat(data.info().classes()).isEqualTo(10);
    assertThat(data.test().gather(new int[] {0}).ids()).containsExactly(3);
    assertThat(data.test().label(0)).isEqualTo(9);
    file("ti5", idx(pixels(5), 1, 5, 1));
    assertThatThrownBy(() -> idxData("i", "l", "ti5", "tl")).hasMessageContaining("one size");
  }

  @Test
  void idxPairsMustBelongTogether() {
    file("i", idx(pixels(8), 2, 2, 2));
    file("l", idx(new byte[3], 3));
    assertThatThrownBy(() -> idxData("i", "l", "", ""))
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining("holds 2 examples")
        .hasMessageContaining("holds 3 labels");
    assertThatThrownBy(() -> idxData("i", "none", "", ""))
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining("no file 'none' (train_labels)")
        .hasMessageContaining(home.toString());
    assertThatThrownBy(() -> idxData("", "l", "", ""))
        .hasMessage("train_images is missing; give the file to read");
    assertThatThrownBy(() -> idxData("i", "l", "i", ""))
        .hasMessage("give test_images and test_labels, or neither");
  }

  @Test
  void damagedGzipIsNamedWithItsPlace() {
    byte[] packed = gzip(idx(pixels(4_000), 1_000, 2, 2));
    file("cut.gz", Arrays.copyOf(packed, packed.length / 2));
    file("l", idx(new byte[1_000], 1_000));
    assertThatThrownBy(() -> idxData("cut.gz", "l", "", ""))
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining("cut.gz is cut off (gzip data end after " + packed.length / 2);
    byte[] changed = packed.clone();
    changed[packed.length - 6] ^= 1;
    file("crc.gz", changed);
    assertThatThrownBy(() -> idxData("crc.gz", "l", "", ""))
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining("crc.gz is damaged (gzip");
    file("text.gz", "hello".getBytes(StandardCharsets.UTF_8));
    assertThatThrownBy(() -> idxData("text.gz", "l", "", ""))
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining("text.gz is not gzip data");
  }

  @Test
  void whateverAPackedFileHoldsItIsReadOrRefused() {
    byte[] good = gzip(idx(pixels(64), 16, 2, 2));
    byte[] labels = new byte[16];
    Arrays.fill(labels, 8, 16, (byte) 1);
    file("l", idx(labels, 16));
    Random random = new Random(3);
    int refused = 0;
    for (int k = 0; k < 300; k++) {
      byte[] changed = good.clone();
      changed[random.nextInt(good.length)] = (byte) random.nextInt();
      String name = "fuzz" + k;
      file(name, changed);
      Throwable thrown = catchThrowable(() -> idxData(name, "l", "", ""));
      if (thrown != null) {
        assertThat(thrown).isInstanceOf(BadDataException.class).hasMessageContaining(name);
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(200);
  }

  private Dataset csvData(String text, String label, double scale) {
    file("t.csv", text.getBytes(StandardCharsets.UTF_8));
    return new CsvData()
        .create(
            new CsvData.Config("t.csv", "", label, true, ",", scale, 0, 0.5, 0, 0, 0), context());
  }

  @Test
  void csvClassesAreNumberedInOrder() {
    String rows = "v,w,c\n10,0,10\n20,1,9\n30,2,10\n40,3,9\n";
    Dataset data = csvData(rows, "c", 40);
    assertThat(data.info().classes()).isEqualTo(2);
    assertThat(data.info().features()).isEqualTo(2);
    assertThat(data.train().size()).isEqualTo(2);
    for (Dataset.Split split : new Dataset.Split[] {data.train(), data.test()}) {
      Samples batch = split.gather(new int[] {0, 1});
      for (int k = 0; k < 2; k++) {
        long id = batch.ids()[k];
        assertThat(batch.labels()[k]).isEqualTo(id % 2 == 0 ? 1 : 0);
        assertThat(batch.values()[k]).containsExactly((10 + 10 * id) / 40f, id / 40f);
      }
    }
    assertThat(csvData("v,c\n1,dog\n2,cat\n1,dog\n2,cat\n", "c", 1).info().classes()).isEqualTo(2);
    assertThatThrownBy(() -> csvData("v,c\n1,0.5\n2,1.5\n", "c", 1))
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining("are no classes");
  }

  @Test
  void csvChangedOnDiskIsReadAgain() {
    Dataset first = csvData("v,c\n1,0\n2,0\n", "c", 1);
    Dataset second = csvData("v,c\n1,0\n2,0\n300,1\n400,1\n", "c", 1);
    assertThat(second).isNotSameAs(first);
    assertThat(second.info().classes()).isEqualTo(2);
  }

  private Dataset npzData(Map<String, byte[]> arrays) {
    file("a.npz", zip(arrays));
    return new NpzData()
        .create(new NpzData.Config("a.npz", 0, 0.5, 0, 0, 0, Normalise.NONE, 0), context());
  }

  private static Map<String, byte[]> arrays() {
    Map<String, byte[]> arrays = new TreeMap<>();
    arrays.put("x_train.npy", npy("|u1", false, "(3, 1, 2)", new byte[] {0, 51, 102, -1, 1, 2}));
    arrays.put("y_train.npy", npy("<i8", false, "(3,)", longs(2, 0, 1)));
    arrays.put("x_test.npy", npy("<f4", true, "(2, 1, 2)", floats(1, 2, 3, 4)));
    arrays.put("y_test.npy", npy("<i8", false, "(2,)", longs(1, 1)));
    return arrays;
  }

  @Test
  void npzArrays() {
    Dataset data = npzData(arrays());
    assertThat(data.info().width()).isEqualTo(2);
    assertThat(data.info().height()).isEqualTo(1);
    assertThat(data.info().classes()).isEqualTo(3);
    Samples train = data.train().gather(new int[] {0, 1});
    assertThat(train.values()).isDeepEqualTo(new float[][] {{0, 51 / 255f}, {102 / 255f, 1}});
    assertThat(train.labels()).containsExactly(2, 0);
    Samples test = data.test().gather(new int[] {0, 1});
    assertThat(test.values()).isDeepEqualTo(new float[][] {{1, 3}, {2, 4}});
    assertThat(test.ids()).containsExactly(3, 4);
  }

  @Test
  void npzFaultsAreNamed() {
    Map<String, byte[]> noLabels = arrays();
    noLabels.remove("y_train.npy");
    assertThatThrownBy(() -> npzData(noLabels))
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining("needs the arrays x_train and y_train")
        .hasMessageContaining("x_test.npy");
    Map<String, byte[]> half = arrays();
    half.remove("y_test.npy");
    assertThatThrownBy(() -> npzData(half)).hasMessageContaining("or neither");
    Map<String, byte[]> count = arrays();
    count.put("y_train.npy", npy("<i8", false, "(2,)", longs(0, 1)));
    assertThatThrownBy(() -> npzData(count))
        .hasMessageContaining("array 'x_train' holds 3 examples")
        .hasMessageContaining("array 'y_train' holds 2 labels");
    Map<String, byte[]> negative = arrays();
    negative.put("y_train.npy", npy("<i8", false, "(3,)", longs(0, -1, 1)));
    assertThatThrownBy(() -> npzData(negative)).hasMessageContaining("holds -1.0 at position 1");
    Map<String, byte[]> nan = arrays();
    nan.put("x_test.npy", npy("<f4", false, "(2, 1, 2)", floats(1, 2, Float.NaN, 4)));
    assertThatThrownBy(() -> npzData(nan)).hasMessageContaining("holds NaN in example 1");
    byte[] whole = zip(arrays());
    file("a.npz", Arrays.copyOf(whole, whole.length / 2));
    assertThatThrownBy(
            () ->
                new NpzData()
                    .create(
                        new NpzData.Config("a.npz", 0, 0.5, 0, 0, 0, Normalise.NONE, 0), context()))
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining("is not a zip archive or is cut off");
  }

  @Test
  void npyFiles() {
    arrays().forEach(this::file);
    Dataset data =
        new NpyData()
            .create(
                new NpyData.Config(
                    "x_train.npy",
                    "y_train.npy",
                    "x_test.npy",
                    "y_test.npy",
                    2,
                    0.5,
                    0,
                    0,
                    0,
                    "",
                    "",
                    Normalise.NONE,
                    0),
                context());
    assertThat(data.train().gather(new int[] {0}).values()[0]).containsExactly(0, 25.5f);
    assertThat(data.test().gather(new int[] {1}).values()[0]).containsExactly(1, 2);
    assertThat(data.info().checksums()).hasSize(4);
  }

  @Test
  void aFileInTheDataHomeThatIsNotMnistIsRefused() {
    file("mnist/t10k-labels-idx1-ubyte", idx(new byte[10_000], 10_000));
    assertThatThrownBy(
            () ->
                new Mnist()
                    .create(new ImageSelection(0, 0, 0, ImageSelection.Target.CLASS), context()))
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining(home.resolve("mnist/t10k-labels-idx1-ubyte").toString())
        .hasMessageContaining("is not the canonical mnist/t10k-labels-idx1-ubyte.gz");
  }

  @Test
  void aFolderWhereADataFileIsExpectedIsRefused() throws IOException {
    Path folder = home.resolve("mnist/train-images-idx3-ubyte.gz");
    Files.createDirectories(folder);
    assertThatThrownBy(
            () ->
                new Mnist()
                    .create(new ImageSelection(0, 0, 0, ImageSelection.Target.CLASS), context()))
        .isInstanceOf(BadDataException.class)
        .hasMessage(
            folder + " is a folder where a file is expected; remove it or put the file there.");
  }

  @Test
  void mnistMayLieInTheFolderItself() throws IOException {
    try (InputStream in =
        Mnist.class.getResourceAsStream("/dev/snn/data/mnist/t10k-labels-idx1-ubyte.gz")) {
      byte[] raw = new GZIPInputStream(in).readAllBytes();
      file("t10k-labels-idx1-ubyte", raw);
    }
    file("t10k-images-idx3-ubyte.gz", gzip(idx(new byte[4], 1, 2, 2)));
    Dataset mnist =
        new Mnist().create(new ImageSelection(1, 0, 1, ImageSelection.Target.CLASS), context());
    assertThat(mnist.info().checksums())
        .hasSize(7)
        .containsKeys("mnist/t10k-labels-idx1-ubyte", "mnist/t10k-images-idx3-ubyte.gz")
        .doesNotContainKey("mnist/t10k-labels-idx1-ubyte.gz");
    assertThat(mnist.test().label(0)).isEqualTo(7);
  }

  @Test
  void fashionMnistSaysHowToGetIt() {
    assertThatThrownBy(
            () ->
                new FashionMnist()
                    .create(new ImageSelection(0, 0, 0, ImageSelection.Target.CLASS), context()))
        .isInstanceOf(MissingDataException.class)
        .hasMessageContaining("snn data fetch fashion-mnist")
        .hasMessageContaining(home.toString());
  }

  @Test
  void fashionMnistIsReadFromTheDataHome() {
    String given = System.getProperty("snn.data.home", System.getenv("SNN_DATA_HOME"));
    Path folder = Path.of(given == null ? "" : given, "fashion-mnist");
    assumeTrue(given != null && Files.isDirectory(folder), "Fashion-MNIST is not at hand");
    Dataset data =
        new FashionMnist()
            .create(
                new ImageSelection(0, 0, 0, ImageSelection.Target.CLASS),
                TestContext.home(Path.of(given)));
    assertThat(BundledTest.counts(data.train())).containsOnly(6_000);
    assertThat(BundledTest.counts(data.test())).containsOnly(1_000);
  }
}
