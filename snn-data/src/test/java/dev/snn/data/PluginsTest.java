package dev.snn.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.snn.api.data.DataFile;
import dev.snn.api.data.DatasetPlugin;
import dev.snn.api.plugin.Family;
import dev.snn.api.plugin.Plugin;
import dev.snn.testkit.Contracts;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What the service files list. */
class PluginsTest {

  private static List<DatasetPlugin<?>> datasets() {
    List<DatasetPlugin<?>> all = new ArrayList<>();
    ServiceLoader.load(DatasetPlugin.class).forEach(all::add);
    return all;
  }

  @TestFactory
  Stream<DynamicTest> contracts() {
    return datasets().stream().flatMap(plugin -> checks(Family.DATASET, plugin));
  }

  private static Stream<DynamicTest> checks(Family<?> family, Plugin<?, ?> plugin) {
    return Contracts.checks(family, plugin, List.of()).stream()
        .map(
            check ->
                DynamicTest.dynamicTest(
                    family.name() + " " + plugin.name() + ": " + check.name(),
                    () -> check.body().run()));
  }

  @Test
  void dataSetsAreFoundByName() {
    assertThat(datasets())
        .extracting(Plugin::name)
        .containsExactlyInAnyOrder(
            "digits",
            "mnist",
            "fashion-mnist",
            "idx",
            "csv",
            "series",
            "mat",
            "npz",
            "npy",
            "nmnist",
            "fsdd",
            "events",
            "shd",
            "ssc",
            "japanese-vowels",
            "braille",
            "ecg-qtdb",
            "drifting-blobs",
            "cifar10",
            "dvs-gesture",
            "image-folder",
            "wav-folder",
            "stream",
            "electricity",
            "weather",
            "sea",
            "concepts");
    assertThat(datasets()).allSatisfy(plugin -> assertThat(plugin.description()).isNotBlank());
  }

  @Test
  void canonicalFilesLieInAFolderOfTheDataSetsNameOrOfItsArchive() {
    int files = 0;
    for (DatasetPlugin<?> plugin : datasets()) {
      for (DataFile file : plugin.files()) {
        String folder = file.path().replaceFirst("/.*", "");
        boolean archive = List.of("timeseries", "streams").contains(folder);
        assertThat(file.path()).startsWith(archive ? folder + "/" : plugin.name() + "/");
        assertThat(file.urls()).allMatch(url -> url.endsWith(file.path().replaceAll(".*/", "/")));
        files++;
      }
    }
    assertThat(files).isEqualTo(4 + 4 + 1 + 1 + 1 + 2 + 2 + 2 + 3 + 1);
  }
}
