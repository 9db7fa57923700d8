package dev.snn.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.snn.bench.plan.TableRequest;
import dev.snn.engine.SnnEngine;
import dev.snn.engine.checkpoint.Interval;
import dev.snn.engine.progress.ProgressListener;
import dev.snn.engine.record.RunId;
import dev.snn.engine.record.RunRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Executors that are processes of their own, and one that is killed. */
class LostExecutorTest {
  private static final String TEXT =
      """
      title: Data that travel
      dataset: {type: csv, path: points.csv, label: last, validation: 40, test: 40}
      encoder: {type: latency, steps: 8}
      layers:
        - {type: dense, size: 32, neuron: {type: lif, r: 20}}
        - {type: srm-bernoulli, size: 2}
      decoder: rate
      loss: cross-entropy
      training: {procedure: gradient, epochs: 40, batch: 16}
      seeds: [1, 2, 3, 4, 5, 6]
      rows: {slow: {training: {optimizer: {lr: 0.001}}}, fast: {training: {optimizer: {lr: 0.01}}}}
      """;

  private static final int RUNS = 12;
  private static final String HOST = "spark.driver.host";

  @TempDir Path folder;

  @BeforeEach
  void loopback() {
    System.setProperty(HOST, "127.0.0.1");
    System.setProperty("spark.executor.memory", "700m");
  }

  @AfterEach
  void anyHost() {
    System.clearProperty(HOST);
    System.clearProperty("spark.executor.memory");
  }

  /** Kills the executor once, when the first run is over. */
  private static final class Killer implements ProgressListener {
    private final LoopbackCluster cluster;
    final List<RunId> finished = new ArrayList<>();
    final List<String> warnings = new ArrayList<>();

    Killer(LoopbackCluster cluster) {
      this.cluster = cluster;
    }

    @Override
    public void runFinished(RunId id, RunRecord record) {
      if (finished.isEmpty()) {
        List<ProcessHandle> executors = cluster.executors();
        assertThat(executors).isNotEmpty();
        executors.forEach(ProcessHandle::destroyForcibly);
      }
      finished.add(id);
    }

    @Override
    public void warn(String sentence) {
      warnings.add(sentence);
    }
  }

  private Path data() throws IOException {
    Path home = Files.createDirectories(folder.resolve("data"));
    StringBuilder text = new StringBuilder();
    for (int k = 0; k < 240; k++) {
      text.append(k * 37 % 100 / 100.0).append(',').append(k * 53 % 100 / 100.0);
      text.append(',').append(k * 37 % 100 > 50 ? "up" : "down").append('\n');
    }
    Files.writeString(home.resolve("points.csv"), text);
    return home;
  }

  @Test
  void nothingIsLostAndNothingDoubled() throws IOException {
    Path file = Files.writeString(folder.resolve("points.yaml"), TEXT);
    TableRequest request =
        TableRequest.of(List.of(file), folder.resolve("there")).withCheckpoints(Interval.EPOCH);
    SnnEngine.Options options = SnnEngine.Options.defaults().withThreads(2).withDataHome(data());
    try (LoopbackCluster cluster = LoopbackCluster.start(folder.resolve("cluster"), 2);
        SnnEngine engine = SnnEngine.open(options)) {
      Killer killer = new Killer(cluster);
      Tables.make(engine, request, cluster.url(), killer);
      assertThat(killer.finished).hasSize(RUNS).doesNotHaveDuplicates();
      assertThat(killer.warnings).anyMatch(text -> text.contains("its runs are done again"));
      assertThat(cluster.cache()).isDirectoryContaining("glob:**/" + "?".repeat(64));
      Tables.make(
          engine,
          TableRequest.of(List.of(file), folder.resolve("here")),
          null,
          ProgressListener.SILENT);
    }
    Tables.requireSame(folder.resolve("here"), folder.resolve("there"), RUNS);
    try (Stream<Path> kept = Files.list(folder.resolve("there").resolve("checkpoints"))) {
      assertThat(kept.filter(run -> Files.exists(run.resolve("last.safetensors")))).hasSize(RUNS);
    }
  }
}
