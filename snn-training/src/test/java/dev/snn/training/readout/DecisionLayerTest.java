package dev.snn.training.readout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.snn.api.random.Seed;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Three lines; four neurons, two for each of two classes. */
class DecisionLayerTest {
  private static final boolean[] ALL = new boolean[4];

  /** Line 1 spikes at step 0, line 0 at step 2, line 2 never. */
  private static final SpikeRow ROW = new SpikeRow(new char[] {1, 0}, new int[] {0, 1, 1, 2, 2});

  private static DecisionLayer layer(float threshold) {
    return new DecisionLayer(
        2,
        2,
        threshold,
        new float[] {0.5f, 0.9f, 0.1f, 0.75f, 0.5f, 0.2f, 0.75f, 0.25f, 1, 1, 1, 1});
  }

  @Test
  void theLargestMembraneDecidesAfterTheLastStep() {
    DecisionLayer layer = layer(Float.POSITIVE_INFINITY);
    // Membranes 1, 1.1, 0.85, 1.
    assertThat(layer.decide(ROW, ALL)).isEqualTo(new DecisionLayer.Decision(1, 3));
    assertThat(layer.classOf(1)).isZero();
    assertThat(layer.scores(ROW)).containsExactly(0.9f + 0.2f, 1);
  }

  @Test
  void ofEqualMembranesTheLowestNeuronDecides() {
    DecisionLayer layer = layer(Float.POSITIVE_INFINITY);
    boolean[] absent = {false, true, false, false};
    assertThat(layer.decide(ROW, absent)).isEqualTo(new DecisionLayer.Decision(0, 3));
    absent[0] = true;
    assertThat(layer.decide(ROW, absent)).isEqualTo(new DecisionLayer.Decision(3, 3));
  }

  /** After step 0 neuron 2 has 0.75, the others less; after step 2 two more reach 1. */
  @Test
  void theFirstSpikeDecides() {
    assertThat(layer(0.7f).decide(ROW, ALL)).isEqualTo(new DecisionLayer.Decision(2, 0));
    assertThat(layer(0.7f).best(ROW)).isEqualTo(1);
    assertThat(layer(0.8f).decide(ROW, ALL)).isEqualTo(new DecisionLayer.Decision(1, 2));
    assertThat(layer(0.8f).best(ROW)).isZero();
  }

  @Test
  void whereNoneReachesTheThresholdNoneDecidesButThereIsAnAnswer() {
    DecisionLayer layer = layer(5);
    assertThat(layer.decide(ROW, ALL)).isEqualTo(DecisionLayer.Decision.NONE);
    assertThat(layer.best(ROW)).isZero();
    assertThat(layer.decide(ROW, new boolean[] {true, true, true, true}))
        .isEqualTo(DecisionLayer.Decision.NONE);
  }

  /** Who decides has the highest score, whatever the row. */
  @Test
  void scoresAgreeWithDecisions() {
    RandomGenerator random = new Seed(2).stream("rows");
    int silent = 0;
    for (int n = 0; n < 2000; n++) {
      float[] weights = new float[20 * 12];
      for (int k = 0; k < weights.length; k++) {
        weights[k] = random.nextInt(9) / 8f;
      }
      float threshold = n % 4 == 0 ? Float.POSITIVE_INFINITY : 1 + random.nextInt(5);
      DecisionLayer layer = new DecisionLayer(4, 3, threshold, weights);
      int spikes = 1 + random.nextInt(10);
      char[] lines = new char[spikes];
      for (int e = 0; e < spikes; e++) {
        lines[e] = (char) (2 * e + random.nextInt(2));
      }
      int cut = random.nextInt(spikes + 1);
      SpikeRow row = new SpikeRow(lines, new int[] {0, cut, cut, spikes});
      DecisionLayer.Decision decision = layer.decide(row, new boolean[12]);
      if (decision.neuron() < 0) {
        silent++;
      } else {
        assertThat(layer.best(row)).as("row %d", n).isEqualTo(layer.classOf(decision.neuron()));
      }
    }
    assertThat(silent).isBetween(50, 1000);
  }

  /** Neuron 3 spiked at step 0: line 1 is early, line 0 late as line 2, which never spiked. */
  @Test
  void onlyTheNeuronThatDecidedChanges() {
    DecisionLayer layer = layer(1);
    layer.change(ROW, new DecisionLayer.Decision(3, 0), 0.5f, -0.25f);
    assertThat(layer.weight(0, 3)).isEqualTo(0.75f - 0.25f * 0.75f * 0.25f);
    assertThat(layer.weight(1, 3)).isEqualTo(0.25f + 0.5f * 0.25f * 0.75f);
    assertThat(layer.weight(2, 3)).isEqualTo(1);
    for (int line = 0; line < 3; line++) {
      for (int neuron = 0; neuron < 3; neuron++) {
        assertThat(layer.weight(line, neuron)).isEqualTo(layer(1).weight(line, neuron));
      }
    }
  }
}
