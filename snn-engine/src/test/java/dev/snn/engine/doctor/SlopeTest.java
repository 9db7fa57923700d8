package dev.snn.engine.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlopeTest {
  private final float[][] values = {{0.5f, -1.5f}, {2, 0.25f}};
  private final List<float[][]> all = Collections.singletonList(values);

  /** The sum of squares, in single precision as losses are. */
  private final DoubleSupplier squares =
      () -> {
        float sum = 0;
        for (float[] row : values) {
          for (float x : row) {
            sum += x * x;
          }
        }
        return sum;
      };

  private static List<float[][]> gradient(double factor, double first) {
    float f = (float) (2 * factor);
    float[][] g = {{(float) first * f * 0.5f, f * -1.5f}, {f * 2, f * 0.25f}};
    return Collections.singletonList(g);
  }

  @Test
  void aGradientThatIsTheDerivativeIsRight() {
    Slope.Verdict verdict = new Slope(all, gradient(1, 1)).compare(squares);

    assertThat(verdict.settled()).isTrue();
    assertThat(verdict.isWrong()).isFalse();
    assertThat(verdict.measured()).isCloseTo(verdict.claimed(), within(0.01));
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(doubles = {0.5, 0.9, 1.1, 1.5, -1})
  void aFactorIsWrong(double factor) {
    Slope.Verdict verdict = new Slope(all, gradient(factor, 1)).compare(squares);

    assertThat(verdict.isWrong()).isTrue();
    assertThat(verdict.measured() / verdict.claimed()).isCloseTo(1 / factor, within(0.02));
  }

  @Test
  void aSingleValueThatIsWrongShows() {
    assertThat(new Slope(all, gradient(1, 4)).compare(squares).isWrong()).isTrue();
  }

  @Test
  void theValuesAreWhatTheyWere() {
    new Slope(all, gradient(1, 1)).compare(squares);

    assertThat(values).isDeepEqualTo(new float[][] {{0.5f, -1.5f}, {2, 0.25f}});
  }

  @Test
  void aJumpDoesNotSettle() {
    DoubleSupplier jump = () -> values[0][0] > 0.5f ? 1 : 0;

    Slope.Verdict verdict = new Slope(all, gradient(1, 1)).compare(jump);

    assertThat(verdict.settled()).isFalse();
    assertThat(verdict.isWrong()).isFalse();
  }

  @Test
  void noGradientClaimsNothing() {
    assertThat(new Slope(all, gradient(0, 1)).compare(squares).isWrong()).isFalse();
  }

  private static org.assertj.core.data.Offset<Double> within(double offset) {
    return org.assertj.core.api.Assertions.within(offset);
  }
}
