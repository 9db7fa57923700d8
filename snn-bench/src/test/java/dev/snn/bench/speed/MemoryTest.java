package dev.snn.bench.speed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MemoryTest {
  @Test
  void readsTheHighWaterMark() {
    assertThat(Memory.peak(List.of("Name: java", "VmPeak: 99 kB", "VmHWM:\t  2048 kB")))
        .hasValue(2);
    assertThat(Memory.peak(List.of("Name: java"))).isEmpty();
  }
}
