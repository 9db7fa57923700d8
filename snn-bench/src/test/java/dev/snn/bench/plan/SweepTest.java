package dev.snn.bench.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.snn.api.plugin.UserError;
import dev.snn.bench.Bench;
import dev.snn.engine.SnnEngine;
import dev.snn.engine.progress.ProgressListener;
import dev.snn.engine.record.RecordFiles;
import dev.snn.engine.record.RunId;
import dev.snn.engine.record.RunRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sweeps of a small network, from the file to the records and back. */
class SweepTest {
  private static final String TEXT =
      """
      title: A small sweep
      dataset: {type: digits, train: 150, validation: 60, test: 60}
      encoder: {type: latency, steps: 6}
      layers: [{type: dense, size: 8}, {type: dense, size: 10}]
      decoder: rate
      loss: cross-entropy
      training: {batch: 32, epochs: 1}
      seeds: [1, 2]
      rows:
        majority: {procedure: majority}
        grid:
          sweep:
            search: {type: grid, levels: 2}
            space:
              layers[0].neuron.tau_mem: {log_uniform: [1, 100]}
              decoder: [rate, {type: linear}]
        model:
          sweep:
            search: {type: bayesian, initial: 2, candidates: 50}
            runs: 4
            space:
              training.optimizer.lr: {log_uniform: [1e-4, 1e-1]}
              layers[0].neuron.tau_mem: {gamma: {shape: 3, scale: {uniform: [1, 10]}}}
      select: {tuned: [grid]}
      compare: [[model, grid], [tuned, model]]
      """;

  @TempDir Path folder;
  private SnnEngine engine;
  private Path file;
  private Path out;

  @BeforeEach
  void open() throws IOException {
    engine = SnnEngine.open(SnnEngine.Options.defaults().withThreads(2));
    file = Files.writeString(folder.resolve("small.yaml"), TEXT);
    out = folder.resolve("out");
  }

  @AfterEach
  void close() {
    engine.close();
  }

  private TableRequest request() {
    return TableRequest.of(List.of(file), out);
  }

  private static class Counter implements ProgressListener {
    final List<String> runs = new ArrayList<>();
    int stopAt = Integer.MAX_VALUE;

    @Override
    public void runStarted(RunId id, int number, int total) {
      if (number == stopAt) {
        throw new CancellationException("interrupted");
      }
      runs.add(number + "/" + total + " " + id);
    }
  }

