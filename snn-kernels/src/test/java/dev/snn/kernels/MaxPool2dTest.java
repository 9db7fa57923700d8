package dev.snn.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.snn.api.parallel.Parallel;
import java.util.Arrays;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/** Two channels of 2 x 5 pixels, pooled by two: the last column fills no square. */
class MaxPool2dTest {
  private static final float NAN = Float.NaN;
  private static final float NEGATIVE_NAN = Float.intBitsToFloat(0xffc00000);
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
  void squaresOfEverySizeHaveTheFirstOfTheirLargestValues() {
    float[] some = {-1, -0f, 0, 1, 2, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, NAN};
    Random random = new Random(1);
    for (int size = 1; size <= 4; size++) {
      MaxPool2d pool = new MaxPool2d(new Plane(3, 4 + size, 9), size);
      for (int k = 0; k < 200; k++) {
        // Processors make NaN with a sign.
        compare(pool, random, r -> r.nextInt(9) == 0 ? NEGATIVE_NAN : some[r.nextInt(some.length)]);
      }
    }
  }

  @Test
  void ofNumbersThatHardlyDifferTheLargestIsFoundToo() {
    float tiny = Float.MIN_VALUE;
    float huge = Float.MAX_VALUE;
    float[][] sets = {
      {0, -0f},
      {0, -0f, -1},
      {0, -0f, tiny, 2 * tiny, -tiny},
      {huge, -huge, Math.nextDown(huge), 0},
      {1, Math.nextUp(1f), Math.nextDown(1f)},
      {-1, Math.nextUp(-1f), Math.nextDown(-1f)},
      {1e-30f, Math.nextUp(1e-30f), tiny}
    };
    Random random = new Random(2);
    // More squares than are looked at together.
    MaxPool2d pool = new MaxPool2d(new Plane(3, 41, 27), 2);
    for (float[] set : sets) {
      for (int k = 0; k < 5; k++) {
        compare(pool, random, r -> set[r.nextInt(set.length)]);
      }
    }
    compare(pool, random, r -> (float) r.nextGaussian());
  }

  private static void compare(MaxPool2d pool, Random random, ToDoubleFunction<Random> value) {
    float[] x = new float[pool.in().size()];
    for (int n = 0; n < x.length; n++) {
      x[n] = (float) value.applyAsDouble(random);
    }
    int outputs = pool.out().size();
    float[] out = new float[outputs];
    float[] numbers = new float[outputs];
    char[] winners = new char[outputs + 2];
    Arrays.fill(winners, 'x');
    for (int n = 0; n < outputs; n++) {
      numbers[n] = n + 1;
    }
    pool.pool(x, out, winners, 2);
    float[] back = new float[x.length];
    Arrays.fill(back, 9);
    pool.unpool(winners, 2, numbers, back);
    float[] expected = new float[x.length];
    for (int n = 0; n < outputs; n++) {
      int first = firstLargest(pool, x, n);
      assertThat(Float.floatToRawIntBits(out[n])).isEqualTo(Float.floatToRawIntBits(x[first]));
      expected[first] = n + 1;
    }
    assertThat(back).containsExactly(expected);
  }

  /** In the order of the rows of a square; a NaN is larger than everything. */
  private static int firstLargest(MaxPool2d pool, float[] x, int output) {
    Plane in = pool.in();
    Plane out = pool.out();
    int column = output % out.width() * pool.size();
    int row = output / out.width() % out.height() * pool.size();
    int best = -1;
    for (int dy = 0; dy < pool.size(); dy++) {
      for (int dx = 0; dx < pool.size(); dx++) {
        int at = (output / out.pixels() * in.height() + row + dy) * in.width() + column + dx;
        boolean better = best < 0 || x[at] > x[best] || Float.isNaN(x[at]);
        best = better && (best < 0 || !Float.isNaN(x[best])) ? at : best;
      }
    }
    return best;
  }

  @Test
  void aSquareThatDoesNotFitIsRefused() {
    assertThatThrownBy(() -> new MaxPool2d(new Plane(1, 2, 5), 3))
        .hasMessage("a square of 3 x 3 does not fit an image of 2 x 5");
    assertThatThrownBy(() -> new MaxPool2d(new Plane(1, 300, 300), 257))
        .hasMessage("a square has at most 256 x 256 pixels, got 257 x 257");
  }
}
