package dev.snn.bench.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.snn.api.plugin.UserError;
import dev.snn.bench.Bench;
import dev.snn.engine.SnnEngine;
import dev.snn.engine.file.FolderLock;
import dev.snn.engine.file.ShardLock;
import dev.snn.engine.progress.ProgressListener;
import dev.snn.engine.record.RecordDiff;
import dev.snn.engine.record.RecordFiles;
import dev.snn.engine.record.RunId;
import dev.snn.engine.record.RunRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Shards of tables with sweeps, failing rows and rows without data, in this process. */
class ShardRunTest {
  private static final String TEXT =
      """
      title: A table that is shared out
      dataset: {type: digits, train: 60, validation: 30, test: 30}
      encoder: {type: latency, steps: 4}
      layers: [{type: srm-bernoulli, size: 10}]
      decoder: rate
      loss: cross-entropy
      training: {batch: 32, epochs: 1}
      seeds: [1, 2]
      rows:
        majority: {procedure: majority}
        far: {dataset: fashion-mnist}
        wild: {training: {optimizer: {type: sgd, lr: 1e30}}, decoder: mlp}
        random:
          sweep:
            search: random
            runs: 3
            space: {training.optimizer.lr: {log_uniform: [1e-4, 1e-1]}}
        model:
          sweep:
            search: {type: bayesian, initial: 2, candidates: 50}
            runs: 3
            space: {training.optimizer.lr: {log_uniform: [1e-4, 1e-1]}}
      """;
  private static final List<String> ONLY = List.of("majority", "far", "wild", "random");

  @TempDir Path folder;
  private Path file;
  private Path out;
  private SnnEngine engine;

  @BeforeEach
  void open() throws IOException {
    file = Files.writeString(folder.resolve("shared.yaml"), TEXT);
    out = folder.resolve("out");
    engine = engine();
  }

  /** An engine that finds no data but the bundled ones. */
  private SnnEngine engine() {
    String nowhere = folder.resolve("data").toString();
    return SnnEngine.open(
        SnnEngine.Options.defaults().withThreads(1),
        Map.of("XDG_CACHE_HOME", nowhere, "XDG_DATA_DIRS", nowhere));
  }

  @AfterEach
  void close() {
    engine.close();
  }

  private TableRequest request(Path to) {
    return new TableRequest(
        List.of(file), null, List.of(), ONLY, List.of(), to, false, false, 1, Optional.empty());
  }

  private static final class Started implements ProgressListener {
    final List<RunId> runs = new ArrayList<>();

    @Override
    public synchronized void runStarted(RunId id, int number, int total) {
      assertThat(number).isEqualTo(runs.size() + 1).isLessThanOrEqualTo(total);
      runs.add(id);
    }
  }

  private ShardResult shard(String text, ProgressListener listener) {
    return Bench.on(engine).shard(request(out), Shard.of("--shard", text), listener);
  }

  private void sameAsWhole() throws IOException {
    Path whole = folder.resolve("whole");
    Bench.on(engine).table(request(whole), ProgressListener.SILENT);
    assertThat(out.resolve("table.json")).hasSameBinaryContentAs(whole.resolve("table.json"));
    List<RunRecord> expected = RecordFiles.readAll(whole);
    List<RunRecord> records = RecordFiles.readAll(out);
    assertThat(records)
        .extracting(RunRecord::id)
        .isEqualTo(expected.stream().map(RunRecord::id).toList());
    for (int i = 0; i < records.size(); i++) {
      assertThat(RecordDiff.of(expected.get(i), records.get(i)).differences()).isEmpty();
    }
    assertThat(csv(out)).isEqualTo(csv(whole));
  }

  /** The table without its last fixed column, the seconds. */
  private static List<String> csv(Path out) throws IOException {
    return Files.readAllLines(out.resolve("table.csv")).stream()
        .map(line -> line.replaceFirst("^((?:[^,]*,){9})[^,]*", "$1"))
        .toList();
  }

