package dev.snn.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.snn.api.parallel.Parallel;
import org.junit.jupiter.api.Test;

/** Two channels of 2 x 5 pixels, pooled by two: the last column fills no square. */
class MaxPool2dTest {
  private static final float NAN = Float.NaN;
  private static final MaxPool2d POOL = new MaxPool2d(new Plane(2, 2, 5), 2);
  private static final float[] X = {
    1, 3, -4, -2, 9,
    2, 0, -1, -3, 9,
    5, 5, 0, NAN, 9,
    5, 5, 7, 1, 9
  };

  @Test
  void theLargestOfEachSquare() {
    float[][] out = new float[1][4];
    POOL.forward(new float[][] {X}, out, Parallel.SEQUENTIAL);
    assertThat(POOL.out()).isEqualTo(new Plane(2, 1, 2));
    assertThat(out[0]).containsExactly(3, -1, 5, NAN);
  }

  @Test
  void itsGradientGoesToTheFirstLargest() {
    float[][] grad = {new float[20]};
    grad[0][4] = 8;
    POOL.backward(new float[][] {X}, new float[][] {{10, 20, 30, 40}}, grad, Parallel.SEQUENTIAL);
    assertThat(grad[0])
        .containsExactly(0, 10, 0, 0, 0, 0, 0, 20, 0, 0, 30, 0, 0, 40, 0, 0, 0, 0, 0, 0);
  }

  @Test
  void aSquareThatDoesNotFitIsRefused() {
    assertThatThrownBy(() -> new MaxPool2d(new Plane(1, 2, 5), 3))
        .hasMessage("a square of 3 x 3 does not fit an image of 2 x 5");
  }
}
