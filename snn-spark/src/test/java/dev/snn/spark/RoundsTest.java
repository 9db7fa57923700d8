package dev.snn.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.snn.bench.plan.TableRequest;
import dev.snn.engine.SnnEngine;
import dev.snn.engine.progress.ProgressListener;
import dev.snn.engine.record.RunId;
import dev.snn.engine.record.RunRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sweep that learns asks for runs several times; an executor unpacks the program once. */
class RoundsTest {
  private static final String TEXT =
      """
      title: A sweep in rounds
      dataset: {type: digits, train: 60, validation: 30, test: 30}
      encoder: {type: latency, steps: 4}
      layers: [{type: srm-bernoulli, size: 10}]
      decoder: rate
      loss: cross-entropy
      training: {batch: 32, epochs: 1}
      seeds: [1]
      rows:
        model:
          sweep:
            search: {type: bayesian, initial: 2, candidates: 50}
            runs: 4
            space: {training.optimizer.lr: {log_uniform: [1e-4, 1e-1]}}
      """;

  private static final String HOST = "spark.driver.host";
  private static final String JAVA = "spark.executor.extraJavaOptions";
  private static final String MEMORY = "spark.executor.memory";

  @TempDir Path folder;

  @AfterEach
  void usualOptions() {
    List.of(HOST, JAVA, MEMORY).forEach(System::clearProperty);
  }

  @Test
  void theProgramIsUnpackedOnce() throws IOException {
    Path scratch = Files.createDirectories(folder.resolve("scratch"));
    System.setProperty(HOST, "127.0.0.1");
    System.setProperty(MEMORY, "700m");
    System.setProperty(JAVA, "-Djava.io.tmpdir=" + scratch);
    Path file = Files.writeString(folder.resolve("rounds.yaml"), TEXT);
    List<Long> unpacked = new ArrayList<>();
    ProgressListener counting =
        new ProgressListener() {
          @Override
          public void runFinished(RunId id, RunRecord record) {
            unpacked.add(programs(scratch));
          }
        };
    try (LoopbackCluster cluster = LoopbackCluster.start(folder.resolve("cluster"), 1);
        SnnEngine engine = SnnEngine.open(SnnEngine.Options.defaults().withThreads(1))) {
      TableRequest request = TableRequest.of(List.of(file), folder.resolve("out"));
      Tables.make(engine, request, cluster.url(), counting);
    }
    assertThat(unpacked).hasSizeGreaterThan(1).containsOnly(1L);
  }

  private static long programs(Path scratch) {
    try (Stream<Path> files = Files.list(scratch)) {
      return files.filter(file -> file.getFileName().toString().startsWith("snn-spark")).count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
