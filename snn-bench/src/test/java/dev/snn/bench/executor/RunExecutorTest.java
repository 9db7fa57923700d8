package dev.snn.bench.executor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.inject.AbstractModule;
import com.google.inject.Module;
import dev.snn.bench.Bench;
import dev.snn.bench.plan.TableRequest;
import dev.snn.bench.plan.TableResult;
import dev.snn.engine.SnnEngine;
import dev.snn.engine.progress.ProgressListener;
import dev.snn.engine.record.RecordDiff;
import dev.snn.engine.record.RecordFiles;
import dev.snn.engine.record.RunRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run is complete in its {@link dev.snn.engine.run.RunSpec}: nothing else is shared. */
class RunExecutorTest {
  @TempDir Path folder;

  private static final String TEXT =
      """
      title: Three procedures, a sweep, spikes and a picture
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
        capacity:
          training:
            procedure: memory-capacity
            delays: 3
            spans: {plastic: 0, washout: 10, train: 40, validation: 20, test: 20}
            reservoir: {type: lif-reservoir, size: 20}
        broken: {training: {optimizer: {lr: 3e38}}}
      """;

  private TableResult table(SnnEngine engine, Path file, Path out, Module... other) {
    TableRequest request = TableRequest.of(List.of(file), out);
    return Bench.on(engine, other).table(request, ProgressListener.SILENT);
  }

  private static TreeMap<String, byte[]> sheets(Path out) throws IOException {
    TreeMap<String, byte[]> sheets = new TreeMap<>();
    try (Stream<Path> files = Files.walk(out)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = out.relativize(file).toString();
        if (name.startsWith("rasters") || name.startsWith("predictions") || name.endsWith(".png")) {
          sheets.put(name, Files.readAllBytes(file));
        }
      }
    }
    return sheets;
  }

  @Test
  void aChildProcessGivesBackTheSameBits() throws IOException {
    Path file = Files.writeString(folder.resolve("small.yaml"), TEXT);
    Path here = folder.resolve("here");
    Path there = folder.resolve("there");
    ChildJvm children = new ChildJvm(Files.createDirectories(folder.resolve("work")), 2);
    try (SnnEngine engine = SnnEngine.open(SnnEngine.Options.defaults().withThreads(2))) {
      table(engine, file, here);
      table(
          engine,
          file,
          there,
          new AbstractModule() {
            @Override
            protected void configure() {
              bind(RunExecutor.class).toInstance(children);
            }
          });
    }

    List<RunRecord> local = RecordFiles.readAll(here);
    List<RunRecord> remote = RecordFiles.readAll(there);
    assertThat(remote)
        .extracting(RunRecord::id)
        .isEqualTo(local.stream().map(RunRecord::id).toList());
    assertThat(remote).hasSize(12);
    for (int k = 0; k < local.size(); k++) {
      RecordDiff diff = RecordDiff.of(local.get(k), remote.get(k));
      assertThat(diff.differences()).as(local.get(k).id().toString()).isEmpty();
    }
    assertThat(sheets(there)).hasSizeGreaterThan(2);
    assertThat(sheets(there).keySet()).isEqualTo(sheets(here).keySet());
    sheets(there).forEach((name, bytes) -> assertThat(here.resolve(name)).hasBinaryContent(bytes));
    assertThat(timeless(there.resolve("table.csv"))).isEqualTo(timeless(here.resolve("table.csv")));
    assertThat(there.resolve("sweep.csv")).hasSameTextualContentAs(here.resolve("sweep.csv"));
  }

  /** Without the column of seconds, which differ. */
  private static List<String> timeless(Path csv) throws IOException {
    List<String> lines = Files.readAllLines(csv);
    int seconds = List.of(lines.get(0).split(",")).indexOf("seconds_per_epoch");
    assertThat(seconds).isPositive();
    return lines.stream()
        .map(
            line -> {
              List<String> cells = new ArrayList<>(List.of(line.split(",", -1)));
              cells.remove(seconds);
              return String.join(",", cells);
            })
        .toList();
  }
}
