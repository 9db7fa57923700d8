package dev.snn.engine.sheet;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PredictionSheetTest {
  @Test
  void largeNetworksPredictFewExamplesAtATime() {
    assertThat(PredictionSheet.batch(25 * 1000)).isEqualTo(64);
    assertThat(PredictionSheet.batch(300 * 4624)).isEqualTo(12);
    assertThat(PredictionSheet.batch(1L << 40)).isEqualTo(1);
    assertThat(PredictionSheet.batch(0)).isEqualTo(64);
  }
}