  @Test
  void oneAfterTheOtherTheyMakeTheTableOnceAllIsThere() throws IOException {
    Started first = new Started();
    ShardResult one = shard("2/3", first);
    assertThat(first.runs.stream().map(RunId::toString)).hasSize(4);
    assertThat(one.table()).isEmpty();
    assertThat(one.here()).isEqualTo(4);
    assertThat(one.planned()).isEqualTo(12);
    assertThat(out.resolve("table.csv")).doesNotExist();
    assertThat(one.failed()).extracting(r -> r.id().row()).containsExactly("wild");

    assertThat(shard("3/3", ProgressListener.SILENT).table()).isEmpty();
    ShardResult last = shard("1/3", ProgressListener.SILENT);

    assertThat(last.here()).isEqualTo(12);
    TableResult table = last.table().orElseThrow();
    assertThat(table.failed()).extracting(r -> r.id().row()).containsExactly("wild", "wild");
    sameAsWhole();

    Started again = new Started();
    assertThat(shard("3/3", again).table()).as("of complete records").isPresent();
    assertThat(again.runs).as("such as are not finished").allMatch(id -> isOf(id, "far", "wild"));
    sameAsWhole();
  }

  private static boolean isOf(RunId id, String... rows) {
    return List.of(rows).contains(id.row());
  }

  @Test
  void atTheSameTimeExactlyOneMakesTheTable() throws Exception {
    List<CompletableFuture<ShardResult>> all = new ArrayList<>();
    List<SnnEngine> engines = new ArrayList<>();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    for (int k = 1; k <= 4; k++) {
      Shard shard = new Shard(k, 4);
      SnnEngine own = engine();
      engines.add(own);
      all.add(
          CompletableFuture.supplyAsync(
              () -> Bench.on(own).shard(request(out), shard, ProgressListener.SILENT), threads));
    }
    long tables = 0;
    for (CompletableFuture<ShardResult> each : all) {
      tables += each.get().table().isPresent() ? 1 : 0;
    }
    threads.shutdown();
    engines.forEach(SnnEngine::close);
    assertThat(tables).isOne();
    sameAsWhole();
  }

  @Test
  void moreShardsThanRunsAreNoError() {
    ShardResult idle = shard("13/20", ProgressListener.SILENT);
    assertThat(idle.records()).isEmpty();
    assertThat(idle.here()).isZero();
    assertThat(idle.table()).isEmpty();
  }

  @Test
  void aSweepThatWaitsForResultsIsRefused() {
    TableRequest all = TableRequest.of(List.of(file), out);
    assertThatThrownBy(() -> Bench.on(engine).shard(all, new Shard(1, 2), ProgressListener.SILENT))
        .isInstanceOf(UserError.class)
        .hasMessage(
            "--shard: row 'model' of experiment 'shared' is swept by 'bayesian', which proposes runs from the results of others, so they cannot be shared out. Leave --shard out, or name the other rows with --only.");
    assertThat(out).doesNotExist();
  }

  @Test
  void recordsOfAnotherConfigurationAreRefusedAndKept() throws IOException {
    shard("1/3", ProgressListener.SILENT);
    List<RunRecord> before = RecordFiles.readAll(out);
    TableRequest other = request(out).withSettings(List.of("training.epochs=2"));
    assertThatThrownBy(
            () -> Bench.on(engine).shard(other, new Shard(2, 3), ProgressListener.SILENT))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith(out + " holds records of another configuration (experiment");
    assertThat(RecordFiles.readAll(out)).hasSameSizeAs(before);
    assertThat(out.resolve("records/aside")).doesNotExist();
  }

  @Test
  void recordsThatComeWhileItWaitsAreSeen() throws Exception {
    Path others = folder.resolve("others");
    Bench.on(engine)
        .table(request(others).withSettings(List.of("training.epochs=2")), ProgressListener.SILENT);
    Path records = Files.createDirectories(out.resolve("records"));
    CompletableFuture<ShardResult> waiting = new CompletableFuture<>();
    Thread shard =
        new Thread(
            () -> {
              try {
                waiting.complete(shard("1/3", ProgressListener.SILENT));
              } catch (RuntimeException e) {
                waiting.completeExceptionally(e);
              }
            });
    try (FolderLock held = FolderLock.exclusive(out, "--out")) {
      assertThat(held).isNotNull();
      shard.start();
      while (shard.isAlive() && !isAtDoor(shard)) {
        Thread.sleep(5);
      }
      String name = "shared--wild--seed-1.json";
      Files.copy(others.resolve("records").resolve(name), records.resolve(name));
    }
    assertThatThrownBy(waiting::get)
        .hasCauseInstanceOf(UserError.class)
        .hasMessageContaining("holds records of another configuration");
    try (Stream<Path> left = Files.list(records)) {
      assertThat(left).hasSize(1);
    }
  }

  private static boolean isAtDoor(Thread shard) {
    return Stream.of(shard.getStackTrace())
        .anyMatch(frame -> frame.getClassName().equals(ShardLock.class.getName()));
  }
}
