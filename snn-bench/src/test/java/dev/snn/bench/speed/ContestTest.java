package dev.snn.bench.speed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Comparisons with a script that stands in for the peer. */
class ContestTest {
  @TempDir Path dir;

  private final Workload workload = Tiny.workload();

  private List<SpeedRow> rows(double loss, double speedup, Integer... threads) throws IOException {
    Path script = Tiny.peer(dir, loss, speedup);
    return new Contest(
            Tiny.ours(), workload, List.of(threads), Tiny.launch(script), SpeedListener.SILENT)
        .rows();
  }

  private static SpeedRow row(List<SpeedRow> rows, String phase, String backend, int threads) {
    return rows.stream()
        .filter(
            row ->
                row.text("phase").equals(phase)
                    && row.text("backend").equals(backend)
                    && row.number("threads") == threads)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void everyPhaseAndNumberOfThreadsHasOurRowAndThePeers() throws IOException {
    List<SpeedRow> rows = rows(Tiny.firstLoss(workload), 2, 1, 2);

    assertThat(rows)
        .extracting(r -> r.text("phase") + " " + r.text("backend") + " " + r.text("threads"))
        .containsExactly(
            "train plain 1",
            "train torch 1",
            "train plain 2",
            "train torch 2",
            "infer plain 1",
            "infer torch 1",
            "infer plain 2",
            "infer torch 2");
  }

  @Test
  void theFasterLoopOfThePeerCounts() throws IOException {
    SpeedRow peer = row(rows(Tiny.firstLoss(workload), 2, 1, 2), "train", "torch", 2);

    assertThat(peer.number("median_ms")).isEqualTo(50);
    assertThat(peer.text("loop")).isEqualTo("hoisted");
    assertThat(peer.number("hoisted_ms")).isEqualTo(50);
    assertThat(peer.number("stepwise_ms")).isEqualTo(60);
    assertThat(peer.text("version")).isEqualTo("9.9");
    assertThat(peer.text("blas")).isEqualTo("test");
    assertThat(peer.number("peak_rss_mb")).isEqualTo(77);
    assertThat(peer.number("n")).isEqualTo(9);
  }

  @Test
  void theRatioIsTheMedianOfThreeRounds() throws IOException {
    SpeedRow ours = row(rows(Tiny.firstLoss(workload), 2, 1, 2), "train", "plain", 1);

    assertThat(ours.text("comparison")).isEqualTo("valid");
    assertThat(ours.number("n")).isEqualTo(9);
    double[] rounds = new double[3];
    for (int r = 0; r < 3; r++) {
      rounds[r] = ours.tree().path("ratio_rounds").path(r).asDouble();
    }
    assertThat(ours.tree().path("ratio_rounds")).hasSize(3);
    assertThat(ours.number("ratio")).isEqualTo(new Times(rounds).median());
    assertThat(ours.number("ratio")).isBetween(0.0, 100 / ours.number("min_ms"));
  }

  @Test
  void aPeerThatDoesNotUseItsThreadsIsNeverBeaten() throws IOException {
    for (SpeedRow row : rows(Tiny.firstLoss(workload), 1.2, 1, 2)) {
      if (row.text("backend").equals("plain")) {
        assertThat(row.text("comparison")).isEqualTo("invalid: peer is crippled");
        assertThat(row.tree().has("ratio")).isFalse();
      }
    }
  }

  private List<SpeedRow> small(double speedup, double ofProducts) throws IOException {
    Workload small = Tiny.workload("small: true\n");
    Path script = Tiny.peer(dir, Tiny.firstLoss(small), speedup, ofProducts);
    return new Contest(Tiny.ours(), small, List.of(1, 2), Tiny.launch(script), SpeedListener.SILENT)
        .rows();
  }

  @Test
  void smallOperationsLeaveTheVerdictToALargeProduct() throws IOException {
    SpeedRow ours = row(small(0.5, 1.8), "train", "plain", 2);

    assertThat(ours.text("comparison"))
        .isEqualTo("valid: peer's threads checked on a large product");
    // With two threads the peer takes 200 ms; with one, which counts, 100.
    assertThat(ours.number("ratio")).isBetween(0.0, 100 / ours.number("min_ms"));
    assertThat(row(small(0.5, 1.2), "train", "plain", 2).text("comparison"))
        .isEqualTo("invalid: peer is crippled");
  }

  @Test
  void otherWorkloadsAreJudgedByThemselves() throws IOException {
    Path script = Tiny.peer(dir, Tiny.firstLoss(workload), 1.2, 2);
    List<SpeedRow> rows =
        new Contest(Tiny.ours(), workload, List.of(1, 2), Tiny.launch(script), SpeedListener.SILENT)
            .rows();

    assertThat(row(rows, "train", "plain", 1).text("comparison"))
        .isEqualTo("invalid: peer is crippled");
  }

  @Test
  void theVerdictNeedsAnotherNumberOfThreadsThanWasAskedFor() throws IOException {
    List<SpeedRow> rows = rows(Tiny.firstLoss(workload), 1.2, 2);

    assertThat(rows)
        .extracting(r -> r.text("backend") + " " + r.text("threads"))
        .containsExactly("torch 1", "plain 2", "torch 2", "torch 1", "plain 2", "torch 2");
    assertThat(row(rows, "infer", "plain", 2).text("comparison"))
        .isEqualTo("invalid: peer is crippled");
  }

  @Test
  void anotherLossIsAnError() {
    double loss = Tiny.firstLoss(workload);

    assertThatThrownBy(() -> rows(loss + 0.002, 2, 1))
        .isInstanceOf(PeerFailure.class)
        .hasMessage(
            "tiny, train: the loss of the first step is %s here and %s at the peer; the two compute different things, so their times are not compared.",
            (float) loss, (float) (loss + 0.002));
  }

  @Test
  void aLossThatIsTheSameButForRoundingIsFine() throws IOException {
    assertThat(rows(Tiny.firstLoss(workload) + 0.0009, 2, 1)).isNotEmpty();
  }

  @Test
  void nothingIsLeftBehind() throws IOException {
    rows(Tiny.firstLoss(workload), 2, 1);

    Path folder = Path.of(Files.readString(dir.resolve("folder")).strip());
    assertThat(folder.getFileName().toString()).startsWith("snn-peer");
    assertThat(folder).doesNotExist();
  }

  @Test
  void threadsOfThePeer() {
    assertThat(Peers.threads(List.of(1), 4)).containsExactly(1, 4);
    assertThat(Peers.threads(List.of(2), 4)).containsExactly(1, 2);
    assertThat(Peers.threads(List.of(1, 4), 4)).containsExactly(1, 4);
    assertThat(Peers.threads(List.of(1), 1)).containsExactly(1);
  }

  @Test
  void verdicts() {
    assertThat(Verdict.of(130, 100)).isEqualTo(Verdict.VALID);
    assertThat(Verdict.of(129, 100)).isEqualTo(Verdict.CRIPPLED);
    assertThat(Verdict.of(100, Double.NaN)).isEqualTo(Verdict.UNCHECKED);
    assertThat(Verdict.UNCHECKED.text()).isEqualTo("peer's use of threads not checked: one core");
  }
}
