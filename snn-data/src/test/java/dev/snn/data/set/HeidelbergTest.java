package dev.snn.data.set;

import static dev.snn.data.DataFiles.gzip;
import static dev.snn.data.DataFiles.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.snn.api.data.DataFile;
import dev.snn.api.data.DataStore;
import dev.snn.api.data.Dataset;
import dev.snn.api.data.MissingDataException;
import dev.snn.api.data.Samples;
import dev.snn.data.Hdf5Written;
import dev.snn.data.Hdf5Written.Example;
import dev.snn.data.TestContext;
import dev.snn.data.file.FileStore;
import dev.snn.data.file.Sha256;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeidelbergTest {
  @TempDir Path home;

  /** Examples of one spike; its channel tells which is which. */
  static byte[] file(int n, int first) {
    List<Example> examples = new ArrayList<>();
    for (int k = 0; k < n; k++) {
      examples.add(new Example(new float[] {0.5f}, new int[] {first + k}, (first + k) % 20));
    }
    return Hdf5Written.spikes(examples);
  }

  private Dataset shd(int train, int validation, int test) {
    return new Shd().create(new Selection(train, validation, test), TestContext.home(home));
  }

  @Test
  void digits() {
    byte[] packed = gzip(file(5, 100));
    write(home.resolve("shd/shd_train.h5.gz"), packed);
    write(home.resolve("shd/shd_test.h5"), file(3, 200));
    Dataset data = shd(3, 1, 2);
    assertThat(data.info().width()).isEqualTo(700);
    assertThat(data.info().features()).isEqualTo(700);
    assertThat(data.info().classes()).isEqualTo(20);
    assertThat(data.info().checksums())
        .containsEntry("shd/shd_train.h5.gz", Sha256.of(packed))
        .containsOnlyKeys("shd/shd_train.h5.gz", "shd/shd_test.h5");
    assertThat(data.info().split())
        .isEqualTo(
            "official split; train: first 3 of 5; validation: last 1 of them; test: first 2 of 3");
    Samples train = data.train().gather(new int[] {2, 0});
    assertThat(train.ids()).containsExactly(2, 0);
    assertThat(train.labels()).containsExactly(2, 0);
    assertThat(train.recordings()[0].x()).containsExactly(102);
    assertThat(train.recordings()[0].timesUs()).containsExactly(500_000);
    assertThat(train.recordings()[0].durationUs()).isEqualTo(1_400_000);
    assertThat(data.validation().gather(new int[] {0}).recordings()[0].x()).containsExactly(104);
    Samples test = data.test().gather(new int[] {1});
    assertThat(test.ids()).containsExactly(6);
    assertThat(test.recordings()[0].x()).containsExactly(201);
    assertThat(shd(3, 1, 2)).isSameAs(data);
  }

  @Test
  void commandsHaveAValidationPart() {
    write(home.resolve("ssc/ssc_train.h5"), file(4, 0));
    write(home.resolve("ssc/ssc_valid.h5"), file(3, 100));
    write(home.resolve("ssc/ssc_test.h5"), file(2, 200));
    Ssc ssc = new Ssc();
    Dataset data = ssc.create(new Ssc.Config(0, 2, 1), TestContext.home(home));
    assertThat(data.info().classes()).isEqualTo(35);
    assertThat(data.train().size()).isEqualTo(4);
    Samples validation = data.validation().gather(new int[] {0, 1});
    assertThat(validation.ids()).containsExactly(4, 5);
    assertThat(validation.recordings()[1].x()).containsExactly(101);
    assertThat(data.test().gather(new int[] {0}).recordings()[0].x()).containsExactly(200);
    assertThat(data.info().split())
        .isEqualTo(
            "official split; train: first 4 of 4; validation: first 2 of 3; test: first 1 of 2");
    Dataset without = ssc.create(ssc.defaults(), TestContext.home(home));
    assertThat(without.validation().size()).isZero();
    assertThatThrownBy(() -> ssc.create(new Ssc.Config(0, 4, 0), TestContext.home(home)))
        .hasMessage("data set 'ssc' has 3 validation examples, too few for validation: 4");
  }

  @Test
  void whereItIsNotAtHandItIsSaidHowToGetIt() {
    write(home.resolve("shd/shd_train.h5"), file(1, 0));
    assertThatThrownBy(() -> shd(0, 0, 0))
        .isInstanceOf(MissingDataException.class)
        .hasMessage(
            "data set 'shd' is not at hand; get shd_train.h5, shd_test.h5 from"
                + " https://zenkelab.org/datasets and put them, as .h5 or .h5.gz, into a folder shd"
                + " of the data home (looked in "
                + home
                + ").");
  }

  @Test
  void filesAreVerifiedByTheirMd5() {
    DataFile train = new Shd().files().get(0);
    FileStore store = new FileStore();
    assertThat(store.verify(train, List.of(home)).state()).isEqualTo(DataStore.State.MISSING);
    Path path = write(home.resolve("shd/shd_train.h5"), new byte[0]);
    DataStore.Finding finding = store.verify(train, List.of(home));
    assertThat(finding.state()).isEqualTo(DataStore.State.WRONG);
    assertThat(finding.message())
        .isEqualTo(
            path + " is not the canonical file: its MD5 is d41d8cd98f00b204e9800998ecf8427e.");
    DataFile empty =
        DataFile.withMd5("shd/shd_train.h5.gz", "none", "d41d8cd98f00b204e9800998ecf8427e");
    assertThat(store.verify(empty, List.of(home)).state()).isEqualTo(DataStore.State.RIGHT);
    write(home.resolve("shd/shd_train.h5.gz"), gzip(new byte[0]));
    assertThat(store.verify(empty, List.of(home)).where()).endsWith(".h5.gz");
    assertThat(store.verify(empty, List.of(home)).state()).isEqualTo(DataStore.State.RIGHT);
    assertThatThrownBy(() -> store.fetch(train, home.resolve("cache"), DataStore.Progress.NONE))
        .isInstanceOf(MissingDataException.class)
        .hasMessageContaining("get it by hand and put it at");
  }
}
