package dev.snn.api.data;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BatchesTest {
  @Test
  void theLastBatchMayBeSmaller() {
    Batches batches = Batches.inOrder(10, 4);
    assertThat(batches.count()).isEqualTo(3);
    assertThat(batches.get(2)).containsExactly(8, 9);
  }
}
