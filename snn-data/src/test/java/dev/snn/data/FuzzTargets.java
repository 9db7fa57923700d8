package dev.snn.data;

import static dev.snn.data.DataFiles.event;
import static dev.snn.data.DataFiles.join;
import static dev.snn.data.DataFiles.zip;
import static dev.snn.data.event.Written.*;

import dev.snn.api.data.Dataset;
import dev.snn.api.data.DatasetPlugin;
import dev.snn.data.event.EventFiles;
import dev.snn.data.event.EventOptions;
import dev.snn.data.event.LzWritten;
import dev.snn.data.event.TimeOrder;
import dev.snn.data.set.Cifar10;
import dev.snn.data.set.DvsGesture;
import dev.snn.data.set.EventFolder;
import dev.snn.data.set.Fsdd;
import dev.snn.data.set.ImageFolder;
import dev.snn.data.set.Nmnist;
import dev.snn.data.set.Shd;
import dev.snn.data.set.WavFolder;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javax.imageio.ImageIO;

/** Every reader, with a small good file for it. */
final class FuzzTargets {
  private FuzzTargets() {}

  /**
   * A reader.
   *
   * @param file that is damaged, relative to a folder
   * @param good its right content, before {@code pack}
   * @param pack what makes the file of its content: damage is done before or after it
   * @param others files that stay as they are
   * @param read reads what is in the folder
   */
  record Target(
      String file,
      byte[] good,
      UnaryOperator<byte[]> pack,
      Map<String, byte[]> others,
      Consumer<Path> read) {

    @Override
    public String toString() {
      return file;
    }
  }

  private static final long[] EVENTS = {100, 33, 2, 1, 140, 0, 45, 0, 140, 5, 6, 1, 190, 7, 7, 0};

  static List<Target> all() {
    List<Target> all = new ArrayList<>();
    recordings(all);
    FuzzTables.add(all);
    folders(all);
    return all;
  }

  private static void recordings(List<Target> all) {
    byte[] nmnist = join(event(1, 2, 1, 10), event(33, 33, 0, 20), event(9, 240, 0, 30));
    recording(all, "x.bs2", nmnist, b -> b);
    recording(all, "x.bin.gz", nmnist, DataFiles::gzip);
    recording(
        all, "dvs.aedat", aedat2("# a\r\n", dvs128(1, 2, 0), 3, dvs128(127, 127, 1), 4), b -> b);
    recording(
        all,
        "davis.aedat",
        aedat2("# AEChip: DAVIS346\r\n", davis(345, 2, 0), 3, 1 << 31, 4),
        b -> b);
    recording(
        all,
        "three.aedat",
        aedat3(
            packet(1, 8, 0, 2, polarity(1, 2, 0, true), 4, polarity(3, 4, 1, false), 5),
            packet(2, 4, 0, 1, 7),
            packet(1, 8, 1, 1, polarity(5, 6, 1, true), 1)),
        b -> b);
    recording(all, "plain.aedat4", aedat4(0, packet4(0, events4(EVENTS))), b -> b);
    recording(
        all,
        "lz4.aedat4",
        events4(EVENTS),
        b -> aedat4(1, packet4(0, LzWritten.frame(b)), packet4(1, LzWritten.frame(new byte[40]))));
    recording(all, "x.dat", dat(1, cd(2, 3, 1), 5, cd(639, 479, 0)), b -> b);
    recording(
        all, "two.raw", evt2(high(64), evt(1, 2, 1, 64), 0xE0000000, evt(639, 479, 0, 70)), b -> b);
    recording(
        all,
        "twoone.raw",
        evt21("", true, high21(128), evt21(32, 7, 1, 130, -1), evt21(608, 479, 0, 131, 1)),
        b -> b);
    recording(
        all,
        "three.raw",
        evt3(0x8002, 0x6010, 7, 0x2805, 0x3064, 0x4801, 0x5081, 0x8003, 0x227f, 0x6001, 0x227e),
        b -> b);
    recording(all, "x.npy", structured(EVENTS), b -> b);
    recording(all, "x.npz", structured(EVENTS), b -> zip(Map.of("events.npy", b)));
    recording(all, "x.h5", Hdf5Written.events(EVENTS), b -> b);
    recording(all, "x.h5.gz", Hdf5Written.events(EVENTS), DataFiles::gzip);
    recording(
        all, "x.txt", ascii("240 180\n0.000100 33 2 1\n0.000140 0 45 0\n1.4e-4\t5\t6 1\n"), b -> b);
    recording(all, "x.csv", ascii("x,y,p,t\r\n33,2,1,100\r\n0,45,-1,140\r\n5,6,1,140\r\n"), b -> b);
  }

  private static void recording(
      List<Target> all, String file, byte[] good, UnaryOperator<byte[]> pack) {
    EventOptions sorted = new EventOptions(0, 0, 0, 0, TimeOrder.SORT);
    all.add(
        new Target(
            file,
            good,
            pack,
            Map.of(),
            folder -> {
              EventFiles.read(folder.resolve(file), EventOptions.DEFAULT);
              EventFiles.readHashed(folder.resolve(file), sorted);
            }));
  }

