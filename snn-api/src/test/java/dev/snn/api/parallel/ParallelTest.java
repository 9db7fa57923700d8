package dev.snn.api.parallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParallelTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void everyTaskRunsOnceInManyShortRounds(int threads) {
    try (Parallel parallel = Parallel.pool(threads)) {
      assertThat(parallel.threads()).isEqualTo(threads);
      for (int round = 0; round < 300; round++) {
        int tasks = round % 40;
        AtomicIntegerArray runs = new AtomicIntegerArray(41);
        parallel.forEach(tasks, runs::incrementAndGet);
        for (int k = 0; k < 41; k++) {
          assertThat(runs.get(k)).isEqualTo(k < tasks ? 1 : 0);
        }
      }
    }
  }

  @Test
  void aRoundInsideATaskRunsSequentially() {
    try (Parallel parallel = Parallel.pool(2)) {
      AtomicIntegerArray runs = new AtomicIntegerArray(20);
      parallel.forEach(4, k -> parallel.forEach(5, j -> runs.incrementAndGet(k * 5 + j)));
      for (int k = 0; k < 20; k++) {
        assertThat(runs.get(k)).isEqualTo(1);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void theFailureOfATaskReachesTheCallerAndThePoolGoesOn(int threads) {
    try (Parallel parallel = Parallel.pool(threads)) {
      for (int broken = 0; broken < 6; broken++) {
        int which = broken;
        assertThatThrownBy(
                () ->
                    parallel.forEach(
                        6,
                        k -> {
                          if (k == which) {
                            throw new IllegalStateException("task " + k);
                          }
                        }))
            .hasMessage("task " + broken);
      }
      AtomicIntegerArray runs = new AtomicIntegerArray(8);
      parallel.forEach(8, runs::incrementAndGet);
      assertThat(runs.get(7)).isEqualTo(1);
    }
  }

  @Test
  void blocksCoverEverythingOnce() {
    for (int n : new int[] {0, 1, 7, 8, 9, 16, 17}) {
      int[] hits = new int[n];
      int[] blocks = {0};
      Parallel.SEQUENTIAL.forEachBlock(
          n,
          (block, from, to) -> {
            assertThat(block).isEqualTo(blocks[0]++);
            assertThat(to - from).isBetween(1, Parallel.BLOCK);
            for (int k = from; k < to; k++) {
              hits[k]++;
            }
          });
      assertThat(hits).containsOnly(n == 0 ? new int[0] : new int[] {1});
      assertThat(blocks[0]).isEqualTo(Parallel.blocks(n)).isEqualTo((n + 7) / 8);
    }
  }

  @Test
  void aPoolNeedsAThread() {
    assertThatThrownBy(() -> Parallel.pool(0)).hasMessage("threads must be at least 1, got 0");
  }
}
