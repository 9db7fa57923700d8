package dev.snn.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.snn.api.plugin.UserError;
import dev.snn.bench.plan.TableRequest;
import dev.snn.engine.SnnEngine;
import dev.snn.engine.progress.ProgressListener;
import dev.snn.engine.record.RunId;
import dev.snn.engine.record.RunRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Spark in this process. */
class LocalMasterTest {
  private static final String TEXT =
      """
      title: Procedures, a sweep, and a run that fails
      dataset: {type: digits, train: 200, validation: 60, test: 60}
      encoder: {type: latency, steps: 8}
      layers:
        - {type: dense, size: 16, neuron: {type: lif, r: 20}}
        - {type: srm-bernoulli, size: 10}
      decoder: rate
      loss: cross-entropy
      training: {procedure: gradient, epochs: 1, batch: 32}
      seeds: [1, 2]
      rows:
        majority: {procedure: majority}
        rate:
        swept:
          sweep: {search: random, runs: 2, space: {training.optimizer.lr: {uniform: [0.001, 0.01]}}}
        broken: {training: {optimizer: {lr: 3e38}}}
      """;

  private static final int RUNS = 10;

  @TempDir Path folder;

  private TableRequest request(String out) throws IOException {
    Path file = Files.writeString(folder.resolve("small.yaml"), TEXT);
    return TableRequest.of(List.of(file), folder.resolve(out));
  }

  /** Writes down what it hears of runs. */
  private static final class Heard implements ProgressListener {
    final List<RunId> started = new ArrayList<>();
    final List<RunId> finished = new ArrayList<>();

    @Override
    public void runStarted(RunId id, int number, int total) {
      started.add(id);
    }

    @Override
    public void runFinished(RunId id, RunRecord record) {
      assertThat(started).contains(id);
      finished.add(id);
    }
  }

  @Test
  void aTableHasTheSameBits() throws IOException {
    Heard heard = new Heard();
    try (SnnEngine engine = SnnEngine.open(SnnEngine.Options.defaults().withThreads(2))) {
      Tables.make(engine, request("here"), null, ProgressListener.SILENT);
      Tables.make(engine, request("there"), "local[2]", heard);
    }
    Tables.requireSame(folder.resolve("here"), folder.resolve("there"), RUNS);
    assertThat(heard.started).hasSize(RUNS).doesNotHaveDuplicates();
    assertThat(heard.finished).hasSize(RUNS).doesNotHaveDuplicates();
  }

  @Test
  void whoListensEndsTheTable() throws IOException {
    ProgressListener impatient =
        new ProgressListener() {
          @Override
          public void runFinished(RunId id, RunRecord record) {
            throw new CancellationException("enough");
          }
        };
    try (SnnEngine engine = SnnEngine.open(SnnEngine.Options.defaults().withThreads(2))) {
      TableRequest request = request("cut");
      assertThatThrownBy(() -> Tables.make(engine, request, "local[1]", impatient))
          .isInstanceOf(CancellationException.class);
      Tables.make(engine, request.resuming(), "local[2]", ProgressListener.SILENT);
      Tables.make(engine, request("here"), null, ProgressListener.SILENT);
    }
    Tables.requireSame(folder.resolve("here"), folder.resolve("cut"), RUNS);
  }

  @Test
  void jobsAreTheBusinessOfSpark() throws IOException {
    try (SnnEngine engine = SnnEngine.open(SnnEngine.Options.defaults().withThreads(2))) {
      TableRequest request = request("jobs").withJobs(2);
      assertThatThrownBy(() -> Tables.make(engine, request, "local[2]", ProgressListener.SILENT))
          .isInstanceOf(UserError.class)
          .hasMessageContaining("Leave --jobs out");
    }
    assertThat(folder.resolve("jobs")).doesNotExist();
  }

  @Test
  void aMasterThatIsNoneIsASentence() throws IOException {
    try (SnnEngine engine = SnnEngine.open(SnnEngine.Options.defaults().withThreads(1))) {
      TableRequest request = request("none");
      assertThatThrownBy(() -> Tables.make(engine, request, "sprak", ProgressListener.SILENT))
          .isInstanceOf(UserError.class)
          .hasMessageStartingWith("--master sprak: Spark does not start: ");
    }
  }
}
