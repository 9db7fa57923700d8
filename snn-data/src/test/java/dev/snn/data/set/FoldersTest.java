package dev.snn.data.set;

import static dev.snn.data.DataFiles.gzip;
import static dev.snn.data.DataFiles.join;
import static dev.snn.data.DataFiles.write;
import static dev.snn.data.event.Written.aedat3;
import static dev.snn.data.event.Written.ascii;
import static dev.snn.data.event.Written.packet;
import static dev.snn.data.event.Written.polarity;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.snn.api.data.BadDataException;
import dev.snn.api.data.Dataset;
import dev.snn.api.data.Samples;
import dev.snn.data.TestConfigs;
import dev.snn.data.TestContext;
import dev.snn.data.format.Resampled;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pictures, sounds and gestures in folders, and CIFAR-10. */
class FoldersTest {
  @TempDir Path home;

  static byte[] png(int type, int width, int height, int... argb) {
    BufferedImage image = new BufferedImage(width, height, type);
    for (int k = 0; k < argb.length; k++) {
      if (type == BufferedImage.TYPE_BYTE_GRAY) {
        image.getRaster().setSample(k % width, k / width, 0, argb[k]);
      } else {
        image.setRGB(k % width, k / width, argb[k]);
      }
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private Dataset pictures(int side, ImageFolder.Colour colour) {
    return new ImageFolder()
        .create(
            new ImageFolder.Config("p", side, side, colour, 0.5, 0, 0, 0), TestContext.home(home));
  }

  private static float[] only(Dataset.Split split) {
    return split.gather(new int[] {0}).values()[0];
  }

  @Test
  void greyValuesAreThoseOfTheFile() {
    write(home.resolve("p/a/0.png"), png(BufferedImage.TYPE_BYTE_GRAY, 2, 1, 51, 204));
    write(home.resolve("p/a/1.png"), png(BufferedImage.TYPE_BYTE_GRAY, 2, 1, 51, 204));
    Dataset data = pictures(0, ImageFolder.Colour.AS_IS);
    assertThat(data.info().channels()).isEqualTo(1);
    assertThat(only(data.train())).containsExactly(0.2f, 0.8f);
    assertThat(data.info().split()).startsWith("sub-folders, fixed split by class, 0.5 to test");
    assertThat(only(pictures(0, ImageFolder.Colour.RGB).test()))
        .containsExactly(0.2f, 0.8f, 0.2f, 0.8f, 0.2f, 0.8f);
    assertThat(only(pictures(1, ImageFolder.Colour.GREY).test())).containsExactly(128 / 255f);
  }

  @Test
  void colourPlanesFollowEachOtherAndGreyOnesAmongThemAreRepeated() {
    int rgb = BufferedImage.TYPE_INT_RGB;
    write(home.resolve("p/train/a/0.png"), png(rgb, 2, 1, 0xff3300, 0x0066cc));
    write(home.resolve("p/test/a/0.png"), png(BufferedImage.TYPE_BYTE_GRAY, 2, 1, 0, 255));
    write(home.resolve("p/val/a/0.png"), png(BufferedImage.TYPE_INT_ARGB, 2, 1, 0x80ff00ff, 0));
    Dataset data = pictures(0, ImageFolder.Colour.AS_IS);
    assertThat(only(data.train())).containsExactly(1, 0, 0.2f, 0.4f, 0, 0.8f);
    assertThat(only(data.test())).containsExactly(0, 1, 0, 1, 0, 1);
    assertThat(only(data.validation())).containsExactly(128 / 255f, 0, 0, 0, 128 / 255f, 0);
    assertThat(data.notes())
        .containsExactly(
            "image-folder: classes by sub-folder: 1, with so many examples: a (3)",
            "all examples have one class: there is nothing to tell apart",
            "pictures with transparent pixels were laid over black: 0.png");
    assertThat(only(pictures(0, ImageFolder.Colour.GREY).train())[0])
        .isEqualTo(Math.round(.299 * 255 + .587 * 51) / 255f);
    write(home.resolve("p/test/a/1.png"), png(rgb, 3, 1));
    assertThatThrownBy(() -> pictures(0, ImageFolder.Colour.AS_IS))
        .isInstanceOf(BadDataException.class)
        .hasMessageEndingWith("is 2 x 1; they must have one size, or give width and height.");
  }

  @Test
  void aPictureThatClaimsToBeHugeIsRefused() {
    byte[] png = png(BufferedImage.TYPE_INT_RGB, 1, 1);
    ByteBuffer.wrap(png).putInt(16, 65_535).putInt(20, 65_535);
    java.util.zip.CRC32 sum = new java.util.zip.CRC32();
    sum.update(png, 12, 17);
    ByteBuffer.wrap(png).putInt(29, (int) sum.getValue());
    write(home.resolve("p/a/0.png"), png);
    write(home.resolve("p/a/1.png"), png);
    assertThatThrownBy(() -> pictures(0, ImageFolder.Colour.AS_IS))
        .isInstanceOf(BadDataException.class)
        .hasMessageEndingWith(
            "is a picture of 65535 x 65535 pixels; at most 16777216 are read, make it smaller.");
  }

  private static byte[] wav(int channels, int rate, int bits, int frames, int promised) {
    ByteBuffer out =
        ByteBuffer.allocate(44 + frames * channels * bits / 8).order(ByteOrder.LITTLE_ENDIAN);
    out.put(ascii("RIFF")).putInt(36 + promised).put(ascii("WAVEfmt ")).putInt(16);
    out.putShort((short) 1)
        .putShort((short) channels)
        .putInt(rate)
        .putInt(rate * channels * bits / 8);
    out.putShort((short) (channels * bits / 8)).putShort((short) bits);
    out.put(ascii("data")).putInt(promised);
    for (int k = 0; k < frames; k++) {
      double value = Math.sin(2 * Math.PI * 200 * k / rate) / 2;
      for (int c = 0; c < channels; c++) {
        long sample = Math.round((c == 0 ? value : 0) * (1L << bits - 1));
        for (int b = 0; b < bits / 8; b++) {
          out.put((byte) ((bits == 8 ? sample + 128 : sample) >> 8 * b));
        }
      }
    }
    return out.array();
  }

  static byte[] wav(int channels, int rate, int bits, int frames) {
    return wav(channels, rate, bits, frames, frames * channels * bits / 8);
  }

  private Dataset sounds(int rate) {
    return new WavFolder()
        .create(new WavFolder.Config("w", rate, 0.02, 0.5, 0, 0, 0), TestContext.home(home));
  }

  @Test
  void soundsOfAnyWidth() {
    write(home.resolve("w/train/a/0.wav"), wav(1, 8000, 16, 100));
    write(home.resolve("w/train/a/1.wav"), wav(1, 8000, 24, 300));
    write(home.resolve("w/train/a/2.wav"), wav(2, 8000, 32, 300));
    write(home.resolve("w/test/a/0.wav"), wav(1, 8000, 8, 300));
    Dataset data = sounds(0);
    assertThat(data.info().width()).isEqualTo(160);
    assertThat(data.info().version()).isEqualTo("own sounds, 8000 Hz");
    Samples train = data.train().gather(new int[] {0, 1, 2});
    for (int s = 0; s < 3; s++) {
      int id = (int) train.ids()[s];
      for (int k = 0; k < 160; k++) {
        double wave = Math.sin(2 * Math.PI * 200 * k / 8000) / (id == 2 ? 4 : 2);
        assertThat(train.values()[s][k])
            .isCloseTo((float) (id == 0 && k >= 100 ? 0 : wave), within(2e-5f));
      }
    }
    assertThat(only(data.test())[10]).isCloseTo(0.5f, within(0.01f));
    assertThat(data.notes()).endsWith("of 1 sounds the channels were averaged");
  }

  @Test
  void otherRatesAreResampledOrRefused() {
    write(home.resolve("w/train/a/0.wav"), wav(1, 8000, 16, 400));
    write(home.resolve("w/test/a/0.wav"), wav(1, 22_050, 16, 2000));
    assertThatThrownBy(() -> sounds(0))
        .isInstanceOf(BadDataException.class)
        .hasMessage(
            home.resolve("w/test/a/0.wav")
                + " has 22050 samples per second, "
                + home.resolve("w/train/a/0.wav")
                + " has 8000; give rate, to which sounds are then resampled.");
    Dataset data = sounds(8000);
    assertThat(data.notes()).endsWith("1 sounds were resampled to 8000 Hz");
    float[] test = only(data.test());
    for (int k = 20; k < 140; k++) {
      assertThat(test[k]).isCloseTo((float) (Math.sin(2 * Math.PI * k / 40) / 2), within(2e-3f));
    }
  }

  /** A tone above half of the new rate must not come back as a lower one. */
  @Test
  void whatDoesNotFitTheNewRateIsGone() {
    float[] high = new float[8000];
    for (int k = 0; k < high.length; k++) {
      high[k] = (float) Math.sin(2 * Math.PI * 3200 * k / 8000);
    }
    float[] low = Resampled.of(high, 8000, 4000);
    assertThat(low).hasSize(4000);
    for (int k = 100; k < 3900; k++) {
      assertThat(low[k]).isCloseTo(0, within(5e-3f));
    }
  }

  @Test
  void soundsAreCheckedBeforeTheyAreRead() {
    refusedSound(
        wav(4097, 8000, 16, 1),
        "is damaged: its format at byte 20 says 4097 channels of 16 bits in frames of 8194 bytes at 8000 Hz; get it again.");
    refusedSound(
        wav(1, 8000, 16, 10, 4000),
        "is cut off: the header at byte 36 promises 4000 bytes of 'data', 20 follow; get it again.");
    refusedSound(
        wav(1, 8000, 12, 10),
        "holds samples of format 1 and 12 bits (byte 20); only whole numbers of 8, 16, 24 and 32 bits and floats of 32 can be read, convert it.");
  }

  private void refusedSound(byte[] bytes, String message) {
    Path file = write(home.resolve("w/a/0.wav"), bytes);
    write(home.resolve("w/a/1.wav"), bytes);
    assertThatThrownBy(() -> sounds(0))
        .isInstanceOf(BadDataException.class)
        .hasMessageMatching("\\Q" + file.getParent() + "\\E/[01]\\.wav \\Q" + message + "\\E");
  }

  @Test
  void gesturesAreCutOutOfTheirRecordings() {
    byte[] recording =
        aedat3(
            packet(
                1,
                8,
                0,
                5,
                polarity(1, 2, 0, true),
                100,
                polarity(3, 4, 1, true),
                149,
                polarity(5, 6, 1, true),
                150,
                polarity(7, 8, 0, true),
                1199,
                polarity(9, 9, 0, true),
                1200));
    write(home.resolve("dvs-gesture/u1.aedat"), recording);
    write(home.resolve("dvs-gesture/u2.aedat"), recording);
    byte[] labels = ascii("class,startTime_usec,endTime_usec\n11,90,150\n1,150,1200\n");
    write(home.resolve("dvs-gesture/u1_labels.csv"), labels);
    write(
        home.resolve("dvs-gesture/u2_labels.csv"),
        ascii("class,startTime_usec,endTime_usec\n3,100,101\n4,5000,6000\n"));
    write(home.resolve("dvs-gesture/trials_to_train.txt"), ascii("u1.aedat\n"));
    write(home.resolve("dvs-gesture/trials_to_test.txt"), ascii("u2.aedat\n"));
    Dataset data = new DvsGesture().create(new DvsGesture().defaults(), TestContext.home(home));
    Samples train = data.train().gather(new int[] {0, 1});
    assertThat(train.labels()).containsExactly(10, 0);
    assertThat(train.recordings()[0].timesUs()).containsExactly(10, 59);
    assertThat(train.recordings()[0].x()).containsExactly(1, 3);
    assertThat(train.recordings()[1].timesUs()).containsExactly(0, 1049);
    assertThat(train.recordings()[1].polarity()).containsExactly(1, 0);
    assertThat(train.recordings()[1].durationUs()).isEqualTo(2000);
    assertThat(data.test().gather(new int[] {0}).recordings()[0].timesUs()).containsExactly(0);
    assertThat(data.notes()).containsExactly("gestures without events: u2.aedat, 5000 us");
    assertThat(data.info().classes()).isEqualTo(11);
    write(
        home.resolve("dvs-gesture/u2_labels.csv"),
        ascii("class,startTime_usec,endTime_usec\n12,1,2\n"));
    assertThatThrownBy(
            () -> new DvsGesture().create(new DvsGesture().defaults(), TestContext.home(home)))
        .hasMessage(
            home.resolve("dvs-gesture/u2_labels.csv")
                + ", line 2: '12,1,2' is no class of 1 to 11, a start and a later end in us; get it again.");
  }

  private static byte[] cifar(int... labels) {
    byte[][] records = new byte[labels.length][3073];
    for (int k = 0; k < labels.length; k++) {
      records[k][0] = (byte) labels[k];
      records[k][1 + k] = (byte) 255;
      records[k][3072] = 51;
    }
    return join(records);
  }

  @Test
  void cifar10() {
    write(home.resolve("cifar10/data_batch_1.bin.gz"), gzip(cifar(6, 9)));
    write(home.resolve("cifar10/data_batch_2.bin"), cifar(0, 1, 2));
    write(home.resolve("cifar10/test_batch.bin"), cifar(3));
    Dataset data = new Cifar10().create(new Selection(0, 1, 0), TestContext.home(home));
    Samples train = data.train().gather(new int[] {0, 1, 2, 3});
    assertThat(train.labels()).containsExactly(6, 9, 0, 1);
    assertThat(train.values()[1][1]).isEqualTo(1);
    assertThat(train.values()[3][1]).isEqualTo(1);
    assertThat(train.values()[3][3071]).isEqualTo(0.2f);
    assertThat(data.validation().label(0)).isEqualTo(2);
    assertThat(data.test().gather(new int[] {0}).ids()).containsExactly(5);
    assertThat(data.info().channels()).isEqualTo(3);
    assertThat(data.notes()).containsExactly("2 of the 5 training batches of cifar10 are at hand");
    write(home.resolve("cifar10/test_batch.bin"), cifar(10));
    assertThatThrownBy(() -> new Cifar10().create(new Selection(0, 0, 0), TestContext.home(home)))
        .hasMessage(
            home.resolve("cifar10/test_batch.bin")
                + " is damaged: the class at byte 0 is 10, of 10; get it again.");
  }

  @Test
  void realCifar10() {
    String given = System.getenv("SNN_DATA_HOME");
    Path real = Path.of(given == null ? "." : given);
    assumeTrue(
        given != null && Files.isDirectory(real.resolve("cifar10")), "CIFAR-10 is not at hand");
    Dataset data = new Cifar10().create(new Selection(0, 0, 0), TestContext.home(real));
    int[] counts = new int[10];
    for (int k = 0; k < data.test().size(); k++) {
      counts[data.test().label(k)]++;
    }
    assertThat(counts).containsOnly(200);
    assertThat(data.train().size()).isEqualTo(10_000);
  }

  @Test
  void bombsAndWhatNeverEndsAreRefused() throws IOException {
    byte[] zeros = gzip(new byte[80 << 20]);
    Path bomb = write(home.resolve("i.gz"), zeros);
    write(home.resolve("l.gz"), zeros);
    IdxData plugin = new IdxData();
    IdxData.Config config = with(plugin.defaults(), "i.gz", "l.gz");
    assertThatThrownBy(() -> plugin.create(config, TestContext.home(home)))
        .isInstanceOf(BadDataException.class)
        .hasMessage(
            bomb
                + " unpacks to more than 64 MB, from "
                + zeros.length
                + " bytes; if it is right, unpack it and give that.");
    Set<Path> before = temporary();
    Path h5 = write(home.resolve("x.h5.gz"), zeros);
    assertThatThrownBy(() -> CochleaFile.open(h5, 1, 1))
        .isInstanceOf(BadDataException.class)
        .hasMessageStartingWith(h5 + " unpacks to more than 64 MB");
    assertThat(temporary()).isEqualTo(before);
    Path device = Path.of("/dev/zero");
    if (Files.exists(device)) {
      Path link = home.resolve("endless.bin");
      Files.createSymbolicLink(link, device);
      assertThatThrownBy(
              () ->
                  dev.snn.data.event.EventFiles.read(link, dev.snn.data.event.EventOptions.DEFAULT))
          .hasMessage(link + " is a device or pipe; give a file.");
    }
  }

  private static IdxData.Config with(IdxData.Config defaults, String images, String labels) {
    return TestConfigs.with(defaults, "trainImages", images, "trainLabels", labels);
  }

  private static Set<Path> temporary() throws IOException {
    try (var files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return new HashSet<>(
          files.filter(f -> f.getFileName().toString().endsWith(".unpacked")).toList());
    }
  }
}
