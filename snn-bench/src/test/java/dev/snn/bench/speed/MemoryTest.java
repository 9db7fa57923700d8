package dev.snn.bench.speed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.snn.api.parallel.Parallel;
import java.util.List;
import org.junit.jupiter.api.Test;

class MemoryTest {
  /** Everything that a step leaves behind is used again or collected. */
  @Test
  void aThousandStepsKeepNoMoreMemoryThanAHundred() {
    Workload workload = Tiny.workload();
    try (Parallel parallel = Parallel.pool(2)) {
      Subject subject =
          new Subject(workload, Phase.TRAIN, workload.batches(), Tiny.RESOLVER, parallel);
      subject.run(100, SpeedListener.SILENT);
      long before = held();
      subject.run(1_000, SpeedListener.SILENT);
      assertThat(held() - before).isLessThan(200_000);
    }
  }

  /** Bytes that are still held after a collection; the least of some attempts. */
  private static long held() {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 3; i++) {
      System.gc();
      Runtime runtime = Runtime.getRuntime();
      least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
    }
    return least;
  }

  @Test
  void readsTheHighWaterMark() {
    assertThat(Memory.peak(List.of("Name: java", "VmPeak: 99 kB", "VmHWM:\t  2048 kB")))
        .hasValue(2);
    assertThat(Memory.peak(List.of("Name: java"))).isEmpty();
  }
}
