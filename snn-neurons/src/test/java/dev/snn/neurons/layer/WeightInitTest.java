package dev.snn.neurons.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.snn.api.layer.Parameter;
import dev.snn.api.random.Seed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class WeightInitTest {
  private static final int OUTPUTS = 120;
  private static final int FAN_IN = 250;
  private static final int FAN_OUT = 480;
  private static final double SCALE = 1.5;

  private static float[][] draw(WeightInit init, long seed) {
    return init.draw(OUTPUTS, FAN_IN, FAN_OUT, SCALE, new Seed(seed).stream("weight"));
  }

  /** The variance of 30,000 draws: its own deviation is below 1 % of it. */
  @ParameterizedTest
  @CsvSource({
    "UNIFORM,                 0.00133333, 0.06324555",
    "KAIMING_UNIFORM,         0.008,      0.15491933",
    "KAIMING_NORMAL,          0.008,      Infinity",
    "KAIMING_UNIFORM_FAN_OUT, 0.00416667, 0.11180340",
    "KAIMING_FAN_OUT,         0.00416667, Infinity",
    "XAVIER_UNIFORM,          0.00273973, 0.09065934",
    "XAVIER_NORMAL,           0.00273973, Infinity"
  })
  void meanVarianceAndBound(WeightInit init, double variance, double bound) {
    double scaled = variance * SCALE * SCALE;
    double sum = 0;
    double squares = 0;
    double largest = 0;
    for (float[] row : draw(init, 7)) {
      for (float w : row) {
        sum += w;
        squares += w * w;
        largest = Math.max(largest, Math.abs(w));
      }
    }
    int n = OUTPUTS * FAN_IN;
    assertThat(sum / n).isCloseTo(0, within(4 * Math.sqrt(scaled / n)));
    assertThat(squares / n).isCloseTo(scaled, within(0.04 * scaled));
    if (Double.isInfinite(bound)) {
      assertThat(largest).isGreaterThan(3.5 * Math.sqrt(scaled));
    } else {
      assertThat(largest).isBetween(0.99 * bound * SCALE, bound * SCALE + 1e-7);
    }
  }

  @Test
  void rowsOfAWideMatrixAreOrthonormal() {
    requireOrthogonal(draw(WeightInit.ORTHOGONAL, 3), SCALE * SCALE);
  }

  @Test
  void columnsOfATallMatrixAreOrthonormal() {
    float[][] tall =
        WeightInit.ORTHOGONAL.draw(FAN_IN, OUTPUTS, 1, 1, new Seed(3).stream("weight"));
    requireOrthogonal(transposed(tall), 1);
  }

  @Test
  void aLayersRowsAreThoseOfItsInputs() {
    Parameter weight =
        WeightInit.ORTHOGONAL.dense("weight", 30, 20, 1, new Seed(1).stream("weight"));
    assertThat(weight.value()).hasDimensions(30, 20);
    requireOrthogonal(transposed(weight.value()), 1);
  }

  @Test
  void uniformWeightsOfALayerKeepTheirBits() {
    Parameter now = WeightInit.UNIFORM.dense("weight", 13, 9, 2, new Seed(5).stream("weight"));
    Parameter before = Parameter.uniform("weight", 13, 9, 13, 2, new Seed(5).stream("weight"));
    assertThat(now.value()).isDeepEqualTo(before.value());
  }

  @Test
  void constantsAreTheScaleAndZerosAreNone() {
    for (float[] row : draw(WeightInit.CONSTANT, 1)) {
      assertThat(row).hasSize(FAN_IN).containsOnly((float) SCALE);
    }
    for (float[] row : draw(WeightInit.ZEROS, 1)) {
      assertThat(row).hasSize(FAN_IN).containsOnly(0);
    }
  }

  @ParameterizedTest
  @EnumSource(WeightInit.class)
  void theSeedDecides(WeightInit init) {
    assertThat(draw(init, 4)).isDeepEqualTo(draw(init, 4)).hasDimensions(OUTPUTS, FAN_IN);
    boolean drawn = init != WeightInit.CONSTANT && init != WeightInit.ZEROS;
    assertThat(draw(init, 4)[1][2] != draw(init, 5)[1][2]).isEqualTo(drawn);
  }

  @ParameterizedTest
  @EnumSource(WeightInit.class)
  void aLayerWithoutInputsHasNoWeights(WeightInit init) {
    assertThat(init.dense("weight", 0, 4, 1, new Seed(1).stream("weight")).count()).isZero();
  }

  private static float[][] transposed(float[][] w) {
    float[][] t = new float[w[0].length][w.length];
    for (int r = 0; r < w.length; r++) {
      for (int c = 0; c < w[r].length; c++) {
        t[c][r] = w[r][c];
      }
    }
    return t;
  }

  private static void requireOrthogonal(float[][] rows, double squaredLength) {
    for (int a = 0; a < rows.length; a++) {
      for (int b = 0; b <= a; b++) {
        double dot = 0;
        for (int k = 0; k < rows[a].length; k++) {
          dot += (double) rows[a][k] * rows[b][k];
        }
        assertThat(dot)
            .as("rows %d and %d", a, b)
            .isCloseTo(a == b ? squaredLength : 0, within(1e-6));
      }
    }
  }
}
