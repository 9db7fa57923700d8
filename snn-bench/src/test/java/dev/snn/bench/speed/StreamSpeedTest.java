package dev.snn.bench.speed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.api.learning.SavedState;
import dev.snn.api.plugin.Family;
import dev.snn.api.plugin.UserError;
import dev.snn.api.random.Seed;
import dev.snn.api.stream.StreamLearner;
import dev.snn.engine.tree.Trees;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Learners of streams on a short stream. */
class StreamSpeedTest {

  /** Blocks of 100 samples. */
  static StreamWorkload workload() {
    ObjectNode tree =
        (ObjectNode)
            Trees.parse(
                """
                block: 100
                warmup: 2
                rounds: 3
                steps: 2
                values: 6
                classes: 2
                period: 50000
                noise: 0
                learners:
                  knn: {window: 50, k: 3}
                  hoeffding-tree: {leaves: 10}
                  hoeffding-adaptive-tree: {leaves: 10}
                encoded: [oesnn]
                encoder: {type: grf, fields: 10, code: values}
                peers:
                  sklearn: {warmup: 1, rounds: 2, steps: 10}
                  moa: {warmup: 2, rounds: 2, steps: 3, slow: {knn: {warmup: 1, steps: 1}}}
                """,
                "tiny");
    return new StreamWorkload(Tiny.RESOLVER, tree);
  }

  static StreamSpeed speed() {
    return new StreamSpeed(workload(), "plain", "1.0", SpeedListener.SILENT);
  }

  @Test
  void everyLearnerThatThereIsTakesTheSameSamples() {
    List<SpeedRow> rows = speed().rows(List.of());
    List<SpeedRow> again = speed().rows(List.of());

    assertThat(rows)
        .extracting(row -> row.text("variant"))
        .containsExactlyElementsOf(Tiny.RESOLVER.registries().of(Family.STREAM_LEARNER).names())
        .contains("knn", "oesnn", "hoeffding-tree", "gaussian-naive-bayes");
    for (int k = 0; k < rows.size(); k++) {
      SpeedRow row = rows.get(k);
      assertThat(row.number("n")).isEqualTo(6);
      assertThat(row.number("samples")).isEqualTo(600);
      assertThat(row.number("median_ms")).isPositive();
      assertThat(row.number("examples_per_s")).isEqualTo(100 * 1e3 / row.number("median_ms"));
      assertThat(row.number("accuracy"))
          .as(row.text("variant"))
          .isEqualTo(again.get(k).number("accuracy"));
    }
  }

  @Test
  void whatIsTimedBeginsWithNothing() {
    SpeedRow row = speed().rows(List.of("knn")).get(0);
    StreamWorkload workload = workload();
    StreamSubject subject = workload.make("knn");
    int[] predictions = new int[100];
    for (int k = 0; k < 6; k++) {
      subject.take(workload.draw((long) k), predictions, 0);
    }
    assertThat(row.number("accuracy")).isEqualTo(subject.accuracy()).isGreaterThan(0.7);
    assertThat(row.number("learner_bytes")).isEqualTo(50 * (6 * 4 + 4));
  }

  @Test
  void encodingIsPartOfTheTime() {
    List<SpeedRow> rows = speed().rows(List.of("oesnn", "knn"));
    SpeedRow oesnn = rows.get(0);
    assertThat(oesnn.number("network_ms")).isPositive().isLessThan(oesnn.number("median_ms"));
    assertThat(rows.get(1).tree().has("network_ms")).isFalse();
  }

  @Test
  void theHeapIsLookedAtTenTimes() {
    SpeedRow row = speed().memory(List.of("gaussian-naive-bayes"), 2000).get(0);

    assertThat(row.number("samples")).isEqualTo(2000);
    assertThat(row.number("n")).isEqualTo(20);
    assertThat(row.tree().path("heap_mb")).hasSize(10).allMatch(mb -> mb.asDouble() > 1);
    assertThat(row.number("accuracy")).isGreaterThan(0.8);
  }

  /** What the heap grows by from the first tenth of 200,000 samples to the last, MB. */
  private static double growth(StreamSubject subject) {
    JsonNode heap = speed().memory("any", subject, 2000).tree().path("heap_mb");
    return heap.get(9).asDouble() - heap.get(0).asDouble();
  }

  /** A learner that keeps all samples, and nothing else. */
  private static final class Hoarder implements StreamLearner {
    private final List<float[]> samples = new ArrayList<>();

    @Override
    public int predict(float[] x) {
      return 0;
    }

    @Override
    public void learn(float[] x, int label) {
      samples.add(x);
    }

    @Override
    public void reset() {
      samples.clear();
    }

    @Override
    public long bytes() {
      return 0;
    }

    @Override
    public SavedState state() {
      return new SavedState();
    }

    @Override
    public void restore(SavedState state) {
      samples.clear();
    }
  }

