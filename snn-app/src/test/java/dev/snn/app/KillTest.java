package dev.snn.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.snn.api.random.Seed;
import dev.snn.engine.checkpoint.CheckpointFile;
import dev.snn.engine.checkpoint.SavedRun;
import dev.snn.engine.record.RecordDiff;
import dev.snn.engine.record.RecordFiles;
import dev.snn.engine.record.RunRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A training in a process of its own that is killed again and again, and goes on each time. */
@Timeout(600)
class KillTest {
  private static final int KILLS = 20;

  /** Of so many kills one may come at any time after the start of the process. */
  private static final int BLIND = 4;

  private static final int KILLED = 128 + 9;

  private final RandomGenerator random = new Seed(20).stream("kills");
  @TempDir Path dir;

  private Path experiment() throws IOException {
    return Golden.file(
        dir,
        "killed.yaml",
        "dataset: {type: digits, train: 320, validation: 60, test: 60}",
        "encoder: {type: latency, steps: 6}",
        "layers:",
        "  - {type: dense, size: 12, neuron: {type: lif, r: 20}}",
        "  - {type: srm-bernoulli, size: 10}",
        "decoder: {type: mlp, hidden: 8}",
        "loss: {type: vib}",
        "training:",
        "  procedure: gradient",
        "  learning_rule: {type: score-function, baseline: ema, samples: 1, kappa: 0.7}",
        "  batch: 8",
        "  epochs: 60",
        "  schedule: cosine",
        "  early_stopping: 59",
        "  evaluate_every: 2",
        "seeds: [4]");
  }

  private static List<String> command(Path file, Path folder, int threads) {
    return List.of(
        "run",
        file.toString(),
        "--quiet",
        "--backend",
        "plain",
        "--threads",
        String.valueOf(threads),
        "--out",
        folder.resolve("out").toString(),
        "--checkpoint",
        folder.resolve("kept").toString(),
        "--checkpoint-every",
        "17steps",
        "--resume");
  }

  /** Runs to the end, in this process. */
  private RunRecord finish(Path file, Path folder) {
    Snn.Result result = Snn.run(dir, command(file, folder, 2).toArray(String[]::new));
    assertThat(result.code()).as(result.err()).isZero();
    return RecordFiles.readAll(folder.resolve("out")).get(0);
  }

  private Process start(Path file, Path folder, int threads) throws IOException {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(List.of("-XX:TieredStopAtLevel=1", "-Xshare:auto", "-XX:+UseSerialGC", "-cp"));
    words.addAll(List.of(System.getProperty("java.class.path"), "dev.snn.app.Main"));
    words.addAll(command(file, folder, threads));
    return new ProcessBuilder(words)
        .redirectError(dir.resolve("err.txt").toFile())
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /** Goes on in a process and kills it; false where it was through before. */
  private boolean kill(Path file, Path folder, int number) throws Exception {
    Path last = folder.resolve("kept/last.safetensors");
    FileTime before = time(last);
    Process process = start(file, folder, 1 + number % 2);
    if (number % BLIND == BLIND - 1) {
      process.waitFor(random.nextInt(1500), TimeUnit.MILLISECONDS);
    } else {
      while (process.isAlive() && time(last).equals(before)) {
        process.waitFor(2, TimeUnit.MILLISECONDS);
      }
      process.waitFor(random.nextInt(120), TimeUnit.MILLISECONDS);
    }
    process.destroyForcibly();
    int code = process.waitFor();
    assertThat(code).as(Files.readString(dir.resolve("err.txt"))).isIn(0, KILLED);
    return code == KILLED;
  }

  private static FileTime time(Path file) throws IOException {
    return Files.exists(file) ? Files.getLastModifiedTime(file) : FileTime.fromMillis(0);
  }

  @Test
  void twentyKillsChangeNoBit() throws Exception {
    Path file = experiment();
    Path whole = dir.resolve("whole");
    RunRecord expected = finish(file, whole);
    assertThat(expected.tree().at("/timing").has("resumed")).isFalse();
    int kills = 0;
    int resumed = 0;
    for (int chain = 0; kills < KILLS; chain++) {
      Path parts = dir.resolve("parts-" + chain);
      while (kills < KILLS && kill(file, parts, kills)) {
        kills++;
      }
      RunRecord record = finish(file, parts);
      resumed += record.tree().at("/timing/resumed").asInt();
      assertThat(RecordDiff.of(expected, record).differences()).isEmpty();
      for (String name : List.of("last", "best")) {
        assertThat(bits(parts, name)).as(name).isEqualTo(bits(whole, name));
      }
    }
    // Each kill that waits for a checkpoint leaves one to go on from.
    assertThat(resumed).isGreaterThanOrEqualTo(KILLS / 2);
  }

  private static Map<String, Integer> bits(Path folder, String name) {
    SavedRun saved = CheckpointFile.read(folder.resolve("kept/" + name + ".safetensors"));
    Map<String, Integer> hashes = new TreeMap<>();
    saved.parameters().arrays().forEach((key, rows) -> hashes.put(key, Arrays.deepHashCode(rows)));
    assertThat(hashes).containsKeys("layers[0].weight", "layers[1].weight", "decoder.out.weight");
    return hashes;
  }
}
