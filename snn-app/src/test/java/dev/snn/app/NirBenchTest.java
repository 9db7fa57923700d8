package dev.snn.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code snn nir bench} with a small network. */
@Timeout(240)
class NirBenchTest {
  @TempDir Path dir;

  /** A convolution, a pool and two products, all with IF neurons, trained a little. */
  private String network() throws IOException {
    Path experiment =
        Golden.file(
            dir,
            "net.yaml",
            "title: a net",
            "dataset: {type: digits, train: 200, validation: 0, test: 50}",
            "encoder: {type: rate, steps: 8}",
            "layers:",
            "  - {type: conv, channels: 4, kernel: 3, stride: 2, padding: 1, bias: false, neuron: {type: if, strict: true}}",
            "  - {type: sum-pool, size: 2}",
            "  - {type: flatten}",
            "  - {type: dense, size: 10, neuron: {type: if, strict: true}}",
            "decoder: rate",
            "loss: cross-entropy",
            "training: {epochs: 1}",
            "seeds: [1]");
    String kept = dir.resolve("kept").toString();
    Snn.Result trained =
        Snn.run(dir, "run", experiment.toString(), "--out", dir + "/out", "--checkpoint", kept);
    assertThat(trained.code()).as(trained.err()).isZero();
    String file = dir.resolve("net.nir").toString();
    Snn.Result exported = Snn.run(dir, "nir", "export", kept + "/last.safetensors", file);
    assertThat(exported.code()).as(exported.err()).isZero();
    return file;
  }

  private static String[] bench(String file, String... more) {
    List<String> words =
        new ArrayList<>(
            List.of("nir", "bench", file, "--input", "digits", "--steps", "6", "--dt", "0.001"));
    words.addAll(List.of("--reset", "subtract", "--threads", "1", "--quiet"));
    words.addAll(List.of(more));
    return words.toArray(String[]::new);
  }

  @Test
  void measuresTheFirstPassAndLaterOnes() throws IOException {
    Snn.Result result = Snn.run(dir, bench(network()));

    assertThat(result.code()).as(result.err()).isZero();
    List<String> lines = result.out().lines().toList();
    assertThat(lines.get(2)).contains("MEDIAN ms", "FIRST ms", "WHOLE ms", "EXAMPLES/s");
    assertThat(lines.get(3)).matches("nir +infer +(plain|vector) +1 .*");
    assertThat(result.out()).contains("first: the first pass; whole: from the start");
  }

  @Test
  void pyTorchHasTheSameClassesAndSpikes() throws Exception {
    Map<String, String> env = new HashMap<>(System.getenv());
    env.put("XDG_CACHE_HOME", dir.resolve("cache").toString());
    String python = env.computeIfAbsent("SNN_PYTHON", key -> "python3");
    assumeTrue(importsTorch(python), "there is no Python with torch");
    Path json = dir.resolve("speed.json");

    Snn.Result result =
        Snn.run(
            Path.of("..").toRealPath(),
            env,
            bench(network(), "--against", "torch", "--json", json.toString()));

    assertThat(result.code()).as(result.err()).isZero();
    JsonNode rows = new ObjectMapper().readTree(json.toFile()).path("rows");
    assertThat(rows).hasSize(2);
    assertThat(rows.path(0).path("spikes_per_s").asDouble()).isPositive();
    assertThat(rows.path(0).has("comparison")).isTrue();
    JsonNode peer = rows.path(1);
    assertThat(peer.path("backend").asText()).isEqualTo("torch");
    assertThat(peer.path("stepwise_ms").asDouble()).isPositive();
    assertThat(peer.path("hoisted_ms").asDouble()).isPositive();
    assertThat(peer.path("whole_ms").asDouble()).isGreaterThan(peer.path("first_ms").asDouble());
  }

  /** Before anything is encoded. */
  @Test
  void refusesMoreFramesThanThePeerHolds() throws IOException {
    String file = network();
    String[] many = bench(file, "--against", "torch", "--examples", "40");
    many[List.of(many).indexOf("6")] = "1000000";

    Snn.Result result = Snn.run(dir, many);

    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err())
        .isEqualTo(
            "snn: --against torch holds the frames of all examples, 1000000 steps x 40 examples x 64 lines, and takes at most 500000000 values; take fewer with --examples or --steps.\n");
  }

  @Test
  void takesTheFirstExamples() throws IOException {
    Path json = dir.resolve("speed.json");

    Snn.Result result =
        Snn.run(dir, bench(network(), "--examples", "7", "--json", json.toString()));

    assertThat(result.code()).as(result.err()).isZero();
    JsonNode row = new ObjectMapper().readTree(json.toFile()).path("rows").path(0);
    double examples =
        row.path("examples_per_s").asDouble() * row.path("median_ms").asDouble() / 1e3;
    assertThat(examples).isCloseTo(7, within(1e-6));
  }

  private static boolean importsTorch(String python) throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder(python, "-c", "import numpy, torch")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void saysWhatIsWrong() throws IOException {
    Path file = Files.copy(Path.of("src/test/resources/nir/plain.nir"), dir.resolve("plain.nir"));
    String input = Golden.file(dir, "input.csv", "1,0").toString();
    String[][] wrong = {
      {"nir-bench-input", "--input", input},
      {"nir-bench-steps", "--input", "digits"},
      {"nir-bench-peer", "--input", "digits", "--steps", "4", "--against", "torsh"},
      {"nir-bench-chain", "--input", "digits", "--steps", "4", "--against", "torch"},
      {"nir-bench-shape", "--input", "digits", "--steps", "4"},
      {"nir-bench-examples", "--input", "digits", "--steps", "4", "--examples", "0"},
      {"nir-bench-record", "--input", "digits", "--steps", "4", "--record", "lif"}
    };
    for (String[] one : wrong) {
      List<String> words = new ArrayList<>(List.of("nir", "bench", file.toString()));
      words.addAll(List.of(one).subList(1, one.length));
      Golden.error(dir, one[0], words.toArray(String[]::new));
    }
  }
}