  private static void folders(List<Target> all) {
    Hdf5Written.Example[] examples = new Hdf5Written.Example[4];
    for (int k = 0; k < 4; k++) {
      examples[k] = new Hdf5Written.Example(new float[] {0.25f, 0.5f}, new int[] {k, 9}, k);
    }
    byte[] spikes = Hdf5Written.spikes(List.of(examples));
    home(all, "shd/shd_train.h5", spikes, b -> b, Map.of("shd/shd_test.h5", spikes), new Shd());
    byte[] wav = wav(1, 8000, 16, 1, 2, 3, -4, 5);
    home(
        all,
        "fsdd/fsdd-recordings.zip",
        wav,
        b -> zip(Map.of("recordings/1_a_7.wav", b, "recordings/2_a_1.wav", wav)),
        Map.of(),
        new Fsdd());
    byte[] record = new byte[3073];
    home(
        all,
        "cifar10/data_batch_1.bin.gz",
        join(record, record),
        DataFiles::gzip,
        Map.of("cifar10/test_batch.bin", record),
        new Cifar10());
    byte[] gesture =
        aedat3(packet(1, 8, 0, 2, polarity(1, 2, 0, true), 4, polarity(3, 4, 1, true), 5));
    byte[] times = ascii("class,startTime_usec,endTime_usec\n1,3,5\n11,5,9\n");
    Map<String, byte[]> gestures = new LinkedHashMap<>();
    gestures.put("dvs-gesture/a_labels.csv", times);
    gestures.put("dvs-gesture/trials_to_train.txt", ascii("a.aedat\n"));
    gestures.put("dvs-gesture/trials_to_test.txt", ascii("a.aedat\n"));
    home(all, "dvs-gesture/a.aedat", gesture, b -> b, gestures, new DvsGesture());
    Map<String, byte[]> labelled = new LinkedHashMap<>(gestures);
    labelled.put("dvs-gesture/a.aedat", gesture);
    labelled.remove("dvs-gesture/a_labels.csv");
    home(all, "dvs-gesture/a_labels.csv", times, b -> b, labelled, new DvsGesture());
    byte[] list = ascii("1 3\n2 4\n");
    byte[] one = event(1, 2, 0, 5);
    home(
        all,
        "nmnist/nmnist-small.zip",
        list,
        b ->
            zip(
                Map.of(
                    "train1K.txt",
                    b,
                    "test100.txt",
                    ascii("3\t9\n"),
                    "1.bs2",
                    one,
                    "2.bs2",
                    one,
                    "3.bs2",
                    one)),
        Map.of(),
        new Nmnist());
    set(
        all,
        "rec/list.txt",
        ascii("a.bin\tleft arm\nb.bin right\n"),
        b -> b,
        Map.of(
            "rec/a.bin", one, "rec/b.bin", one, "rec/test.txt", ascii("c 1\n"), "rec/c.bin", one),
        new EventFolder(),
        "path",
        "rec",
        "trainList",
        "list.txt",
        "testList",
        "test.txt");
    for (String kind : List.of("png", "jpg", "gif", "bmp")) {
      byte[] picture = picture(kind);
      set(
          all,
          "p/a/0." + kind,
          picture,
          b -> b,
          Map.of("p/a/1." + kind, picture, "p/b/0." + kind, picture, "p/b/1." + kind, picture),
          new ImageFolder(),
          "path",
          "p",
          "testFraction",
          0.5);
    }
    byte[] stereo = wav(2, 16000, 24, 1, 2, 3, 4, 5, 6);
    set(
        all,
        "w/a/0.wav",
        stereo,
        b -> b,
        Map.of("w/a/1.wav", wav, "w/b/0.wav", wav, "w/b/1.wav", wav),
        new WavFolder(),
        "path",
        "w",
        "testFraction",
        0.5,
        "rate",
        4000);
  }

  /** A data set that looks into a data home. */
  private static <C extends Record> void home(
      List<Target> all,
      String file,
      byte[] good,
      UnaryOperator<byte[]> pack,
      Map<String, byte[]> others,
      DatasetPlugin<C> plugin) {
    all.add(
        new Target(
            file,
            good,
            pack,
            others,
            folder -> use(plugin.create(plugin.defaults(), TestContext.home(folder)))));
  }

  /** A data set of one's own: options by name, with other values than the defaults. */
  static <C extends Record> void set(
      List<Target> all,
      String file,
      byte[] good,
      UnaryOperator<byte[]> pack,
      Map<String, byte[]> others,
      DatasetPlugin<C> plugin,
      Object... options) {
    C config = TestConfigs.with(plugin.defaults(), options);
    all.add(
        new Target(
            file,
            good,
            pack,
            others,
            folder -> use(plugin.create(config, TestContext.home(folder)))));
  }

  private static void use(Dataset data) {
    data.train().gather(new int[] {0, data.train().size() - 1});
    data.test().gather(new int[] {0});
  }

  /** A WAV file of whole numbers. */
  static byte[] wav(int channels, int rate, int bits, int... samples) {
    int bytes = bits / 8;
    java.nio.ByteBuffer out =
        java.nio.ByteBuffer.allocate(44 + bytes * samples.length)
            .order(java.nio.ByteOrder.LITTLE_ENDIAN);
    out.put(ascii("RIFF")).putInt(36 + bytes * samples.length).put(ascii("WAVEfmt ")).putInt(16);
    out.putShort((short) 1).putShort((short) channels).putInt(rate).putInt(bytes * rate * channels);
    out.putShort((short) (bytes * channels)).putShort((short) bits);
    out.put(ascii("data")).putInt(bytes * samples.length);
    for (int sample : samples) {
      for (int k = 0; k < bytes; k++) {
        out.put((byte) (sample >> 8 * k));
      }
    }
    return out.array();
  }

  static byte[] picture(String kind) {
    BufferedImage image = new BufferedImage(6, 4, BufferedImage.TYPE_INT_RGB);
    for (int k = 0; k < 24; k++) {
      image.setRGB(k % 6, k / 6, k * 0x0a0b0c);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      if (!ImageIO.write(image, kind, out)) {
        throw new IllegalStateException("no writer of " + kind);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
