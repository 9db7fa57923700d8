package dev.snn.bench.procedure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.snn.api.layer.Parameter;
import dev.snn.api.neuron.Pass;
import dev.snn.api.parallel.Parallel;
import dev.snn.api.plugin.Part;
import dev.snn.api.tensor.Spikes;
import dev.snn.api.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

class PiecesTest {

  private static Spikes spikes(int steps, int batch, int size) {
    Tensor dense = Tensor.zeros(steps, batch, size);
    for (int b = 0; b < batch; b++) {
      for (int n = 0; n < size; n++) {
        for (int t = 0; t <= n; t++) {
          dense.row(t, b)[n] = t == 0 && n == 2 ? 2 : 1;
        }
      }
    }
    return Spikes.of(dense);
  }

  @Test
  void shufflingInTimeKeepsCountsAndMovesSpikes() {
    Spikes before = spikes(20, 3, 5);
    Pass pass = Pass.hard().withKey(5).forIds(11, 12, 13);
    Tensor after = TimeShuffle.shuffle(before, pass).toTensor();
    Tensor dense = before.toTensor();
    boolean moved = false;
    for (int b = 0; b < 3; b++) {
      for (int n = 0; n < 5; n++) {
        float sum = 0;
        for (int t = 0; t < 20; t++) {
          sum += after.get(t, b, n);
          moved |= after.get(t, b, n) != dense.get(t, b, n);
        }
        assertThat(sum).isEqualTo(n == 2 ? 4 : n + 1);
      }
    }
    assertThat(moved).isTrue();
  }

  @Test
  void aShuffleDependsOnTheExampleOnlyNotOnItsBatchOrTheThreads() {
    Tensor whole =
        TimeShuffle.shuffle(
                spikes(20, 9, 5), Pass.hard().withKey(5).forIds(1, 2, 3, 4, 5, 6, 7, 8, 9))
            .toTensor();
    Tensor alone =
        TimeShuffle.shuffle(spikes(20, 1, 5), Pass.hard().withKey(5).forIds(9)).toTensor();
    try (Parallel two = Parallel.pool(2)) {
      Tensor parallel =
          TimeShuffle.shuffle(
                  spikes(20, 9, 5),
                  Pass.hard().withKey(5).forIds(1, 2, 3, 4, 5, 6, 7, 8, 9).on(two))
              .toTensor();
      for (int t = 0; t < 20; t++) {
        assertThat(alone.row(t, 0)).isEqualTo(whole.row(t, 8));
        for (int b = 0; b < 9; b++) {
          assertThat(parallel.row(t, b)).isEqualTo(whole.row(t, b));
        }
      }
    }
  }

  @Test
  void everyPlaceOfATrainIsEquallyLikelyAfterAShuffle() {
    int[] hits = new int[4];
    for (long id = 0; id < 8000; id++) {
      Tensor one = Tensor.zeros(4, 1, 1);
      one.row(1, 0)[0] = 1;
      Tensor after =
          TimeShuffle.shuffle(Spikes.of(one), Pass.hard().withKey(3).forIds(id)).toTensor();
      for (int t = 0; t < 4; t++) {
        hits[t] += (int) after.get(t, 0, 0);
      }
    }
    // Four standard deviations of a binomial count are 155.
    for (int hit : hits) {
      assertThat(hit).isBetween(1845, 2155);
    }
  }

  @Test
  void clippingScalesToTheBoundAndLeavesSmallGradientsAlone() {
    Parameter p = Parameter.zeros("p", 1, 2);
    p.gradient()[0][0] = 3;
    p.gradient()[0][1] = 4;
    assertThat(GradientNorm.clip(List.of(p), 10)).isEqualTo(5);
    assertThat(p.gradient()[0]).containsExactly(3, 4);
    GradientNorm.clip(List.of(p), 1);
    assertThat(p.gradient()[0]).containsExactly(new float[] {0.6f, 0.8f}, within(1e-6f));
  }

  private static GradientPlugin.Config config(Schedule schedule, double warmup, double end) {
    return new GradientPlugin.Config(
        Part.of("bptt"), Part.of("adam"), 8, 10, schedule, warmup, end, 2, 0.5, 0, 0, true, 1, 0);
  }

  @Test
  void schedules() {
    assertThat(Schedule.CONSTANT.scale(config(Schedule.CONSTANT, 0, 0), 77, 10)).isEqualTo(1);
    GradientPlugin.Config linear = config(Schedule.LINEAR, 0, 0.2);
    assertThat(Schedule.LINEAR.scale(linear, 0, 10)).isEqualTo(1);
    assertThat(Schedule.LINEAR.scale(linear, 50, 10)).isEqualTo(0.6, within(1e-12));
    GradientPlugin.Config cosine = config(Schedule.COSINE, 0, 0);
    assertThat(Schedule.COSINE.scale(cosine, 50, 10)).isEqualTo(0.5, within(1e-12));
    assertThat(Schedule.COSINE.scale(cosine, 100, 10)).isEqualTo(0, within(1e-12));
    GradientPlugin.Config step = config(Schedule.STEP, 0, 0);
    assertThat(Schedule.STEP.scale(step, 19, 10)).isEqualTo(1);
    assertThat(Schedule.STEP.scale(step, 20, 10)).isEqualTo(0.5);
    assertThat(Schedule.STEP.scale(step, 99, 10)).isEqualTo(0.0625);
  }

  @Test
  void theLearningRateRisesOverTheWarmup() {
    GradientPlugin.Config config = config(Schedule.LINEAR, 2, 0);
    assertThat(Schedule.LINEAR.scale(config, 0, 10)).isEqualTo(0.05, within(1e-12));
    assertThat(Schedule.LINEAR.scale(config, 19, 10)).isEqualTo(1, within(1e-12));
    assertThat(Schedule.LINEAR.scale(config, 60, 10)).isEqualTo(0.5, within(1e-12));
  }

  @Test
  void theLastBatchMayBeSmaller() {
    Batches batches = Batches.inOrder(10, 4);
    assertThat(batches.count()).isEqualTo(3);
    assertThat(batches.get(2)).containsExactly(8, 9);
  }
}
