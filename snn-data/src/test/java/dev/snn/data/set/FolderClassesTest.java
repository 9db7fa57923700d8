package dev.snn.data.set;

import static dev.snn.data.DataFiles.event;
import static dev.snn.data.DataFiles.write;
import static dev.snn.data.event.Written.aedat3;
import static dev.snn.data.event.Written.ascii;
import static dev.snn.data.event.Written.packet;
import static dev.snn.data.event.Written.polarity;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.snn.api.data.BadDataException;
import dev.snn.api.data.Dataset;
import dev.snn.api.data.DatasetInfo;
import dev.snn.api.data.DatasetPlugin;
import dev.snn.api.data.Legend;
import dev.snn.api.plugin.BuildContext;
import dev.snn.data.TestConfigs;
import dev.snn.data.TestContext;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Classes of folders follow the rule of classes of tables. */
class FolderClassesTest {
  @TempDir Path home;

  /** Data in folders of classes. */
  enum Kind {
    EVENTS(new EventFolder(), ".bin", event(3, 1, 1, 9)),
    PICTURES(new ImageFolder(), ".png", FoldersTest.png(BufferedImage.TYPE_INT_RGB, 2, 1, 9, 8)),
    SOUNDS(new WavFolder(), ".wav", FoldersTest.wav(1, 8000, 16, 50));

    private final DatasetPlugin<?> plugin;
    private final String ending;
    private final byte[] file;

    Kind(DatasetPlugin<?> plugin, String ending, byte[] file) {
      this.plugin = plugin;
      this.ending = ending;
      this.file = file;
    }
  }

  private void classes(Kind kind, String folder, String... names) {
    for (String name : names) {
      for (int k = 0; k < 4; k++) {
        write(home.resolve(folder).resolve(name).resolve(k + kind.ending), kind.file);
      }
    }
  }

  private Dataset load(Kind kind, String folder, BuildContext context) {
    return load(kind.plugin, folder, context);
  }

  private static <C extends Record> Dataset load(
      DatasetPlugin<C> plugin, String folder, BuildContext context) {
    return plugin.create(
        TestConfigs.with(plugin.defaults(), "path", folder, "testFraction", 0.5), context);
  }

  private TestContext context() {
    return TestContext.home(home);
  }

