package dev.snn.bench.speed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.snn.api.parallel.Parallel;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tasks beside a script that stands in for a peer. */
@Timeout(60)
class TaskSpeedTest {
  @TempDir Path dir;

  /** Waits, counts its passes, and wants the number 7 of its peer. */
  private static final class Waiting implements Task {
    private final List<Integer> threads = new ArrayList<>();

    @Override
    public String name() {
      return "waiting";
    }

    @Override
    public int examples() {
      return 20;
    }

    @Override
    public void pass(Parallel parallel) {
      threads.add(parallel.threads());
      try {
        Thread.sleep(2);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    @Override
    public double spikes() {
      return 100;
    }

    @Override
    public String script() {
      return "none.py";
    }

    @Override
    public Map<String, byte[]> files() {
      return Map.of("number", new byte[] {'7'});
    }

    @Override
    public void compare(JsonNode answer) {
      if (answer.path("number").asInt() != 7) {
        throw new PeerFailure("it is " + answer.path("number") + ".");
      }
    }
  }

  /**
   * A pass takes 60 ms with loop a and 40 ms with loop b, divided by a speedup at two threads.
   *
   * @param more added to the number it was given
   */
  private Peers.Launch peer(int speedup, int ofProducts, int more) throws IOException {
    return Tiny.launch(
        Tiny.script(
            dir,
            "echo '{\"version\": \"9.9\", \"blas\": \"test\", \"loops\": [\"a\", \"b\"]}'",
            "number=$(($(cat \"$1/number\") + " + more + "))",
            "while read loop passes more; do",
            "  ms=60; [ $loop = a ] || ms=40; by=" + speedup,
            "  [ $loop = product ] && passes=$more && by=" + ofProducts,
            "  [ $2 = 1 ] || ms=$((ms / by))",
            "  list=$ms; k=1; while [ $k -lt $passes ]; do list=\"$list, $ms\"; k=$((k + 1)); done",
            "  echo \"{\\\"millis\\\": [$list], \\\"number\\\": $number, \\\"peak_rss_mb\\\": 5}\"",
            "done"));
  }

  private static List<SpeedRow> rows(Task task, Peers.Launch launch, Integer... threads) {
    TaskSpeed speed = new TaskSpeed(task, SpeedListener.SILENT);
    speed.begin(2);
    speed.compare(List.of(threads), launch);
    return speed.rows("plain", "1.0");
  }

  @Test
  void theFasterLoopCountsAndEveryRowHasItsPeers() throws IOException {
    List<SpeedRow> rows = rows(new Waiting(), peer(2, 2, 0), 1, 2);

    assertThat(rows)
        .extracting(r -> r.text("workload") + " " + r.text("backend") + " " + r.text("threads"))
        .containsExactly(
            "waiting plain 1", "waiting torch 1", "waiting plain 2", "waiting torch 2");
    SpeedRow peer = rows.get(3);
    assertThat(peer.number("median_ms")).isEqualTo(20);
    assertThat(peer.text("loop")).isEqualTo("b");
    assertThat(peer.number("a_ms")).isEqualTo(30);
    assertThat(peer.number("first_ms")).isEqualTo(30);
    assertThat(peer.number("whole_ms")).isPositive();
    assertThat(peer.number("n")).isEqualTo(9);
    SpeedRow ours = rows.get(2);
    assertThat(ours.text("comparison")).isEqualTo("valid");
    assertThat(ours.number("first_ms")).isGreaterThanOrEqualTo(2);
    assertThat(ours.number("whole_ms")).isGreaterThan(ours.number("first_ms"));
    assertThat(ours.number("examples_per_s"))
        .isCloseTo(20e3 / ours.number("median_ms"), within(1e-6));
    assertThat(ours.tree().path("ratio_rounds")).hasSize(3);
    assertThat(ours.number("ratio")).isBetween(0.5, 10.0);
    assertThat(rows.get(0).number("first_ms")).isNaN();
  }

  @Test
  void aPeerThatDoesNotUseItsThreadsIsNotCompared() throws IOException {
    SpeedRow ours = rows(new Waiting(), peer(1, 1, 0), 2).get(0);

    assertThat(ours.text("comparison")).isEqualTo("invalid: peer is crippled");
    assertThat(ours.number("ratio")).isNaN();
  }

  @Test
  void aPeerWhoseProductsUseThemIs() throws IOException {
    List<SpeedRow> rows = rows(new Waiting(), peer(1, 2, 0), 2);

    assertThat(rows).hasSize(2);
    assertThat(rows.get(0).text("comparison"))
        .isEqualTo("valid: peer's threads checked on a large product");
    assertThat(rows.get(0).number("ratio")).isPositive();
  }

  @Test
  void aPeerThatComputesSomethingElseIsNotMeasured() throws IOException {
    Peers.Launch launch = peer(2, 2, 1);

    assertThatThrownBy(() -> rows(new Waiting(), launch, 1))
        .isInstanceOf(PeerFailure.class)
        .hasMessage("it is 8.");
  }

  @Test
  void withoutAPeerItIsMeasuredAlone() {
    Waiting task = new Waiting();

    SpeedReport report =
        TaskSpeed.of(
            task, List.of(1, 2), Optional.empty(), Map.of(), "plain", SpeedListener.SILENT);

    assertThat(report.rows()).hasSize(2).allMatch(row -> row.number("median_ms") >= 2);
    assertThat(report.machine().path("threads").asInt()).isEqualTo(2);
    assertThat(task.threads).hasSize(1 + 2 * 19).startsWith(2, 1).endsWith(2);
  }
}
