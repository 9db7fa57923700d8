package dev.snn.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code snn bench} with its quickest workload. */
class BenchTest {
  @TempDir Path dir;

  private Snn.Result run(String... args) {
    return Snn.run(dir, args);
  }

  @Test
  void printsATableAndWritesJson() throws IOException {
    Path file = dir.resolve("new/speed.json");

    Snn.Result result =
        run("bench", "latency", "--backend", "plain", "--threads", "1", "--json", file.toString());

    assertThat(result.code()).as(result.err()).isZero();
    List<String> lines = result.out().lines().toList();
    assertThat(lines.get(0)).contains(" cores").contains("; Java ").contains("; snn ");
    assertThat(lines.get(1)).isEmpty();
    assertThat(lines.get(2))
        .matches(
            "WORKLOAD +PHASE +BACKEND +THREADS +MEDIAN ms +MIN ms +P90 ms +EXAMPLES/s +SPIKES/s"
                + " +HIDDEN RATE");
    assertThat(lines.get(3))
        .matches(
            "latency +infer +(plain|vector) +1 +[\\d.]+ +[\\d.]+ +[\\d.]+ +\\d+ +[\\d.e+]+ +[\\d.]+"
                + " %");
    assertThat(lines).hasSize(4);
    assertThat(result.err()).isEqualTo("measuring latency, infer, 1 thread\n");
    JsonNode json = new ObjectMapper().readTree(file.toFile());
    assertThat(json.path("rows").path(0).path("workload").asText()).isEqualTo("latency");
    try (Stream<Path> files = Files.list(file.getParent())) {
      assertThat(files).containsExactly(file);
    }
  }

  @Test
  void learnersOfStreamsAndTheHeap() throws IOException {
    Path file = dir.resolve("stream.json");

    Snn.Result result =
        run(
            "bench",
            "stream",
            "--only",
            "knn,oesnn",
            "--samples",
            "20000",
            "--json",
            file.toString());

    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.err())
        .isEqualTo("measuring stream (knn), 1 thread\nmeasuring stream (oesnn), 1 thread\n");
    List<String> lines = result.out().lines().toList();
    assertThat(lines.get(2)).endsWith("ACCURACY  HEAP MB AT EACH TENTH");
    assertThat(lines.get(3)).matches("stream +knn +prequential .* %( +[\\d.]+){10}");
    assertThat(lines.get(4)).matches("stream +oesnn +prequential .* %( +[\\d.]+){10}");
    JsonNode row = new ObjectMapper().readTree(file.toFile()).path("rows").path(0);
    assertThat(row.path("samples").asInt()).isEqualTo(20_000);
    assertThat(row.path("heap_mb")).hasSize(10);
    assertThat(row.path("accuracy").asDouble()).isGreaterThan(0.8);
  }

  @Test
  void quietSaysNothingButTheTable() {
    Snn.Result result = run("bench", "latency", "--quiet", "--threads", "1");

    assertThat(result.code()).isZero();
    assertThat(result.err()).isEmpty();
    assertThat(result.out()).contains("latency");
  }

  @Test
  void theHelpListsTheWorkloads() {
    String help = run("bench", "--help").out();

    assertThat(help).contains("lif-mnist", "vdib-image", "vdib-events", "density", "scaling");
    assertThat(help).containsPattern("without one: lif-mnist");
    assertThat(help).contains("SNN_PYTHON", "--limits");
  }

  @Test
  void aPythonWithoutTorch() throws IOException {
    Path python = Golden.file(dir, "python", "#!/bin/sh", "exit 1");
    Files.setPosixFilePermissions(python, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path json = Golden.file(dir, "speed.json", "mine");

    Snn.Result result =
        Snn.run(
            Map.of("SNN_PYTHON", python.toString()),
            "--quiet",
            "bench",
            "--against",
            "torch",
            "--json",
            json.toString());

    assertThat(result.code()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    assertThat(result.err())
        .isEqualTo(
            "snn: SNN_PYTHON is "
                + python
                + ", which does not run or does not import torch. Set it to a Python that does. "
                + "On Debian the packages python3-torch and libopenblas0-openmp make one.\n");
    assertThat(json).hasContent("mine");
  }

  @Test
  @Timeout(120)
  void ctrlCEndsThePeerAsWell() throws Exception {
    assumeTrue(InterruptionTest.interruptsArrive(), "interrupts are switched off here");
    Path pid = dir.resolve("pid");
    Path python =
        Golden.file(
            dir,
            "python",
            "#!/bin/sh",
            "[ \"$1\" != -c ] || exit 0",
            "echo $$ >" + pid + ".new",
            "mv " + pid + ".new " + pid,
            "exec sleep 100");
    Files.setPosixFilePermissions(python, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path err = dir.resolve("err.txt");
    Path json = dir.resolve("speed.json");
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dsnn.home=" + Path.of("..").toRealPath(),
                "-cp",
                System.getProperty("java.class.path"),
                "dev.snn.app.Main",
                "bench",
                "--against",
                "torch",
                "--json",
                json.toString())
            .redirectError(err.toFile())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.environment().put("SNN_PYTHON", python.toString());
    Process process = builder.start();
    while (!Files.exists(pid)) {
      assertThat(process.isAlive()).as(Files.readString(err)).isTrue();
      Thread.sleep(20);
    }

    InterruptionTest.signal("-INT", process);

    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(130);
    assertThat(Files.readString(err)).endsWith("snn: interrupted; nothing is written.\n");
    assertThat(json).doesNotExist();
    long peer = Long.parseLong(Files.readString(pid).strip());
    assertThat(ProcessHandle.of(peer).filter(ProcessHandle::isAlive)).isEmpty();
  }
}
