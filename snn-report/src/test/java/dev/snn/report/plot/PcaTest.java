package dev.snn.report.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PcaTest {
  private static final double CLOSE = 1e-9;

  /** Around (5, -2): variance 8 along (3, 4) / 5 and 2 along (-4, 3) / 5, in sums of squares. */
  private static final double[][] CROSS = {
    point(2.5, 0), point(-1.5, 0), point(-1, 0), point(0, 1), point(0, -1), point(0, 0)
  };

  private static double[] point(double along, double across) {
    return new double[] {5 + 0.6 * along - 0.8 * across, -2 + 0.8 * along + 0.6 * across};
  }

  @Test
  void findsTheKnownAxes() {
    Pca pca = Pca.of(CROSS);

    double total = 2.5 * 2.5 + 1.5 * 1.5 + 1 + 2;
    assertThat(pca.shares()[0]).isCloseTo((total - 2) / total, within(CLOSE));
    assertThat(pca.shares()[1]).isCloseTo(2 / total, within(CLOSE));
    double[] along = {2.5, -1.5, -1, 0, 0, 0};
    double[] across = {0, 0, 0, 1, -1, 0};
    for (int i = 0; i < CROSS.length; i++) {
      assertThat(pca.scores()[i][0]).as("point %d", i).isCloseTo(along[i], within(CLOSE));
      assertThat(Math.abs(pca.scores()[i][1])).isCloseTo(Math.abs(across[i]), within(CLOSE));
    }
  }

  @Test
  void moreDimensionsThanPointsGiveTheSame() {
    double[][] wide = new double[CROSS.length][20];
    for (int i = 0; i < wide.length; i++) {
      wide[i][3] = CROSS[i][0];
      wide[i][17] = CROSS[i][1];
    }

    Pca few = Pca.of(CROSS);
    Pca many = Pca.of(wide);

    assertThat(many.shares()).containsExactly(few.shares(), within(CLOSE));
    for (int i = 0; i < wide.length; i++) {
      assertThat(many.scores()[i][0]).isCloseTo(few.scores()[i][0], within(CLOSE));
    }
  }

  @Test
  void equalPointsHaveNoVariance() {
    Pca pca = Pca.of(new double[][] {{1, 2}, {1, 2}, {1, 2}});

    assertThat(pca.shares()).containsExactly(0, 0);
    assertThat(pca.scores()[2]).containsExactly(0, 0);
  }

  @Test
  void aSingleDimensionHasOneComponent() {
    Pca pca = Pca.of(new double[][] {{-4}, {1}, {3}});

    assertThat(pca.shares()).containsExactly(new double[] {1, 0}, within(CLOSE));
    assertThat(pca.scores()[0]).containsExactly(new double[] {4, 0}, within(CLOSE));
  }
}