  private List<List<String>> csv(String name) throws IOException {
    return Files.readString(out.resolve(name))
        .lines()
        .map(line -> List.of(line.split(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", -1)))
        .toList();
  }

  /** Without the seconds, which no two runs share. */
  private String table() throws IOException {
    return csv("table.csv").stream()
        .map(line -> line.subList(0, 9) + "|" + line.subList(10, line.size()))
        .reduce("", (a, b) -> a + b + "\n");
  }

  @Test
  void everyCandidateIsARowWithItsValuesAndARecordForEachSeed() throws IOException {
    TableResult result = Bench.on(engine).table(request(), ProgressListener.SILENT);
    assertThat(result.planned()).hasSize(2 + 4 * 2 + 4 * 2);
    List<List<String>> table = csv("table.csv");
    assertThat(table)
        .extracting(line -> line.get(1))
        .containsExactly(
            "row",
            "majority",
            "grid#1",
            "grid#2",
            "grid#3",
            "grid#4",
            "model#1",
            "model#2",
            "model#3",
            "model#4",
            "tuned");
    int at = table.get(0).indexOf("layers[0].neuron.tau_mem");
    assertThat(table.subList(1, 6))
        .extracting(line -> line.get(at) + " " + line.get(at + 1))
        .containsExactly(" ", "1 rate", "1 linear", "100 rate", "100 linear");
    assertThat(table.subList(2, 10)).allMatch(line -> line.get(3).equals("ok"));
    RunRecord record = RecordFiles.read(out.resolve("records/small--grid#3--seed-2.json"));
    assertThat(record.config().at("/layers/0/neuron/tau_mem").asDouble()).isEqualTo(100);
    JsonNode sweep = record.tree().get("sweep");
    assertThat(sweep.get("candidate").asInt()).isEqualTo(3);
    assertThat(sweep.at("/search/levels").asInt()).isEqualTo(2);
    assertThat(sweep.get("values").toString())
        .isEqualTo("{\"layers[0].neuron.tau_mem\":100.0,\"decoder\":\"rate\"}");
  }

  @Test
  void theTraceHasTheMeanValidationScoreAndTheBestSoFar() throws IOException {
    TableResult result = Bench.on(engine).table(request(), ProgressListener.SILENT);
    List<List<String>> trace = csv("sweep.csv");
    assertThat(String.join(",", trace.get(0)))
        .isEqualTo(
            "experiment,row,search,candidate,status,n,metric,direction,objective,best,"
                + "layers[0].neuron.tau_mem,decoder,training.optimizer.lr,"
                + "layers[0].neuron.tau_mem.gamma.shape,layers[0].neuron.tau_mem.gamma.scale");
    List<List<String>> model = trace.subList(5, 9);
    assertThat(model)
        .extracting(line -> String.join(" ", line.subList(1, 8)))
        .containsExactly(
            "model bayesian 1 ok 2 accuracy maximise",
            "model bayesian 2 ok 2 accuracy maximise",
            "model bayesian 3 ok 2 accuracy maximise",
            "model bayesian 4 ok 2 accuracy maximise");
    double best = 0;
    int bestNumber = 0;
    for (List<String> line : model) {
      double mean = 0;
      for (int seed = 1; seed <= 2; seed++) {
        mean += validation("model#" + line.get(3), seed) / 2;
      }
      assertThat(Double.parseDouble(line.get(8))).isCloseTo(mean, within(1e-9));
      if (mean > best) {
        best = mean;
        bestNumber = Integer.parseInt(line.get(3));
      }
      assertThat(Double.parseDouble(line.get(9))).isCloseTo(best, within(1e-9));
      assertThat(line.get(13)).isEqualTo("3");
    }
    assertThat(result.table().sweeps()).extracting(s -> s.row()).containsExactly("grid", "model");
    assertThat(result.table().sweeps().get(1).best().number()).isEqualTo(bestNumber);
    String chosen = "model#" + bestNumber;
    assertThat(result.table().comparisons())
        .extracting(line -> line.a() + "/" + line.b())
        .contains("tuned/" + chosen)
        .allMatch(pair -> pair.contains(chosen));
  }

  @Test
  void aSelectionChoosesAmongTheCandidatesForEachSeed() throws IOException {
    Bench.on(engine).table(request().withOnly("grid"), ProgressListener.SILENT);
    double mean = 0;
    for (int seed = 1; seed <= 2; seed++) {
      double best = 0;
      for (int k = 1; k <= 4; k++) {
        best = Math.max(best, validation("grid#" + k, seed));
      }
      mean += best / 2;
    }
    List<List<String>> table = csv("table.csv");
    List<String> tuned = table.get(table.size() - 1);
    assertThat(tuned.get(1)).isEqualTo("tuned");
    assertThat(Double.parseDouble(tuned.get(table.get(0).indexOf("validation_accuracy_mean"))))
        .isCloseTo(mean, within(1e-9));
  }

  private double validation(String row, long seed) {
    return RecordFiles.read(out.resolve("records/small--" + row + "--seed-" + seed + ".json"))
        .finalScores("validation")
        .get("accuracy");
  }

  @Test
  void anInterruptedSweepIsResumedAndEqualsAnUninterruptedOne() throws IOException {
    Bench.on(engine).table(request(), ProgressListener.SILENT);
    final String whole = table();
    final String trace = Files.readString(out.resolve("sweep.csv"));
    out = folder.resolve("again");
    Counter stop = new Counter();
    stop.stopAt = 16;
    assertThatThrownBy(() -> Bench.on(engine).table(request().withJobs(1), stop))
        .isInstanceOf(CancellationException.class);
    assertThat(stop.runs).hasSize(15).endsWith("15/18 model#3, seed 1");
    Counter counter = new Counter();
    TableResult resumed = Bench.on(engine).table(request().withJobs(1).resuming(), counter);
    assertThat(counter.runs)
        .containsExactly("16/18 model#3, seed 2", "17/18 model#4, seed 1", "18/18 model#4, seed 2");
    assertThat(resumed.kept()).isEqualTo(15);
    assertThat(table()).isEqualTo(whole);
    assertThat(out.resolve("sweep.csv")).content().isEqualTo(trace);
  }

  @Test
  void runsAtTheSameTimeFindTheSame() throws IOException {
    Bench.on(engine).table(request().withJobs(1), ProgressListener.SILENT);
    final String one = table();
    final String trace = Files.readString(out.resolve("sweep.csv"));
    out = folder.resolve("several");
    Bench.on(engine).table(request().withJobs(2), ProgressListener.SILENT);
    assertThat(table()).isEqualTo(one);
    assertThat(out.resolve("sweep.csv")).content().isEqualTo(trace);
  }

  @Test
  void moreCandidatesGoOnFromTheFirstOnes() throws IOException {
    Bench.on(engine).table(request().withOnly("model"), ProgressListener.SILENT);
    final List<List<String>> four = csv("sweep.csv");
    Files.writeString(file, TEXT.replace("runs: 4", "runs: 5"));
    Counter counter = new Counter();
    Bench.on(engine).table(request().withOnly("model").withJobs(1).resuming(), counter);
    assertThat(counter.runs).containsExactly("9/10 model#5, seed 1", "10/10 model#5, seed 2");
    assertThat(csv("sweep.csv")).hasSize(6);
    assertThat(csv("sweep.csv").subList(0, 5)).isEqualTo(four);
  }

  @Test
  void anotherRowKeepsTheCandidatesOfASweep() throws IOException {
    Bench.on(engine).table(request().withOnly("grid"), ProgressListener.SILENT);
    final String trace = Files.readString(out.resolve("sweep.csv"));
    Counter counter = new Counter();
    TableResult result =
        Bench.on(engine).table(request().withOnly("majority").withJobs(1), counter);
    assertThat(counter.runs).containsExactly("1/2 majority, seed 1", "2/2 majority, seed 2");
    assertThat(csv("table.csv")).hasSize(1 + 1 + 4 + 1);
    assertThat(out.resolve("sweep.csv")).content().isEqualTo(trace);
    assertThat(result.records()).hasSize(2 + 8);
  }

  @Test
  void recordsOfAnotherSpaceStopATable() throws IOException {
    Bench.on(engine).table(request().withOnly("grid"), ProgressListener.SILENT);
    Files.writeString(file, TEXT.replace("[1, 100]", "[1, 200]"));
    assertThatThrownBy(
            () -> Bench.on(engine).table(request().withOnly("grid"), ProgressListener.SILENT))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith(
            out
                + " holds records of another configuration (experiment 'small', row 'grid#1'); 0 of"
                + " 8 recorded runs fit.");
    Counter counter = new Counter();
    Bench.on(engine).table(request().withOnly("grid").resuming(), counter);
    assertThat(counter.runs).hasSize(8);
  }

  @Test
  void aDryRunNamesTheRunsOfAllCandidates() {
    TableResult result =
        Bench.on(engine).table(request().withOnly("model").dry(), ProgressListener.SILENT);
    assertThat(result.planned())
        .extracting(RunId::toString)
        .startsWith("model#1, seed 1", "model#1, seed 2", "model#2, seed 1")
        .hasSize(8);
    assertThat(out).doesNotExist();
  }

  @Test
  void withoutItsDataASweepEndsAfterOneCandidate() throws IOException {
    Path nowhere = folder.resolve("data");
    Files.writeString(file, TEXT.replace("type: digits", "type: fashion-mnist"));
    try (SnnEngine empty =
        SnnEngine.open(
            SnnEngine.Options.defaults().withThreads(2),
            Map.of("XDG_CACHE_HOME", nowhere.toString(), "XDG_DATA_DIRS", nowhere.toString()))) {
      Counter counter = new Counter();
      Bench.on(empty).table(request().withOnly("model").withJobs(1), counter);
      assertThat(counter.runs).containsExactly("1/2 model#1, seed 1", "2/2 model#1, seed 2");
      assertThat(csv("sweep.csv").get(1).subList(1, 10))
          .containsExactly("model", "bayesian", "1", "skipped", "0", "", "", "", "");
    }
  }

  @Test
  void valuesThatDoNotGoTogetherAreACandidateWithoutRuns() throws IOException {
    Files.writeString(
        file,
        """
        training:
          procedure: memory-capacity
          reservoir: {type: echo-state, size: 10}
          spans: {plastic: 0, train: 200, validation: 100, test: 100}
        sweep:
          search: grid
          objective: {metric: capacity, direction: minimise}
          space: {training.delays: [60, 5], training.spans.washout: [50, 70]}
        """);
    Counter counter = new Counter();
    TableResult result = Bench.on(engine).table(request().withJobs(1), counter);
    // A washout of 50 is too short for 60 delays.
    assertThat(counter.runs)
        .containsExactly("2/4 small#2, seed 1", "3/4 small#3, seed 1", "4/4 small#4, seed 1");
    List<List<String>> trace = csv("sweep.csv");
    assertThat(trace.get(1))
        .containsExactly(
            "small", "small", "grid", "1", "n/a", "0", "capacity", "minimise", "", "", "60", "50");
    assertThat(result.table().sweeps().get(0).best().number()).isBetween(3, 4);
    assertThat(csv("table.csv")).extracting(line -> line.get(1)).doesNotContain("small#1");
  }

  @Test
  void aRecordOfACandidateIsReproduced() throws IOException {
    Bench.on(engine).table(request().withOnly("grid"), ProgressListener.SILENT);
    SnnEngine.Reproduction again =
        engine.repro(out.resolve("records/small--grid#2--seed-1.json"), ProgressListener.SILENT);
    assertThat(again.diff().differences()).isEmpty();
  }

  @Test
  void aRunOfASweptRowIsRefusedUnlessTheSweepIsTakenOff() {
    assertThatThrownBy(
            () ->
                engine.run(
                    Bench.request(Bench.on(engine).read(file, null, List.of()), "model", 1L),
                    ProgressListener.SILENT))
        .isInstanceOf(UserError.class)
        .hasMessage(
            "row 'model' of experiment 'small' is a sweep of 4 candidates. Run it with 'snn"
                + " table', or one configuration of it with --set sweep=null and the values.");
    List<String> settings = List.of("sweep=null", "layers[0].neuron.tau_mem=7");
    RunRecord record =
        engine.run(
            Bench.request(Bench.on(engine).read(file, null, settings, "model"), "model", 1L),
            ProgressListener.SILENT);
    assertThat(record.config().at("/layers/0/neuron/tau_mem").asDouble()).isEqualTo(7);
    assertThat(record.tree().has("sweep")).isFalse();
  }
}
