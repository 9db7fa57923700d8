package dev.snn.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.snn.engine.record.RecordDiff;
import dev.snn.engine.record.RecordFiles;
import dev.snn.engine.record.RunRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tables whose process is stopped, and their resumption. */
@Timeout(180)
class InterruptionTest {
  private static final int RUNS = 6;

  @TempDir Path dir;

  private Path experiment() throws IOException {
    return Golden.file(
        dir,
        "long.yaml",
        "dataset: {type: digits}",
        "encoder: {type: latency, steps: 12}",
        "layers:",
        "  - {type: dense, size: 96, neuron: {type: lif, r: 20}}",
        "  - {type: srm-bernoulli, size: 10}",
        "loss: {type: cross-entropy}",
        "training: {procedure: gradient, batch: 32, epochs: 4}",
        "seeds: [1, 2, 3]",
        "rows: {rate: {decoder: {type: rate}}, mlp: {decoder: {type: mlp, hidden: 16}}}",
        "compare: [[mlp, rate]]");
  }

  /** Starts a table in a process of its own and waits until its first run is finished. */
  private Process start(Path file, Path out, Path err) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "dev.snn.app.Main",
                "table",
                file.toString(),
                "--threads",
                "1",
                "--out",
                out.toString())
            .redirectError(err.toFile())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    while (RecordFiles.readAll(out).isEmpty()) {
      assertThat(process.isAlive()).as(Files.readString(err)).isTrue();
      Thread.sleep(Duration.ofMillis(20).toMillis());
    }
    return process;
  }

  private void resumedEqualsUninterrupted(Path file, Path out) throws IOException {
    int kept = RecordFiles.readAll(out).size();
    assertThat(kept).isBetween(1, RUNS - 1);
    Path whole = dir.resolve("whole");

    Snn.Result resumed = table(file, out, "--resume");
    // The process that was stopped has no other; the rest is done on the same one.
    table(file, whole, "--backend=plain");

    assertThat(resumed.err().lines().filter(line -> line.contains(": ok, ")))
        .as("runs that were not finished before")
        .hasSize(RUNS - kept);
    assertThat(csv(out)).isEqualTo(csv(whole));
    for (String name : List.of("comparisons.csv")) {
      assertThat(out.resolve(name)).hasSameTextualContentAs(whole.resolve(name));
    }
    List<RunRecord> records = RecordFiles.readAll(out);
    List<RunRecord> expected = RecordFiles.readAll(whole);
    assertThat(records).hasSize(RUNS);
    for (int i = 0; i < RUNS; i++) {
      assertThat(RecordDiff.of(expected.get(i), records.get(i)).differences()).isEmpty();
    }
  }

  private Snn.Result table(Path file, Path out, String more) {
    Snn.Result result =
        Snn.run(dir, "table", file.toString(), "--threads", "1", "--out", out.toString(), more);
    assertThat(result.code()).as(result.err()).isZero();
    return result;
  }

  /** The table's lines without the column of seconds. */
  private static List<List<String>> csv(Path out) throws IOException {
    List<String> lines = Files.readAllLines(out.resolve("table.csv"));
    int seconds = List.of(lines.get(0).split(",")).indexOf("seconds_per_epoch");
    assertThat(seconds).isNotNegative();
    List<List<String>> cells = new ArrayList<>();
    for (String line : lines) {
      List<String> row = new ArrayList<>(List.of(line.split(",", -1)));
      row.remove(seconds);
      cells.add(row);
    }
    return cells;
  }

  @Test
  void ctrlC() throws Exception {
    assumeTrue(interruptsArrive(), "this process was started with interrupts switched off");
    Path out = dir.resolve("out");
    Path err = dir.resolve("err.txt");
    Path file = experiment();
    Process process = start(file, out, err);

    signal("-INT", process);

    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(130);
    List<String> lines = Files.readAllLines(err);
    assertThat(lines.get(lines.size() - 1))
        .isEqualTo(
            "snn: interrupted. Finished runs are kept in "
                + out
                + "; the same command with --resume does the rest.");
    assertThat(Files.readString(err)).doesNotContain("Exception");
    resumedEqualsUninterrupted(file, out);
  }

  @Test
  void kill() throws Exception {
    Path out = dir.resolve("out");
    Path file = experiment();
    Process process = start(file, out, dir.resolve("err.txt"));

    signal("-KILL", process);

    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    resumedEqualsUninterrupted(file, out);
  }

  static void signal(String signal, Process process) throws Exception {
    assertThat(new ProcessBuilder("kill", signal, "" + process.pid()).start().waitFor()).isZero();
  }

  /** A child of a process that ignores SIGINT (a background job of a shell) ignores it as well. */
  static boolean interruptsArrive() throws IOException {
    return arrives(2);
  }

  /** The same of SIGHUP, which {@code nohup} switches off. */
  static boolean hangUpsArrive() throws IOException {
    return arrives(1);
  }

  private static boolean arrives(int signal) throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.isReadable(status)) {
      return true;
    }
    Matcher ignored =
        Pattern.compile("SigIgn:\\s*(\\p{XDigit}+)").matcher(Files.readString(status));
    return !ignored.find()
        || (Long.parseUnsignedLong(ignored.group(1), 16) >> (signal - 1) & 1) == 0;
  }
}
