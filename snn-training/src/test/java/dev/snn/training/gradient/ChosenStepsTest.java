package dev.snn.training.gradient;

import static org.assertj.core.api.Assertions.assertThat;

import dev.snn.api.tensor.Constant;
import dev.snn.api.tensor.Signal;
import dev.snn.api.tensor.Spikes;
import dev.snn.api.tensor.Tensor;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChosenStepsTest {
  private static final long[] IDS = {7, 3, 12};

  /** Value 100 t + 10 b + n + 1 at step t. */
  private static Tensor numbered(int steps) {
    Tensor all = Tensor.zeros(steps, IDS.length, 4);
    for (int t = 0; t < steps; t++) {
      for (int b = 0; b < IDS.length; b++) {
        for (int n = 0; n < 4; n++) {
          all.row(t, b)[n] = 100 * t + 10 * b + n + 1;
        }
      }
    }
    return all;
  }

  @Test
  void stepsAreWholeAndInTheirOrder() {
    Tensor chosen = new ChosenSteps(12).of(numbered(16), 5, IDS).toTensor();
    assertThat(chosen.steps()).isEqualTo(12);
    for (int b = 0; b < IDS.length; b++) {
      int before = -1;
      for (int k = 0; k < 12; k++) {
        int t = (int) chosen.get(k, b, 0) / 100;
        assertThat(t).isGreaterThan(before);
        for (int n = 0; n < 4; n++) {
          assertThat(chosen.get(k, b, n)).isEqualTo(100 * t + 10 * b + n + 1);
        }
        before = t;
      }
    }
  }

  @Test
  void eventsAreChosenAsRowsAre() {
    Tensor all = numbered(16);
    Signal events = new ChosenSteps(12).of(Spikes.of(all), 5, IDS);
    assertThat(events).isInstanceOf(Spikes.class);
    assertThat(events.toTensor().rows())
        .isDeepEqualTo(new ChosenSteps(12).of(all, 5, IDS).toTensor().rows());
  }

  @Test
  void aHeldCurrentIsHeldForFewerSteps() {
    float[][] rows = {{1}, {2}, {3}};
    Signal chosen = new ChosenSteps(3).of(new Constant(8, 1, rows), 5, IDS);
    assertThat(chosen.toTensor().rows()).isDeepEqualTo(new Constant(3, 1, rows).toTensor().rows());
  }

  @Test
  void exampleAndEpochDecideAndNotTheBatch() {
    ChosenSteps some = new ChosenSteps(12);
    Tensor together = some.of(numbered(16), 5, IDS).toTensor();
    Tensor first = Tensor.zeros(16, 1, 4);
    for (int t = 0; t < 16; t++) {
      System.arraycopy(numbered(16).row(t, 2), 0, first.row(t, 0), 0, 4);
    }
    Tensor alone = some.of(first, 5, new long[] {IDS[2]}).toTensor();
    for (int k = 0; k < 12; k++) {
      assertThat(alone.row(k, 0)).isEqualTo(together.row(k, 2));
    }
    assertThat(Arrays.deepEquals(some.of(numbered(16), 6, IDS).toTensor().rows(), together.rows()))
        .isFalse();
  }

  /** All 6 subsets of 2 of 4 steps, 1,000 of each expected. */
  @Test
  void allSubsetsAreAsLikely() {
    Map<String, Integer> seen = new HashMap<>();
    for (long key = 0; key < 6000; key++) {
      seen.merge(Arrays.toString(new ChosenSteps(2).chosen(4, key)), 1, Integer::sum);
    }
    assertThat(seen).hasSize(6);
    assertThat(seen.values()).allSatisfy(n -> assertThat(n).isBetween(870, 1130));
  }
}
