package dev.snn.engine.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.snn.api.neuron.Pass;
import dev.snn.api.parallel.Parallel;
import dev.snn.api.tensor.Spikes;
import dev.snn.api.tensor.Tensor;
import org.junit.jupiter.api.Test;

class TimeShuffleTest {

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
}
