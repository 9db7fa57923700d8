package dev.snn.bench.speed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.snn.api.layer.Parameter;
import dev.snn.api.parallel.Parallel;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Networks some of whose weights are absent. */
class OfDenseTest {

  @Test
  void theMaskIsFixedAndAboutAsLargeAsAsked() {
    Workload workload = Tiny.workload("connectivity: 0.25\n");
    Parameter weight = workload.network(Tiny.RESOLVER).parameters().get(0);
    Parameter whole = Tiny.workload().network(Tiny.RESOLVER).parameters().get(0);
    assertThat(whole.connections().complete()).isTrue();
    assertThat(weight.connections().gradientsOfAll()).isFalse();
    assertThat(weight.connections().count()).isBetween(12L, 36L);
    Parameter again = workload.network(Tiny.RESOLVER).parameters().get(0);
    for (int i = 0; i < weight.value().length; i++) {
      int[] live = weight.connections().live(i);
      assertThat(again.connections().live(i)).isEqualTo(live);
      float[] kept = new float[weight.value()[i].length];
      for (int j : live) {
        kept[j] = 2 * whole.value()[i][j];
      }
      assertThat(weight.value()[i]).isEqualTo(kept);
    }
  }

  @Test
  void trainingIsTheSameAtOneAndAtTwoThreads() {
    Workload workload = Tiny.workload("connectivity: 0.05\n");
    Subject one = subject(workload, Parallel.SEQUENTIAL);
    double loss = one.firstLoss();
    assertThat(loss).isGreaterThan(0);
    try (Parallel two = Parallel.pool(2)) {
      assertThat(subject(workload, two).firstLoss()).isEqualTo(loss);
    }
  }

  private static Subject subject(Workload workload, Parallel parallel) {
    Subject subject =
        new Subject(workload, Phase.TRAIN, workload.batches(), Tiny.RESOLVER, parallel);
    subject.run(4, SpeedListener.SILENT);
    return subject;
  }

  private static SpeedRow row(String phase, double connectivity, double density, double millis) {
    SpeedRow row = SpeedRow.of("sparse", "", Phase.valueOf(phase), "plain", 1, "1.0");
    row.tree().put("connectivity", connectivity).put("density", density).put("median_ms", millis);
    return row;
  }

  @Test
  void theShareIsOfTheWholeNetworkWithTheSameInputAndPhase() {
    List<SpeedRow> rows =
        List.of(
            row("TRAIN", 1, 0.13, 40),
            row("TRAIN", 0.05, 0.13, 20),
            row("INFER", 1, 0.13, 16),
            row("INFER", 0.05, 0.13, 4),
            row("TRAIN", 1, 0.03, 10),
            row("TRAIN", 0.05, 0.03, 6),
            row("INFER", 0.05, 0.03, 6));
    OfDense.describe(rows);
    assertThat(rows)
        .extracting(row -> row.number("of_dense"))
        .containsExactly(1.0, 0.5, 1.0, 0.25, 1.0, 0.6, Double.NaN);
  }

  @Test
  void variantsTakeTurns() {
    List<Workload> both = List.of(Tiny.workload(), Tiny.workload("connectivity: 0.25\n"));
    assertThat(OfDense.isAbout(both)).isTrue();
    assertThat(OfDense.isAbout(both.subList(0, 1))).isFalse();
    List<SpeedRow> rows = new InTurn(Tiny.ours(), SpeedListener.SILENT).rows(both, List.of(1));
    assertThat(rows)
        .extracting(row -> row.text("phase") + " " + row.number("connectivity"))
        .containsExactly("train 1.0", "train 0.25", "infer 1.0", "infer 0.25");
    assertThat(rows).allMatch(row -> row.number("n") == 9);
  }
}
