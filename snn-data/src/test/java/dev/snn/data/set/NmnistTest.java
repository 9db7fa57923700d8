package dev.snn.data.set;

import static dev.snn.data.DataFiles.event;
import static dev.snn.data.DataFiles.join;
import static dev.snn.data.DataFiles.write;
import static dev.snn.data.DataFiles.zip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.snn.api.data.BadDataException;
import dev.snn.api.data.Dataset;
import dev.snn.api.data.DatasetInfo;
import dev.snn.api.data.MissingDataException;
import dev.snn.api.data.Recording;
import dev.snn.api.data.Samples;
import dev.snn.data.TestContext;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NmnistTest {
  @TempDir Path home;

  /** A small archive. */
  static Map<String, byte[]> entries() {
    Map<String, byte[]> entries = new TreeMap<>();
    entries.put("train1K.txt", ascii("#sample #class\r\n3\t5\r\n1\t0\r\n2\t9\r\n"));
    entries.put("test100.txt", ascii("#sample #class\r\n60001\t7\r\n"));
    entries.put("1.bs2", join(event(1, 2, 0, 5), event(3, 4, 1, 6)));
    entries.put("2.bs2", event(9, 9, 0, 5));
    entries.put("3.bs2", event(33, 32, 1, 300_000));
    entries.put("60001.bs2", event(0, 0, 0, 0));
    entries.put("parameters.yaml", ascii("ignored"));
    return entries;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static Dataset load(Path folder) {
    return new Nmnist()
        .create(new Nmnist.Config(0, 1, 0, Nmnist.Target.CLASS, 0), TestContext.home(folder));
  }

  private void check(Dataset data) {
    assertThat(data.info().kind()).isEqualTo(DatasetInfo.Kind.RECORDINGS);
    assertThat(data.info().features()).isEqualTo(34 * 34 * 2);
    Samples train = data.train().gather(new int[] {1, 0});
    assertThat(train.ids()).containsExactly(0, 2);
    assertThat(train.labels()).containsExactly(0, 5);
    Recording first = train.recordings()[0];
    assertThat(first.timesUs()).containsExactly(5, 6);
    assertThat(first.x()).containsExactly(1, 3);
    assertThat(first.durationUs()).isEqualTo(316_000);
    assertThat(data.validation().label(0)).isEqualTo(9);
    assertThat(data.test().gather(new int[] {0}).ids()).containsExactly(60_000);
    assertThat(data.test().label(0)).isEqualTo(7);
  }

  @Test
  void foldsAreChosenByTheSeed() {
    Map<String, byte[]> entries = entries();
    write(home.resolve("nmnist/nmnist-small.zip"), zip(entries));
    Nmnist.Config config = new Nmnist.Config(0, 0, 0, Nmnist.Target.CLASS, 3);
    assertThat(new Nmnist().splitsBySeed(config)).isTrue();
    assertThat(new Nmnist().splitsBySeed(new Nmnist().defaults())).isFalse();
    Dataset data = new Nmnist().create(config, TestContext.home(home));
    assertThat(data.train().size() + data.validation().size() + data.test().size()).isEqualTo(4);
    assertThat(data.info().split()).startsWith("fold ").contains("of 3 is the test split");
    assertThatThrownBy(() -> new Nmnist.Config(0, 5, 0, Nmnist.Target.CLASS, 3))
        .hasMessage("validation and test are whole folds where folds is 3; leave them out");
    assertThatThrownBy(() -> new Nmnist.Config(0, 0, 0, Nmnist.Target.CLASS, 2))
        .hasMessage("folds must be at least 3, got 2");
  }

  @Test
  void archive() {
    write(home.resolve("nmnist/nmnist-small.zip"), zip(entries()));
    check(load(home));
    assertThat(load(home)).isSameAs(load(home));
    assertThat(load(home).info().checksums()).containsOnlyKeys("nmnist/nmnist-small.zip");
  }

  @Test
  void otherNamesOfTheSameFiles() {
    Map<String, byte[]> entries = entries();
    entries.put("1.bin", entries.remove("1.bs2"));
    entries.put("00003.bin", entries.remove("3.bs2"));
    write(home.resolve("nmnist/nmnist-small.zip"), zip(entries));
    check(load(home));
    Path folder = home.resolve("other");
    entries.forEach((name, bytes) -> write(folder.resolve("nmnist").resolve(name), bytes));
    check(load(folder));
  }

  @Test
  void folder() {
    entries().forEach((name, bytes) -> write(home.resolve("nmnist").resolve(name), bytes));
    check(load(home));
  }

  private static float[] image(boolean test, int index) {
    Dataset mnist =
        new Mnist()
            .create(new ImageSelection(0, 0, 0, ImageSelection.Target.CLASS), TestContext.home());
    return (test ? mnist.test() : mnist.train()).gather(new int[] {index}).values()[0];
  }

  private Dataset load(Nmnist.Target target) {
    return new Nmnist().create(new Nmnist.Config(0, 1, 0, target, 0), TestContext.home(home));
  }

  @Test
  void aRecordingsTargetIsTheImageItWasMadeOf() {
    write(home.resolve("nmnist/nmnist-small.zip"), zip(entries()));
    Dataset data = load(Nmnist.Target.IMAGE);
    assertThat(data.info().outputs()).isEqualTo(784);
    assertThat(data.info().targetWidth()).isEqualTo(28);
    assertThat(data.info().checksums())
        .containsKeys("nmnist/nmnist-small.zip", "mnist/train-images-idx3-ubyte");
    Samples train = data.train().gather(new int[] {0, 1});
    assertThat(train.ids()).containsExactly(2, 0);
    assertThat(train.labels()).containsExactly(5, 0);
    assertThat(train.targets()).isDeepEqualTo(new float[][] {image(false, 2), image(false, 0)});
    assertThat(data.test().gather(new int[] {0}).targets()[0]).isEqualTo(image(true, 0));
  }

  @Test
  void orTheFirstImageOfItsDigit() {
    write(home.resolve("nmnist/nmnist-small.zip"), zip(entries()));
    // MNIST begins with 5, 0, 4, 1, 9; its first 7 is image 15.
    Dataset data = load(Nmnist.Target.IMAGE_OF_DIGIT);
    assertThat(data.train().gather(new int[] {0, 1}).targets())
        .isDeepEqualTo(new float[][] {image(false, 0), image(false, 1)});
    assertThat(data.test().gather(new int[] {0}).targets()[0]).isEqualTo(image(false, 15));
  }

  @Test
  void aRecordingWithoutAnImageIsRefused() {
    Map<String, byte[]> entries = entries();
    entries.put("test100.txt", ascii("70001 7\n"));
    entries.put("70001.bs2", event(9, 9, 0, 5));
    write(home.resolve("nmnist/nmnist-small.zip"), zip(entries));
    Dataset data = load(Nmnist.Target.IMAGE);
    assertThatThrownBy(() -> data.test().gather(new int[] {0}))
        .isInstanceOf(BadDataException.class)
        .hasMessage(
            "recording 70001 of 'nmnist' has no MNIST image; there are 70000. Set dataset.target to"
                + " class.");
  }

  @Test
  void faultsAreNamed() {
    Path archive = home.resolve("nmnist/nmnist-small.zip");
    assertThatThrownBy(() -> load(home))
        .isInstanceOf(MissingDataException.class)
        .hasMessageContaining("put nmnist/nmnist-small.zip")
        .hasMessageContaining(home.toString());
    Map<String, byte[]> entries = entries();
    entries.remove("2.bs2");
    write(archive, zip(entries));
    assertThatThrownBy(() -> load(home))
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining(archive + ", entry '2.bs2' is missing");
    entries.put("2.bs2", new byte[7]);
    write(archive, zip(entries));
    assertThatThrownBy(() -> load(home))
        .hasMessageContaining("entry '2.bs2' is cut off: the record at byte 5");
    entries = entries();
    entries.put("train1K.txt", ascii("#sample #class\n1\tzero\n"));
    write(archive, zip(entries));
    assertThatThrownBy(() -> load(home))
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining("entry 'train1K.txt', line 2: '1\tzero'");
    entries.put("train1K.txt", ascii("1 10\n2 1\n"));
    write(archive, zip(entries));
    assertThatThrownBy(() -> load(home)).hasMessageContaining("class above 9");
    byte[] damaged = zip(entries());
    for (int k = 0; k + 3 < damaged.length; k++) {
      if (damaged[k] == 'P' && damaged[k + 2] == 1 && damaged[k + 3] == 2) {
        damaged[k + 16] ^= 1;
        break;
      }
    }
    write(archive, damaged);
    assertThatThrownBy(() -> load(home))
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining("is damaged (wrong length or CRC-32)");
  }

  @Test
  void whateverTheArchiveHoldsItIsReadOrRefused() {
    byte[] good = zip(entries());
    Random random = new Random(2);
    int refused = 0;
    for (int k = 0; k < 400; k++) {
      Path folder = home.resolve("fuzz" + k);
      byte[] changed = k % 4 == 0 ? Arrays.copyOf(good, random.nextInt(good.length)) : good.clone();
      if (changed.length == good.length) {
        changed[random.nextInt(good.length)] = (byte) random.nextInt();
      }
      write(folder.resolve("nmnist/nmnist-small.zip"), changed);
      Throwable thrown = catchThrowable(() -> load(folder));
      if (thrown != null) {
        assertThat(thrown).isInstanceOf(IllegalArgumentException.class);
        assertThat(thrown.getMessage()).contains("nmnist-small.zip");
        refused++;
      } else {
        assertThat(changed).hasSameSizeAs(good);
      }
    }
    assertThat(refused).isGreaterThan(100);
  }

  @Test
  void theRealRecordings() {
    String given = System.getProperty("snn.data.home", System.getenv("SNN_DATA_HOME"));
    assumeTrue(
        given != null && Files.exists(Path.of(given, "nmnist", "nmnist-small.zip")),
        "N-MNIST is not at hand");
    Dataset data =
        new Nmnist()
            .create(
                new Nmnist.Config(0, 0, 0, Nmnist.Target.CLASS, 0),
                TestContext.home(Path.of(given)));
    assertThat(BundledTest.counts(data.train()))
        .containsExactly(97, 116, 99, 93, 105, 92, 94, 117, 87, 100);
    assertThat(BundledTest.counts(data.test())).containsExactly(8, 14, 8, 11, 14, 7, 10, 15, 2, 11);
    double events = 0;
    for (Recording recording : BundledTest.all(data.train()).recordings()) {
      events += recording.events();
    }
    assertThat(events / 1_000).isCloseTo(4_133, within(1.0));
    Dataset mnist =
        new Mnist()
            .create(new ImageSelection(0, 0, 0, ImageSelection.Target.CLASS), TestContext.home());
    Samples batch = BundledTest.all(data.train());
    for (int k = 0; k < batch.size(); k++) {
      assertThat(mnist.train().label((int) batch.ids()[k])).isEqualTo(batch.labels()[k]);
    }
  }
}
