package dev.snn.training.readout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.snn.api.learning.SavedState;
import dev.snn.api.random.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RewardLearningTest {
  private static final int LINES = 40;
  private static final int ROWS = 600;
  private static final int CLASSES = 4;
  private static final int PER_CLASS = 3;

  /** Line 0 spikes first, then line 1; line 2 never does. */
  private static final SpikeRow ONE = new SpikeRow(new char[] {0, 1}, new int[] {0, 1, 2});

  private static DecisionLayer two() {
    return new DecisionLayer(2, 1, 0.5f, new float[] {0.6f, 0.4f, 0.5f, 0.5f, 0.2f, 0.2f});
  }

  private static RewardLearning learning(DecisionLayer layer, int label, int window) {
    return new RewardLearning(
        new SpikeRow[] {ONE},
        new int[] {label},
        new RewardLearning.Rates(0.1, -0.05, -0.2, 0.08, window, 0),
        layer,
        new Seed(1));
  }

  private static void assertWeights(DecisionLayer layer, int neuron, double... expected) {
    for (int line = 0; line < expected.length; line++) {
      assertThat(layer.weight(line, neuron)).isCloseTo((float) expected[line], within(1e-6f));
    }
  }

  /** Neuron 0 spikes with line 0, before line 1. Two classes: by chance half of all are missed. */
  @Test
  void aRightDecisionIsRewarded() {
    DecisionLayer layer = two();
    assertThat(learning(layer, 0, 100).visit(0, 0)).isTrue();
    assertWeights(
        layer,
        0,
        0.6 + 0.5 * 0.1 * 0.6 * 0.4,
        0.5 - 0.5 * 0.05 * 0.5 * 0.5,
        0.2 - 0.5 * 0.05 * 0.2 * 0.8);
    assertWeights(layer, 1, 0.4, 0.5, 0.2);
  }

  @Test
  void aWrongDecisionIsPunished() {
    DecisionLayer layer = two();
    assertThat(learning(layer, 1, 100).visit(0, 0)).isFalse();
    assertWeights(
        layer,
        0,
        0.6 - 0.5 * 0.2 * 0.6 * 0.4,
        0.5 + 0.5 * 0.08 * 0.5 * 0.5,
        0.2 + 0.5 * 0.08 * 0.2 * 0.8);
    assertWeights(layer, 1, 0.4, 0.5, 0.2);
  }

  /** Where all of the last examples were right there is nothing to gain by a reward. */
  @Test
  void ratesFollowTheLastExamples() {
    DecisionLayer layer = two();
    RewardLearning learning = learning(layer, 0, 2);
    learning.visit(0, 0);
    learning.visit(0, 1);
    float before = layer.weight(0, 0);
    assertThat(learning.visit(0, 2)).isTrue();
    assertThat(layer.weight(0, 0)).isEqualTo(before);
    assertThat(learning.state().number("hit_share")).isEqualTo(1);
    assertThat(learning.state().number("miss_share")).isZero();
  }

  /** Nobody reaches the threshold: neither a hit nor a miss, and nothing is learned. */
  @Test
  void anExampleThatNobodyDecidesTeachesNothing() {
    float[] weights = {0.6f, 0.4f, 0.5f, 0.5f, 0.2f, 0.2f};
    DecisionLayer layer = new DecisionLayer(2, 1, 3, weights.clone());
    RewardLearning learning = learning(layer, 0, 1);
    assertThat(learning.visit(0, 0)).isFalse();
    assertWeights(layer, 0, 0.6, 0.5, 0.2);
    assertThat(learning.state().number("hit_share")).isZero();
    assertThat(learning.state().number("miss_share")).isZero();
  }

  private final SpikeRow[] rows = new SpikeRow[ROWS];
  private final int[] labels = new int[ROWS];

  /**
   * Of each class a quarter of the lines spikes early and often, the others late and seldom.
   *
   * @param purpose names the draw
   */
  private void draw(String purpose) {
    RandomGenerator random = new Seed(5).stream(purpose);
    for (int r = 0; r < ROWS; r++) {
      labels[r] = random.nextInt(CLASSES);
      StringBuilder early = new StringBuilder();
      StringBuilder late = new StringBuilder();
      for (int line = 0; line < LINES; line++) {
        boolean own = line % CLASSES == labels[r];
        if (random.nextDouble() < (own ? 0.6 : 0.2)) {
          (random.nextDouble() < (own ? 0.8 : 0.3) ? early : late).append((char) line);
        }
      }
      int first = early.length();
      rows[r] =
          new SpikeRow(
              early.append(late).toString().toCharArray(), new int[] {0, first, early.length()});
    }
  }

  private static DecisionLayer drawn(float threshold) {
    RandomGenerator random = new Seed(6).stream("weights");
    float[] weights = new float[LINES * CLASSES * PER_CLASS];
    for (int k = 0; k < weights.length; k++) {
      weights[k] = (float) (0.7 + 0.2 * random.nextDouble());
    }
    return new DecisionLayer(CLASSES, PER_CLASS, threshold, weights);
  }

  private RewardLearning learning(DecisionLayer layer, double rate, double dropout) {
    return new RewardLearning(
        rows,
        labels,
        new RewardLearning.Rates(rate, -0.8 * rate, -rate, 0.2 * rate, 50, dropout),
        layer,
        new Seed(7));
  }

  private double accuracy(DecisionLayer layer) {
    return IntStream.range(0, ROWS).filter(r -> layer.best(rows[r]) == labels[r]).count()
        / (double) ROWS;
  }

  private static final float[] THRESHOLDS = {Float.POSITIVE_INFINITY, 4};

  /** By chance a quarter. On rows it has not seen. */
  @Test
  void itLearnsToTellClassesApart() {
    for (float threshold : THRESHOLDS) {
      for (double dropout : new double[] {0, 0.4}) {
        draw("train");
        DecisionLayer layer = drawn(threshold);
        RewardLearning learning = learning(layer, 0.1, dropout);
        learning.run(20, () -> {});
        draw("test");
        assertThat(accuracy(drawn(threshold))).as("untaught").isLessThan(0.5);
        assertThat(accuracy(layer)).as("%s, dropout %s", threshold, dropout).isGreaterThan(0.85);
        double[] right = learning.right();
        assertThat(right).hasSize(20);
        assertThat(right[19]).isGreaterThan(right[0]);
      }
    }
  }

  @Test
  void weightsStayBetweenTheBounds() {
    draw("train");
    DecisionLayer layer = drawn(4);
    learning(layer, 1, 0.4).run(20, () -> {});
    float[] weights = layer.state().rows("weights")[0];
    for (float w : weights) {
      assertThat(w).isBetween(0f, 1f);
    }
    assertThat(IntStream.range(0, weights.length).filter(k -> weights[k] < 0.1).count())
        .isPositive();
  }

  /** An interruption after any pass, and one after the last. */
  @Test
  void itGoesOnToTheSameBits() {
    draw("train");
    List<SavedState> states = new ArrayList<>();
    DecisionLayer whole = drawn(4);
    RewardLearning learning = learning(whole, 0.1, 0.4);
    learning.run(5, () -> states.add(learning.state().copy()));
    assertThat(states).hasSize(5);
    for (SavedState state : states) {
      DecisionLayer other = drawn(4);
      RewardLearning rest = learning(other, 0.1, 0.4);
      rest.restore(state);
      rest.run(5, () -> {});
      assertThat(rest.right()).isEqualTo(learning.right());
      assertThat(other.state().rows("weights")).isDeepEqualTo(whole.state().rows("weights"));
    }
  }
}
