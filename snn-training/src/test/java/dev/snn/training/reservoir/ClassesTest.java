package dev.snn.training.reservoir;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClassesTest {
  @Test
  void balancedRowsCountByClass() {
    assertThat(Classes.balanced(new long[] {6, 0, 2})).containsExactly(8.0 / 12, 0, 2);
  }
}
