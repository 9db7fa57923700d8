package dev.snn.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.snn.app.terminal.CleanStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Terminals, signals, memory: what surrounds the program. */
@Timeout(180)
class SurroundingsTest {
  @TempDir Path dir;

  private Path experiment(String title) throws IOException {
    return Golden.file(
        dir,
        "long.yaml",
        "title: \"" + title + "\"",
        "dataset: {type: digits}",
        "encoder: {type: latency, steps: 30}",
        "layers: [{type: dense, size: 600, neuron: {type: lif, r: 20}}, {type: srm-bernoulli, size: 10}]",
        "loss: {type: cross-entropy}",
        "decoder: rate",
        "training: {procedure: gradient, batch: 200, epochs: 50}",
        "grid: {training.batch: [200, 201, 202, 203, 204, 205, 206, 207, 208, 209, 210, 211]}",
        "rows: {a: }");
  }

  private Process start(Path err, String jvm, String... args) throws IOException {
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(List.of(jvm, "-cp", System.getProperty("java.class.path"), "dev.snn.app.Main"));
    line.addAll(List.of(args));
    return new ProcessBuilder(line)
        .redirectError(err.toFile())
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /** One rule for all commands: the exit code of the signal, one sentence, no trace. */
  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({"-INT, 130, explain", "-TERM, 143, explain", "-HUP, 129, explain", "-TERM, 143, run"})
  void signalsEndACommandWithASentence(String signal, int code, String command) throws Exception {
    assumeTrue(
        !signal.equals("-INT") || InterruptionTest.interruptsArrive(),
        "this process was started with interrupts switched off");
    assumeTrue(
        !signal.equals("-HUP") || InterruptionTest.hangUpsArrive(),
        "this process was started with hang-ups switched off");
    Path err = dir.resolve("err.txt");
    List<String> args = new ArrayList<>(List.of(command, experiment("x").toString()));
    if (command.equals("run")) {
      args.addAll(List.of("--row", "a[batch=200]", "--out", dir + "/out"));
    }
    Process process = start(err, "-Xmx1g", args.toArray(String[]::new));
    Thread.sleep(3000);
    assertThat(process.isAlive()).as(Files.readString(err)).isTrue();

    InterruptionTest.signal(signal, process);

    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(code);
    List<String> said = Files.readAllLines(err).stream().filter(l -> l.startsWith("snn:")).toList();
    assertThat(said).hasSize(1);
    assertThat(said.get(0)).startsWith("snn: interrupted");
    assertThat(Files.readString(err)).doesNotContain("Exception", "mistake");
  }

  @Test
  void tooLittleMemoryIsNamed() throws Exception {
    Path err = dir.resolve("err.txt");
    Process process = start(err, "-Xmx8m", "list");

    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(2);
    assertThat(Files.readString(err))
        .matches(
            "snn: only \\d MB of memory are allowed, which is too little\\. Allow more, .*\\R");
  }

  @Test
  void escapeSequencesDoNotReachTheTerminal() throws IOException {
    Path file = experiment("red \\e[31m, \\u202e turned, \\a, \\r over");

    Snn.Result result =
        Snn.run(dir, "explain", file.toString(), "--config", "--row", "a[batch=200]");

    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.out())
        .startsWith("red \\u001b[31m, \\u202e turned, \\u0007, \\u000d over\n")
        .doesNotContain("\u001b", "\u202e", "\r", "\u0007");
    Snn.Result error = Snn.run(dir, "explain", file.toString(), "--set", "los\u001b[2J=3");
    assertThat(error.err()).contains("unknown option 'los\\u001b'").doesNotContain("\u001b");
  }

  @Test
  void headersOfOwnDataDoNotEither() throws IOException {
    Golden.file(dir, "d.csv", "1,2,a", "1,\u001b]0;pwned\u0007\u001b[31m,b");

    Snn.Result result =
        Snn.run(dir, "run", "single", "--set", "dataset={type: csv, path: " + dir + "/d.csv}");

    assertThat(result.code()).isEqualTo(2);
    assertThat(result.err()).doesNotContain("\u001b", "\u0007");
  }

  @Test
  void wordsOfAllLanguagesStay() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CleanStream stream = CleanStream.over(new PrintStream(bytes, true, StandardCharsets.UTF_8));

    stream.println("± – ü \u00b5 \u65e5\u672c \ud83d\ude00\tx");
    stream.print("\u0085\u009b31m");

    assertThat(bytes.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            "± – ü \u00b5 \u65e5\u672c \ud83d\ude00\tx"
                + System.lineSeparator()
                + "\\u0085\\u009b31m");
  }

  @Test
  void aTableOfChosenRowsSeedsAndValues() throws IOException {
    Path file =
        Golden.file(
            dir,
            "t.yaml",
            "dataset: {type: digits, train: 40, test: 20}",
            "encoder: {type: latency, steps: 4}",
            "layers: [{type: dense, size: 10}]",
            "decoder: rate",
            "loss: cross-entropy",
            "training: {epochs: 3, batch: 20}",
            "rows: {a: , b: {dt: 0.5}, c: {dt: 2}, m: {procedure: majority}}");
    String[] args = {
      "table", file.toString(), "--only", "a,c,m", "--seeds", "7,2..3", "--set", "training.epochs=1"
    };
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(List.of("--out", dir + "/out", "--quiet"));

    Snn.Result result = Snn.run(dir, all.toArray(String[]::new));

    assertThat(result.code()).as(result.err()).isZero();
    assertThat(Files.list(dir.resolve("out/records")).map(p -> p.getFileName().toString()))
        .containsExactlyInAnyOrder(
            "t--a--seed-2.json",
            "t--a--seed-3.json",
            "t--a--seed-7.json",
            "t--c--seed-2.json",
            "t--c--seed-3.json",
            "t--c--seed-7.json",
            "t--m--seed-2.json",
            "t--m--seed-3.json",
            "t--m--seed-7.json");
    assertThat(dir.resolve("out/records/t--a--seed-2.json"))
        .content()
        .containsPattern("\"epochs\" : 1\\b");
    assertThat(dir.resolve("out/report.html"))
        .content()
        .contains("--set training.epochs=1", "--seeds 7,2,3", "--only a,c,m");
    for (String wrong : List.of("--seeds=x", "--seeds=3..1", "--seeds=1,1", "--only=a,q")) {
      Snn.Result refused = Snn.run(dir, "table", file.toString(), wrong, "--out", dir + "/no");
      assertThat(refused.code()).as(wrong).isEqualTo(2);
      assertThat(refused.err().lines()).hasSize(1);
    }
    assertThat(dir.resolve("no")).doesNotExist();
  }
}
