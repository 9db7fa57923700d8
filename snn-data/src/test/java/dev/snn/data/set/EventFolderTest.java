package dev.snn.data.set;

import static dev.snn.data.DataFiles.event;
import static dev.snn.data.DataFiles.gzip;
import static dev.snn.data.DataFiles.join;
import static dev.snn.data.DataFiles.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.snn.api.data.BadDataException;
import dev.snn.api.data.Dataset;
import dev.snn.api.data.DatasetInfo;
import dev.snn.api.data.Samples;
import dev.snn.data.TestContext;
import dev.snn.data.event.TimeOrder;
import dev.snn.data.file.Sha256;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventFolderTest {
  @TempDir Path home;

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private void recording(String name, int x, int timeUs) {
    write(home.resolve("rec").resolve(name), join(event(x, 1, 0, 0), event(x, 2, 1, timeUs)));
  }

  private Dataset load(EventFolder.Config config) {
    return new EventFolder().create(config, TestContext.home(home));
  }

  private static EventFolder.Config config(String train, String test) {
    return new EventFolder.Config("rec", train, test, 0.5, 0, 0, 0, TimeOrder.ERROR, 0, 1, 0);
  }

  /** Two recordings of each class; the column tells which is which. */
  private void folders(String part) {
    recording(part + "wave/1.bin", 1, 1000);
    recording(part + "wave/2.bin", 2, 2000);
    recording(part + "clap/1.bin", 3, 3000);
    recording(part + "clap/2.bin", 4, 4001);
    write(home.resolve("rec").resolve(part).resolve("clap/notes.txt"), ascii("no recording"));
    write(home.resolve("rec").resolve(part).resolve("clap/.2.bin"), ascii("hidden"));
  }

  @Test
  void aSubFolderPerClass() {
    folders("");
    Dataset data = load(config("", ""));
    DatasetInfo info = data.info();
    assertThat(info.kind()).isEqualTo(DatasetInfo.Kind.RECORDINGS);
    assertThat(info.classes()).isEqualTo(2);
    assertThat(info.width()).isEqualTo(5);
    assertThat(info.height()).isEqualTo(3);
    assertThat(info.channels()).isEqualTo(2);
    assertThat(info.version()).isEqualTo("own recordings: N-MNIST");
    assertThat(info.split())
        .isEqualTo(
            "sub-folders, fixed split by class, 0.5 to test; train: first 1 of 2; validation: last 1"
                + " of them; test: all 2");
    // clap/1 is 0, clap/2 is 1, wave/1 is 2, wave/2 is 3; classes are in the order of their names.
    for (Dataset.Split split : new Dataset.Split[] {data.train(), data.validation(), data.test()}) {
      for (int i = 0; i < split.size(); i++) {
        Samples sample = split.gather(new int[] {i});
        int id = (int) sample.ids()[0];
        assertThat(sample.labels()[0]).isEqualTo(id / 2);
        assertThat(sample.recordings()[0].x()[0]).isEqualTo((short) new int[] {3, 4, 1, 2}[id]);
        assertThat(sample.recordings()[0].durationUs()).isEqualTo(5_000);
      }
    }
    assertThat(data.test().label(0) + data.test().label(1)).isEqualTo(1);
    assertThat(load(config("", ""))).isSameAs(data);
    recording("wave/2.bin", 7, 2000);
    assertThat(load(config("", "")).info().width()).isEqualTo(8);
  }

  @Test
  void foldersTrainAndTest() {
    folders("Train/");
    recording("Test/wave/1.bin", 5, 9000);
    Dataset data = load(config("", ""));
    assertThat(data.train().size()).isEqualTo(3);
    assertThat(data.validation().size()).isEqualTo(1);
    Samples test = data.test().gather(new int[] {0});
    assertThat(test.ids()).containsExactly(4);
    assertThat(test.labels()).containsExactly(1);
    assertThat(test.recordings()[0].x()).containsExactly(5, 5);
    assertThat(data.info().split()).startsWith("folders train and test; train: first 3 of 4");
  }

  @Test
  void listsNameRecordings() {
    recording("7.bs2", 1, 10);
    recording("8.bs2", 2, 20);
    recording("deep/with space.bin", 3, 30);
    write(home.resolve("rec/9.bs2.gz"), gzip(event(4, 0, 0, 4)));
    write(
        home.resolve("rec/train.txt"),
        ascii("#sample\tclass\r\n8\t12\r\ndeep/with space.bin\t9\r\n\r\n7.bs2 12\r\n"));
    write(home.resolve("rec/test.txt"), ascii("9\t9\n"));
    Dataset data = load(config("train.txt", "test.txt"));
    assertThat(data.info().classes()).isEqualTo(2);
    Samples train = data.train().gather(new int[] {0, 1});
    assertThat(train.ids()).containsExactly(0, 1);
    assertThat(train.labels()).containsExactly(1, 0);
    assertThat(train.recordings()[0].x()[0]).isEqualTo((short) 2);
    assertThat(train.recordings()[1].x()[0]).isEqualTo((short) 3);
    assertThat(data.validation().gather(new int[] {0}).ids()).containsExactly(2);
    assertThat(data.test().gather(new int[] {0}).recordings()[0].x()).containsExactly(4);
    assertThat(data.info().split()).startsWith("train.txt and test.txt; train: first 2 of 3");
  }

  @Test
  void onlyWhatIsAskedForIsRead() {
    recording("0/a.bin", 1, 1_000);
    recording("0/b.bin", 1, 2_000);
    recording("1/a.bin", 2, 3_000);
    write(home.resolve("rec/list"), ascii("0/a.bin a\n1/a.bin b\n"));
    write(home.resolve("rec/damaged.bin"), new byte[] {1, 2});
    write(home.resolve("rec/more"), ascii("0/b.bin a\ndamaged.bin b\n"));
    EventFolder.Config config =
        new EventFolder.Config("rec", "list", "more", 0.5, 34, 20, 1.5, TimeOrder.ERROR, 0, 0, 1);
    Dataset data = load(config);
    assertThat(data.info().width()).isEqualTo(34);
    assertThat(data.info().height()).isEqualTo(20);
    Samples train = data.train().gather(new int[] {0, 1});
    assertThat(train.recordings()[0].timesUs()).containsExactly(0, 1_000);
    assertThat(train.recordings()[1].timesUs()).containsExactly(0);
    assertThat(train.recordings()[1].durationUs()).isEqualTo(1_500);
    String sums = "";
    for (String name : new String[] {"0/a.bin", "1/a.bin", "0/b.bin"}) {
      sums += Sha256.of(bytes(home.resolve("rec").resolve(name))) + "  " + name + "\n";
    }
    assertThat(data.info().checksums())
        .containsExactly(java.util.Map.entry("rec, 3 recordings", Sha256.of(ascii(sums))));
  }

  private static byte[] bytes(Path path) {
    try {
      return Files.readAllBytes(path);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void timesAreSortedWhenAskedFor() {
    byte[] back = join(event(1, 1, 0, 9), event(2, 1, 0, 4));
    write(home.resolve("rec/0/a.bin"), back);
    write(home.resolve("rec/0/b.bin"), back);
    write(home.resolve("rec/0/c.bin"), back);
    assertThatThrownBy(() -> load(config("", "")))
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining(
            ".bin is damaged: time 4 us at byte 5 lies before the event preceding it (9 us); get it"
                + " again (data set 'events' can sort them: time_order: sort).");
    EventFolder.Config sort =
        new EventFolder.Config("rec", "", "", 0.4, 0, 0, 0, TimeOrder.SORT, 0, 0, 0);
    assertThat(load(sort).train().gather(new int[] {0}).recordings()[0].x()).containsExactly(2, 1);
  }

  @Test
  void nothingIsPassedOverInSilence() {
    folders("");
    write(home.resolve("rec/wave/3.bin"), new byte[0]);
    Path rec = home.resolve("rec");
    refused(
        config("", ""),
        BadDataException.class,
        rec.resolve("wave/3.bin") + " is empty (0 bytes); get it again, or remove it.");
    write(rec.resolve("wave/3.bin"), event(1, 2, 0, 5));
    write(
        rec.resolve("wave/4.dat"), ascii("% Data file containing CD events\n% Version 2\n\14\10"));
    assertThat(load(config("", "")).notes())
        .containsExactly(
            "1 other file among the recordings was left out: clap/notes.txt",
            "events: classes by sub-folder: 2, with so many examples: clap (2), wave (4)",
            "the training part has no example of class 'clap'",
            "the validation part has no example of class 'wave'",
            "1 of 6 recordings has no events: wave/4.dat",
            "no file says how large the sensor is; it is taken to be 5 x 3 pixels, up to the largest"
                + " addresses: column 4 comes first at byte 0 of clap/2.bin, row 2 at byte 5 of"
                + " clap/1.bin");
    write(rec.resolve("wave/deep/5.bin"), event(1, 2, 0, 5));
    refused(
        config("", ""),
        BadDataException.class,
        "%s lies deeper than the folder of its class, %s; put recordings right into it, or name them in a list."
            .formatted(rec.resolve("wave/deep/5.bin"), rec.resolve("wave")));
    delete(rec.resolve("wave/deep/5.bin"));
    link(rec.resolve("clap/9.bin"), "nowhere.bin");
    refused(
        config("", ""),
        BadDataException.class,
        rec.resolve("clap/9.bin")
            + " is a link to a file that does not exist; mend it or remove it.");
    delete(rec.resolve("clap/9.bin"));
    write(rec.resolve("none/readme.md"), ascii("nothing"));
    refused(
        config("", ""),
        BadDataException.class,
        rec.resolve("none")
            + ", the folder of a class, holds no recordings (1 other files); put some there or remove it.");
  }

  private static void delete(Path path) {
    assertThat(path.toFile().delete()).isTrue();
  }

  private static void link(Path path, String target) {
    try {
      Files.createSymbolicLink(path, Path.of(target));
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void aValidationFolderIsUsed() {
    folders("train/");
    recording("test/wave/1.bin", 5, 9000);
    recording("Valid/wave/1.bin", 6, 9000);
    recording("Valid/clap/1.bin", 7, 9000);
    EventFolder.Config all =
        new EventFolder.Config("rec", "", "", 0.5, 0, 0, 0, TimeOrder.ERROR, 0, 0, 0);
    Dataset data = load(all);
    assertThat(data.train().size()).isEqualTo(4);
    assertThat(data.validation().size()).isEqualTo(2);
    assertThat(data.validation().gather(new int[] {0, 1}).ids()).containsExactlyInAnyOrder(4, 5);
    assertThat(data.test().gather(new int[] {0}).ids()).containsExactly(6);
    assertThat(data.info().split())
        .isEqualTo(
            "folders train, Valid and test; train: first 4 of 4; validation: all 2; test: all 1");
    assertThat(load(config("", "")).validation().size()).isEqualTo(1);
    write(home.resolve("rec/extra/x.bin"), event(1, 1, 0, 5));
    assertThat(load(all).notes())
        .contains("beside folders train, Valid and test these folders were left out: extra");
  }

  @Test
  void aPartWithoutTheOtherIsNamed() {
    folders("train/");
    Path rec = home.resolve("rec");
    refused(
        config("", ""),
        BadDataException.class,
        "%s has a folder train but there is no folder test; add it, or give %s as the path, of which a share is then taken to test on."
            .formatted(rec, rec.resolve("train")));
  }

  @Test
  void anAddressThatMakesTheSensorHugeIsNamed() {
    byte[] header = ascii("% Data file containing CD events\n% Version 2\n\14\10");
    for (int k = 0; k < 3; k++) {
      write(home.resolve("rec/a/" + k + ".dat"), join(header, new byte[] {1, 0, 0, 0, 9, 0, 1, 0}));
    }
    write(home.resolve("rec/a/3.dat"), join(header, new byte[] {1, 0, 0, 0, 9, 32, 1, 0}));
    refused(
        config("", ""),
        BadDataException.class,
        home.resolve("rec")
            + ": the largest addresses make a sensor of 8202 x 5 pixels, larger than any: column 8201"
            + " comes first at byte 47 of a/3.dat, row 4 at byte 47 of a/0.dat; give width and height"
            + " if that is right, else get these recordings again.");
  }

  @Test
  void listsMayHaveAByteOrderMarkAndClassesOfTwoWords() {
    recording("7.bs2", 1, 10);
    recording("8.bs2", 2, 20);
    write(
        home.resolve("rec/train.txt"),
        ascii("\u00ef\u00bb\u00bf7\tarm roll\r\n8.bs2\tarm  lift \r\n"));
    write(home.resolve("rec/test.txt"), ascii("\u00ff\u00fe8"));
    EventFolder.Config all =
        new EventFolder.Config("rec", "train.txt", "", 0.5, 0, 0, 0, TimeOrder.ERROR, 0, 0, 0);
    assertThatThrownBy(() -> load(all))
        .hasMessageContaining("data set 'events' has no test examples (2 examples to train on)");
    refused(
        config("train.txt", "test.txt"),
        BadDataException.class,
        home.resolve("rec/test.txt") + " is text in UTF-16; save it as UTF-8.");
  }

  private void refused(EventFolder.Config config, Class<?> type, String message) {
    assertThatThrownBy(() -> load(config)).isInstanceOf(type).hasMessage(message);
  }

  @Test
  void mistakesAreNamed() {
    Path rec = home.resolve("rec");
    refused(
        config("", ""),
        BadDataException.class,
        "no folder 'rec' (path); looked in the working directory, " + home + ".");
    write(rec.resolve("a.bin"), event(1, 1, 1, 1));
    refused(
        config("", ""),
        BadDataException.class,
        rec
            + " holds no recordings (.aedat, .aedat4, .raw, .dat, .npz, .npy, .h5, .hdf5, .bs2, .bin,"
            + " .txt, .csv); make a sub-folder per class, or"
            + " give train_list.");
    refused(
        config("none.txt", ""),
        BadDataException.class,
        "there is no list '"
            + rec.resolve("none.txt")
            + "'; its name is relative to dataset.path.");
    write(rec.resolve("l"), ascii("a.bin 0\nb.bin 0\n"));
    refused(
        config("l", ""),
        BadDataException.class,
        rec.resolve("l") + ", line 2: there is no recording 'b.bin' in " + rec + ".");
    write(rec.resolve("l"), ascii("a.bin\n"));
    refused(
        config("l", ""),
        BadDataException.class,
        rec.resolve("l") + ", line 1: 'a.bin' is not a recording and its class.");
    write(rec.resolve("l"), ascii("a.bin 0\n"));
    write(rec.resolve("m"), ascii("# test\na 1\n"));
    refused(
        config("l", "m"),
        BadDataException.class,
        "%s, line 2: 'a.bin' stands in %s, line 1 already; list each recording once."
            .formatted(rec.resolve("m"), rec.resolve("l")));
    write(rec.resolve("m"), ascii("# test\n"));
    refused(config("l", "m"), BadDataException.class, rec.resolve("m") + " lists no recordings.");
    assertThatThrownBy(() -> config("", "m"))
        .hasMessage("give train_list with test_list, or neither");
    assertThatThrownBy(
            () -> new EventFolder.Config("", "", "", 0.5, 3, 0, 0, TimeOrder.SORT, 0, 0, 0))
        .hasMessage("give width and height of the sensor, or neither");
  }

  @Test
  void realRecordings() {
    String given = System.getenv("SNN_DATA_HOME");
    Path folder = Path.of(given == null ? "." : given, "mnist-dvs");
    assumeTrue(given != null && Files.isDirectory(folder), "MNIST-DVS is not at hand");
    write(
        home.resolve("list"),
        ascii("mnist_0_scale04_0001\t0\nmnist_0_scale08_0001_qt1.aedat\t0\n"));
    write(home.resolve("test"), ascii("mnist_0_scale16_0001_qt1\t0\n"));
    Dataset data =
        load(
            new EventFolder.Config(
                folder.toString(),
                home.resolve("list").toString(),
                home.resolve("test").toString(),
                0.2,
                0,
                0,
                0,
                TimeOrder.SORT,
                0,
                0,
                0));
    assertThat(data.info().width()).isEqualTo(128);
    assertThat(data.info().height()).isEqualTo(128);
    Samples train = data.train().gather(new int[] {0});
    assertThat(train.recordings()[0].events()).isEqualTo(15_744);
    assertThat(train.recordings()[0].durationUs()).isGreaterThanOrEqualTo(2_211_000);
  }
}
