package dev.snn.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.snn.api.plugin.UserError;
import dev.snn.bench.Bench;
import dev.snn.bench.experiment.ExperimentFile;
import dev.snn.engine.SnnEngine;
import dev.snn.engine.record.RunId;
import dev.snn.engine.run.RunSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which files travel with runs. */
class DataFilesTest {
  private static final String TEXT =
      """
      dataset: {type: csv, path: %s, label: last}
      encoder: {type: latency, steps: 4}
      layers: [{type: srm-bernoulli, size: 2}]
      decoder: rate
      loss: cross-entropy
      rows: {model: }
      """;

  @TempDir Path folder;

  private List<RunSpec> runs(SnnEngine engine, String path) throws IOException {
    Path file = Files.writeString(folder.resolve("own.yaml"), TEXT.formatted(path));
    ExperimentFile experiment = Bench.on(engine).read(file, null, List.of());
    RunId id = new RunId("own", "model", 1);
    return List.of(RunSpec.of(id, "Own data", experiment.choose("model").config().tree()));
  }

  private Path home() throws IOException {
    Path home = Files.createDirectories(folder.resolve("home").resolve("points"));
    Files.writeString(home.resolve("own.csv"), "0.1,0.2,a\n0.2,0.1,b\n".repeat(20));
    Files.writeString(home.resolve("other.csv"), "not asked for");
    return folder.resolve("home");
  }

  @Test
  void aFileOfADataHomeTravelsByItsNameThere() throws IOException {
    Path home = home();
    try (SnnEngine engine =
        SnnEngine.open(SnnEngine.Options.defaults().withThreads(1).withDataHome(home))) {
      assertThat(new DataFiles(engine).of(runs(engine, "points/own.csv")))
          .containsOnly(java.util.Map.entry("points/own.csv", home.resolve("points/own.csv")));
    }
  }

  @Test
  void aWordThatIsTheNameOfAFolderBringsNoFolder() throws IOException {
    Path home = home();
    Files.writeString(Files.createDirectories(home.resolve("last")).resolve("big.bin"), "big");
    try (SnnEngine engine =
        SnnEngine.open(SnnEngine.Options.defaults().withThreads(1).withDataHome(home))) {
      assertThat(new DataFiles(engine).of(runs(engine, "points/own.csv")))
          .containsOnlyKeys("points/own.csv");
    }
  }

  @Test
  void aPlaceOfThisMachineIsRefused() throws IOException {
    String path = home().resolve("points/own.csv").toString();
    try (SnnEngine engine = SnnEngine.open(SnnEngine.Options.defaults().withThreads(1))) {
      List<RunSpec> runs = runs(engine, path);
      assertThatThrownBy(() -> new DataFiles(engine).of(runs))
          .isInstanceOf(UserError.class)
          .hasMessageStartingWith(path + ": data travel to executors by a path below")
          .hasMessageEndingWith("--data-home " + home().resolve("points") + ".");
    }
  }
}
