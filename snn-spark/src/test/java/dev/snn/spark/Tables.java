package dev.snn.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.snn.bench.Bench;
import dev.snn.bench.executor.ExecutorProvider.Surroundings;
import dev.snn.bench.executor.ExecutorProviders;
import dev.snn.bench.executor.RunExecutor;
import dev.snn.bench.plan.TableRequest;
import dev.snn.engine.SnnEngine;
import dev.snn.engine.progress.ProgressListener;
import dev.snn.engine.record.RecordDiff;
import dev.snn.engine.record.RecordFiles;
import dev.snn.engine.record.RunRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Makes tables and compares what they leave. */
final class Tables {
  private Tables() {}

  /** Makes a table; a master of Spark, or null for the threads of this process. */
  static void make(
      SnnEngine engine, TableRequest request, String master, ProgressListener listener) {
    Surroundings surroundings =
        new Surroundings(engine, Optional.empty(), System.getenv(), Optional.ofNullable(master));
    try (RunExecutor executor =
        ExecutorProviders.load().open(master == null ? "local" : "spark", surroundings)) {
      Bench.on(engine, executor).table(request, listener);
    }
  }

  /** Two folders have the same runs with the same bits, and so many. */
  static void requireSame(Path here, Path there, int runs) throws IOException {
    List<RunRecord> local = RecordFiles.readAll(here);
    List<RunRecord> remote = RecordFiles.readAll(there);
    assertThat(remote).hasSize(runs);
    assertThat(remote)
        .extracting(RunRecord::id)
        .isEqualTo(local.stream().map(RunRecord::id).toList());
    for (int k = 0; k < runs; k++) {
      assertThat(RecordDiff.of(local.get(k), remote.get(k)).differences())
          .as(local.get(k).id().toString())
          .isEmpty();
    }
    assertThat(beside(there)).containsExactlyEntriesOf(beside(here));
  }

  /** What is written beside the records and has no times, by its checksum. */
  private static Map<String, String> beside(Path out) throws IOException {
    TreeMap<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(out)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        String name = out.relativize(file).toString();
        if (name.startsWith("rasters")
            || name.startsWith("predictions")
            || name.endsWith(".png")
            || name.equals("sweep.csv")) {
          files.put(name, dev.snn.spark.task.Sha256.of(file));
        }
      }
    }
    return files;
  }
}
