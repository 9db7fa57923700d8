package dev.snn.training.readout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.snn.api.learning.SavedState;
import dev.snn.api.random.Seed;
import dev.snn.api.tensor.Spikes;
import dev.snn.api.tensor.SpikesBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** At the minimum {@code w = -sum_i loss'(y_i w x_i) y_i x_i}, whatever found it. */
class DualDescentTest {
  private static final int LINES = 30;
  private static final int ROWS = 400;
  private static final int CLASSES = 3;
  private static final float[] VALUES = {1, 0.75f, 0.5f, 0.25f};
  private static final double[] PENALTIES = {0.01, 0.3, 5};

  private final SpikeRow[] rows = new SpikeRow[ROWS];
  private final int[] labels = new int[ROWS];

  /** Rows of a class have more early spikes in its third of the lines; classes overlap. */
  private void draw() {
    RandomGenerator random = new Seed(4).stream("rows");
    SpikesBuilder builder = new SpikesBuilder(VALUES.length, ROWS, LINES);
    for (int r = 0; r < ROWS; r++) {
      labels[r] = random.nextInt(CLASSES);
      for (int t = 0; t < VALUES.length; t++) {
        for (int n = 0; n < LINES; n++) {
          if (random.nextDouble() < (n % CLASSES == labels[r] ? 0.2 : 0.12)) {
            builder.lane(r).add(t, n);
          }
        }
      }
    }
    Spikes spikes = builder.build();
    for (int r = 0; r < ROWS; r++) {
      rows[r] = SpikeRow.of(spikes, r);
    }
  }

  private static DualLoss loss(boolean logistic, double c) {
    return logistic ? DualLoss.logistic(c) : DualLoss.squaredHinge(c);
  }

  private static DualDescent descent(
      SpikeRow[] rows, int[] labels, DualLoss loss, LinearClassifier classifier) {
    return new DualDescent(rows, labels, loss, classifier, new Seed(1).stream("order"));
  }

  private static LinearClassifier classifier() {
    return new LinearClassifier(LINES, CLASSES, VALUES);
  }

  private LinearClassifier fit(boolean logistic, double c) {
    LinearClassifier classifier = classifier();
    descent(rows, labels, loss(logistic, c), classifier)
        .run(new DualDescent.Stop(2000, 1e-5), () -> {});
    return classifier;
  }

  private static double[] dense(SpikeRow row) {
    double[] x = new double[LINES + 1];
    for (int t = 0; t < VALUES.length; t++) {
      for (int e = row.ends()[t]; e < row.ends()[t + 1]; e++) {
        x[row.lines()[e]] = VALUES[t];
      }
    }
    x[LINES] = 1;
    return x;
  }

  /** Minus the derivative of the loss. */
  private static double force(boolean logistic, double c, double margin) {
    return logistic ? c / (1 + Math.exp(margin)) : 2 * c * Math.max(0, 1 - margin);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theGradientVanishes(boolean logistic) {
    draw();
    for (double c : PENALTIES) {
      LinearClassifier fitted = fit(logistic, c);
      for (int k = 0; k < CLASSES; k++) {
        double[] expected = new double[LINES + 1];
        for (int r = 0; r < ROWS; r++) {
          double[] x = dense(rows[r]);
          int y = labels[r] == k ? 1 : -1;
          double score = 0;
          for (int n = 0; n <= LINES; n++) {
            score += fitted.weight(n, k) * x[n];
          }
          assertThat(fitted.scores(rows[r])[k])
              .isCloseTo((float) score, org.assertj.core.api.Assertions.within(1e-4f));
          for (int n = 0; n <= LINES; n++) {
            expected[n] += force(logistic, c, y * score) * y * x[n];
          }
        }
        double difference = 0;
        double norm = 0;
        for (int n = 0; n <= LINES; n++) {
          difference += Math.pow(fitted.weight(n, k) - expected[n], 2);
          norm += Math.pow(expected[n], 2);
        }
        assertThat(Math.sqrt(difference / norm)).as("C = %s, class %d", c, k).isLessThan(2e-3);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void itTellsTheClassesApart(boolean logistic) {
    draw();
    LinearClassifier fitted = fit(logistic, 0.3);
    long right = IntStream.range(0, ROWS).filter(r -> fitted.best(rows[r]) == labels[r]).count();
    assertThat(right / (double) ROWS).isGreaterThan(0.6);
  }

  /** An interruption after any pass, and one after the last. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void itGoesOnToTheSameBits(boolean logistic) {
    draw();
    DualDescent.Stop stop = new DualDescent.Stop(5, 1e-9);
    List<SavedState> states = new ArrayList<>();
    LinearClassifier whole = classifier();
    DualDescent descent = descent(rows, labels, loss(logistic, 0.3), whole);
    descent.run(stop, () -> states.add(descent.state().copy()));
    assertThat(states).hasSize(5);
    for (SavedState state : states) {
      LinearClassifier other = classifier();
      DualDescent rest = descent(rows, labels, loss(logistic, 0.3), other);
      rest.restore(state);
      rest.run(stop, () -> {});
      assertThat(rest.passes()).isEqualTo(5);
      for (int n = 0; n <= LINES; n++) {
        for (int k = 0; k < CLASSES; k++) {
          assertThat(other.weight(n, k)).isEqualTo(whole.weight(n, k));
        }
      }
    }
  }

  @Test
  void theFirstSpikeOfALineCounts() {
    SpikesBuilder builder = new SpikesBuilder(3, 1, 4);
    builder.lane(0).add(0, 2);
    builder.lane(0).add(1, 0);
    builder.lane(0).add(1, 2);
    builder.lane(0).add(2, 0);
    builder.lane(0).add(2, 3);
    SpikeRow row = SpikeRow.of(builder.build(), 0);
    assertThat(row.lines()).containsExactly((char) 2, (char) 0, (char) 3);
    assertThat(row.ends()).containsExactly(0, 1, 2, 3);
  }
}