  /** Six values in an array of their own are 40 bytes: 180,000 of them 6.9 MB. */
  @Test
  void theHeapOfALearnerThatKeepsEverySampleGrows() {
    assertThat(growth(new StreamSubject(new Hoarder(), Optional.empty()))).isGreaterThan(5);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"gaussian-naive-bayes", "knn", "hoeffding-tree", "hoeffding-adaptive-tree"})
  void theHeapOfALearnerOfBoundedMemoryDoesNot(String name) {
    assertThat(growth(workload().make(name))).isLessThan(1.5);
  }

  @Test
  void samplesMustFillTenths() {
    for (long samples : List.of(0L, -1000L, 999L, 1500L)) {
      assertThatThrownBy(() -> speed().memory(List.of("knn"), samples))
          .isInstanceOf(UserError.class)
          .hasMessage("--samples must be a multiple of 1000, got " + samples + ".");
    }
  }

  @Test
  void anUnknownLearner() {
    assertThatThrownBy(() -> speed().rows(List.of("knn", "oesn")))
        .isInstanceOf(UserError.class)
        .hasMessageStartingWith(
            "--only: no stream-learner named 'oesn'. Did you mean 'oesnn'? Available: [");
  }

  private static SpeedRequest request(String workload, String against, StreamOptions options) {
    return new SpeedRequest(
        workload, List.of(1), Optional.ofNullable(against), false, options, Map.of());
  }

  @Test
  void optionsThatDoNotGoTogether() {
    StreamOptions only = new StreamOptions(List.of("knn"), OptionalLong.empty(), List.of());
    StreamOptions samples = new StreamOptions(List.of(), OptionalLong.of(10_000), List.of());

    assertThatThrownBy(() -> request("latency", null, only))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("are options of the workload 'stream', and this is 'latency'");
    assertThatThrownBy(() -> request("stream", "sklearn", samples))
        .isInstanceOf(UserError.class)
        .hasMessageContaining("Leave out --against");
    assertThat(request("stream", "sklearn", only).stream()).isEqualTo(only);
  }

  @Test
  void aPeerOfAnotherWorkload() {
    for (String[] pair : new String[][] {{"stream", "torch"}, {"latency", "sklearn"}}) {
      SpeedRun run =
          new SpeedRun(
              Tiny.RESOLVER,
              "plain",
              request(pair[0], pair[1], StreamOptions.NONE),
              SpeedListener.SILENT);
      assertThatThrownBy(run::execute)
          .isInstanceOf(UserError.class)
          .hasMessageStartingWith(
              pair[0] + " cannot be compared with " + pair[1] + ". These can: [");
    }
  }

  @Test
  void theWorkloadIsThatOfItsGoals() {
    StreamWorkload workload = new StreamWorkload(Tiny.RESOLVER, Workloads.plain(StreamSpeed.NAME));

    assertThat(Workloads.title("stream")).isNotBlank();
    assertThat(workload.values()).isEqualTo(6);
    assertThat(workload.resolve("knn").tree().path("window").asInt()).isEqualTo(1000);
    assertThat(workload.resolve("oesnn").tree().path("neurons").asInt()).isEqualTo(50);
    assertThat(workload.make("oesnn").bytes()).isEqualTo(50 * (8 * (60 + 2) + 4));
    assertThat(workload.pace().blocks()).isEqualTo(100);
    assertThat(workload.pace("moa", "knn")).isEqualTo(new StreamWorkload.Pace(10, 5, 2));
    assertThat(workload.pace("moa", "hoeffding-tree").warmup()).isEqualTo(200);
  }

  @Test
  void aPlaneThatTurns() {
    TurningPlane plane = new TurningPlane(4, 1000, 0, new Seed(1));
    TurningPlane.Block block = plane.draw(200, 100);

    assertThat(plane.draw(250, 50).values()).isDeepEqualTo(slice(block.values()));
    double ones = 0;
    for (int k = 0; k < 100; k++) {
      assertThat(side(block.values()[k], 200 + k) >= 0).isEqualTo(block.labels()[k] == 1);
      ones += block.labels()[k];
      for (float x : block.values()[k]) {
        assertThat(x).isBetween(0f, 1f);
      }
    }
    assertThat(ones).isBetween(30.0, 70.0);
    int[] noisy = new TurningPlane(4, 1000, 0.2, new Seed(1)).draw(0, 5000).labels();
    int[] clean = plane.draw(0, 5000).labels();
    double other = 0;
    for (int k = 0; k < 5000; k++) {
      other += noisy[k] != clean[k] ? 1 : 0;
    }
    assertThat(other / 5000).isBetween(0.18, 0.22);
  }

  private static float[][] slice(float[][] rows) {
    return Arrays.copyOfRange(rows, 50, 100);
  }

  private static double side(float[] x, long t) {
    double sum = 0;
    for (int i = 0; i < 4; i++) {
      sum += (1 + Math.cos(2 * Math.PI * (t / 1000.0 + i / 4.0))) * (x[i] - 0.5);
    }
    return sum;
  }
}
