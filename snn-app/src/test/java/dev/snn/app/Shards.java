package dev.snn.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.snn.engine.record.RecordFiles;
import dev.snn.engine.record.RunRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Shards of a table, each in a process of its own.
 *
 * @param file the experiment
 * @param out the folder that they share
 */
record Shards(Path file, Path out) {

  /**
   * A process at work.
   *
   * @param printed what it prints
   * @param said what it says about it
   */
  record Started(Process process, Path printed, Path said) {
    /** Waits for its end. */
    int code() throws InterruptedException {
      assertThat(process.waitFor(300, TimeUnit.SECONDS)).isTrue();
      return process.exitValue();
    }

    String err() throws IOException {
      return Files.readString(said);
    }

    /** Runs that it finished. */
    long finished() throws IOException {
      return err().lines().filter(line -> line.contains(": ok, ")).count();
    }

    void kill() throws Exception {
      InterruptionTest.signal("-KILL", process);
      assertThat(code()).as(err()).isEqualTo(128 + 9);
    }
  }

  /** The words of a command for a shard. */
  List<String> words(String shard) {
    return List.of(
        "table",
        file.toString(),
        "--threads",
        "1",
        "--backend=plain",
        "--out",
        out.toString(),
        "--shard",
        shard);
  }

  /** Starts a shard, "1/3". */
  Started start(String shard) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), "dev.snn.app.Main"));
    command.addAll(words(shard));
    Path folder = file.toAbsolutePath().getParent();
    Path printed = Files.createTempFile(folder, "shard", ".out");
    Path said = Files.createTempFile(folder, "shard", ".err");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(printed.toFile())
            .redirectError(said.toFile())
            .start();
    return new Started(process, printed, said);
  }

  /** Waits until somebody has written the record of a run. */
  void await(String fileName, Started worker) throws Exception {
    while (!Files.exists(out.resolve("records").resolve(fileName))) {
      assertThat(worker.process().isAlive()).as(worker.err()).isTrue();
      Thread.sleep(Duration.ofMillis(5).toMillis());
    }
  }

  /** Waits until a line is said. */
  static void awaitLine(Started worker, String part) throws Exception {
    while (!worker.err().contains(part)) {
      assertThat(worker.process().isAlive()).as(worker.err()).isTrue();
      Thread.sleep(Duration.ofMillis(5).toMillis());
    }
  }

  /** The records so far. */
  List<RunRecord> records() {
    return RecordFiles.readAll(out);
  }
}