  /** How many examples of each class there are, by its number. */
  private static Map<Integer, Integer> counts(Dataset data) {
    Map<Integer, Integer> counts = new TreeMap<>();
    Stream.of(data.train(), data.validation(), data.test())
        .forEach(
            part -> {
              for (int k = 0; k < part.size(); k++) {
                counts.merge(part.label(k), 1, Integer::sum);
              }
            });
    return counts;
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void foldersThatAreTheSameNumberAreOneClass(Kind kind) {
    classes(kind, "n", "10", "2", "01", "1");
    Dataset data = load(kind, "n", context());
    assertThat(data.info().classes()).isEqualTo(3);
    assertThat(data.info().legend().classes()).containsExactly("1", "2", "10");
    assertThat(counts(data)).isEqualTo(Map.of(0, 8, 1, 4, 2, 4));
    assertThat(data.notes())
        .contains(
            kind.plugin.name()
                + ": classes by sub-folder: 3, with so many examples: 1 (8), 2 (4), 10 (4)");
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void aSavedNetworkKeepsItsClasses(Kind kind) {
    classes(kind, "old", "ant", "bee", "cow");
    classes(kind, "less", "bee");
    classes(kind, "new", "bee", "dog");
    Dataset trained = load(kind, "old", context());
    assertThat(counts(load(kind, "less", context()))).isEqualTo(Map.of(0, 4));
    Dataset less = load(kind, "less", context().trainedOn(trained));
    assertThat(less.info().classes()).isEqualTo(3);
    assertThat(less.info().legend()).isEqualTo(trained.info().legend());
    assertThat(counts(less)).isEqualTo(Map.of(1, 4));
    assertThat(less.notes()).contains("classes 'ant', 'cow' have no example");
    assertThatThrownBy(() -> load(kind, "new", context().trainedOn(trained)))
        .isInstanceOf(BadDataException.class)
        .hasMessage(
            home.resolve("new") + ": class 'dog' is none of the network's (ant, bee, cow).");
  }

  @Test
  void aNetworkWithoutNamesOfClassesKnowsTheirNumbers() {
    classes(Kind.EVENTS, "n", "3", "7");
    DatasetInfo digits =
        new DatasetInfo(
            "nmnist", DatasetInfo.Kind.RECORDINGS, 34, 34, 2, 10, 0, "", Map.of(), "official");
    TestContext scoring = new TestContext(digits, context().data());
    Dataset data = load(Kind.EVENTS, "n", scoring);
    assertThat(data.info().classes()).isEqualTo(10);
    assertThat(counts(data)).isEqualTo(Map.of(3, 4, 7, 4));
    classes(Kind.EVENTS, "n", "10");
    assertThatThrownBy(() -> load(Kind.EVENTS, "n", scoring))
        .hasMessageContaining(": class '10' is none of the network's (0, 1, 2, ")
        .hasMessageEndingWith(", 9).");
  }

  @Test
  void aNetworkKeepsItsSensorAndItsColours() {
    classes(Kind.EVENTS, "large", "a", "b");
    write(home.resolve("large/a/x.bin"), event(33, 30, 1, 9));
    classes(Kind.EVENTS, "small", "a", "b");
    Dataset large = load(Kind.EVENTS, "large", context());
    assertThat(load(Kind.EVENTS, "small", context()).info().width()).isEqualTo(4);
    DatasetInfo small = load(Kind.EVENTS, "small", context().trainedOn(large)).info();
    assertThat(List.of(small.width(), small.height())).containsExactly(34, 31);
    classes(Kind.PICTURES, "colours", "a", "b");
    byte[] grey = FoldersTest.png(BufferedImage.TYPE_BYTE_GRAY, 2, 1, 9, 8);
    for (int k = 0; k < 4; k++) {
      write(home.resolve("greys/b/" + k + ".png"), grey);
    }
    Dataset colours = load(Kind.PICTURES, "colours", context());
    assertThat(load(Kind.PICTURES, "greys", context()).info().channels()).isEqualTo(1);
    Dataset greys = load(Kind.PICTURES, "greys", context().trainedOn(colours));
    assertThat(greys.info().channels()).isEqualTo(3);
    assertThat(greys.train().gather(new int[] {0}).values()[0]).hasSize(6);
  }

  @Test
  void listsFollowTheRule() {
    for (int k = 0; k < 4; k++) {
      write(home.resolve("rec/" + k + ".bin"), event(k, 1, 1, 9));
    }
    write(home.resolve("rec/train.txt"), ascii("0.bin 1\n1.bin 2\n"));
    write(home.resolve("rec/test.txt"), ascii("2.bin +1\n3.bin 02\n"));
    EventFolder events = new EventFolder();
    EventFolder.Config config =
        TestConfigs.with(
            events.defaults(), "path", "rec", "trainList", "train.txt", "testList", "test.txt");
    Dataset data = events.create(config, context());
    assertThat(data.info().legend().classes()).containsExactly("1", "2");
    assertThat(List.of(data.test().label(0), data.test().label(1))).containsExactly(0, 1);
    assertThat(data.notes())
        .contains("events: classes by list: 2, with so many examples: 1 (2), 2 (2)");
  }

  @Test
  void publishedClassesHaveTheirNames() {
    byte[] recording =
        aedat3(packet(1, 8, 0, 2, polarity(1, 2, 0, true), 4, polarity(3, 4, 1, true), 5));
    write(home.resolve("dvs-gesture/a.aedat"), recording);
    write(
        home.resolve("dvs-gesture/a_labels.csv"),
        ascii("class,startTime_usec,endTime_usec\n8,3,5\n11,5,9\n"));
    write(home.resolve("dvs-gesture/trials_to_train.txt"), ascii("a.aedat\n"));
    write(home.resolve("dvs-gesture/trials_to_test.txt"), ascii("a.aedat\n"));
    byte[] pictures = new byte[2 * 3073];
    pictures[3073] = 9;
    write(home.resolve("cifar10/data_batch_1.bin"), pictures);
    write(home.resolve("cifar10/test_batch.bin"), pictures);
    Dataset gestures = new DvsGesture().create(new DvsGesture().defaults(), context());
    assertThat(gestures.info().legend().classes())
        .hasSize(11)
        .startsWith("hand_clapping")
        .endsWith("other_gestures");
    assertThat(counts(gestures)).isEqualTo(Map.of(7, 2, 10, 2));
    Dataset things = new Cifar10().create(new Selection(0, 0, 0), context());
    assertThat(things.info().legend().classes())
        .hasSize(10)
        .startsWith("airplane")
        .endsWith("truck");
    // The names in the order of a folder's: scored as such a network numbers them.
    List<String> sorted = things.info().legend().classes().stream().sorted().toList();
    DatasetInfo other = things.info().with(Legend.ofClasses(sorted));
    TestContext scoring = new TestContext(other, context().data());
    assertThat(counts(new Cifar10().create(new Selection(0, 0, 0), scoring)))
        .isEqualTo(Map.of(sorted.indexOf("airplane"), 2, sorted.indexOf("truck"), 2));
    assertThatThrownBy(
            () -> new Cifar10().create(new Selection(0, 0, 0), context().trainedOn(gestures)))
        .isInstanceOf(BadDataException.class)
        .hasMessageStartingWith(
            "data set 'cifar10': class 'airplane' is none of the network's (hand_clapping, ");
  }
}
