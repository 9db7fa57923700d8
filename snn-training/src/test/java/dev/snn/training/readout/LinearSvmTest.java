package dev.snn.training.readout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.snn.api.random.Seed;
import dev.snn.api.tensor.Spikes;
import dev.snn.api.tensor.SpikesBuilder;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** At the minimum {@code w = 2 C sum_i max(0, 1 - y_i w x_i) y_i x_i}, whatever found it. */
class LinearSvmTest {
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

  private LinearSvm fit(double c) {
    LinearSvm.Stop stop = new LinearSvm.Stop(2000, 1e-5);
    return LinearSvm.fit(
        rows, labels, LINES, VALUES, CLASSES, c, stop, new Seed(1).stream("order"));
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

  @Test
  void theGradientVanishes() {
    draw();
    for (double c : PENALTIES) {
      LinearSvm svm = fit(c);
      for (int k = 0; k < CLASSES; k++) {
        double[] expected = new double[LINES + 1];
        for (int r = 0; r < ROWS; r++) {
          double[] x = dense(rows[r]);
          int y = labels[r] == k ? 1 : -1;
          double score = 0;
          for (int n = 0; n <= LINES; n++) {
            score += svm.weight(n, k) * x[n];
          }
          assertThat(svm.scores(rows[r])[k])
              .isCloseTo((float) score, org.assertj.core.api.Assertions.within(1e-4f));
          for (int n = 0; n <= LINES; n++) {
            expected[n] += 2 * c * Math.max(0, 1 - y * score) * y * x[n];
          }
        }
        double difference = 0;
        double norm = 0;
        for (int n = 0; n <= LINES; n++) {
          difference += Math.pow(svm.weight(n, k) - expected[n], 2);
          norm += Math.pow(expected[n], 2);
        }
        assertThat(Math.sqrt(difference / norm)).as("C = %s, class %d", c, k).isLessThan(2e-3);
      }
    }
  }

  @Test
  void itTellsTheClassesApart() {
    draw();
    LinearSvm svm = fit(0.3);
    int right = 0;
    for (int r = 0; r < ROWS; r++) {
      float[] scores = svm.scores(rows[r]);
      int best = 0;
      for (int k = 1; k < CLASSES; k++) {
        best = scores[k] > scores[best] ? k : best;
      }
      right += best == labels[r] ? 1 : 0;
    }
    assertThat(right / (double) ROWS).isGreaterThan(0.6);
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
