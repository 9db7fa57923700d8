package dev.snn.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.snn.api.parallel.Parallel;
import dev.snn.api.random.Seed;
import dev.snn.api.random.Stream;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against the definition in double, and its central differences. */
class Convolution2dTest {
  private final Stream random = new Seed(5).stream("convolution");

  private record Case(
      Plane in, int outputs, int kh, int kw, int stride, int padY, int padX, int images) {
    Convolution2d convolution() {
      return new Convolution2d(in, outputs, kh, kw, stride, padY, padX);
    }

    /** The definition, for one image; the bias last in each row of weights. */
    double out(double[] x, double[][] w, int o, int oy, int ox) {
      double sum = w[o][w[o].length - 1];
      for (int c = 0; c < in.channels(); c++) {
        for (int ky = 0; ky < kh; ky++) {
          for (int kx = 0; kx < kw; kx++) {
            int y = oy * stride + ky - padY;
            int column = ox * stride + kx - padX;
            if (y >= 0 && y < in.height() && column >= 0 && column < in.width()) {
              sum += w[o][(c * kh + ky) * kw + kx] * x[(c * in.height() + y) * in.width() + column];
            }
          }
        }
      }
      return sum;
    }
  }

  private float[][] rows(int rows, int columns, int zeroEvery) {
    float[][] out = new float[rows][columns];
    for (float[] row : out) {
      for (int j = 0; j < columns; j++) {
        row[j] = zeroEvery > 0 && random.nextInt(zeroEvery) == 0 ? 0 : 2 * random.nextFloat() - 1;
      }
    }
    return out;
  }

  private static double[][] doubles(float[][] rows) {
    double[][] out = new double[rows.length][];
    for (int r = 0; r < rows.length; r++) {
      out[r] = new double[rows[r].length];
      for (int j = 0; j < rows[r].length; j++) {
        out[r][j] = rows[r][j];
      }
    }
    return out;
  }

  @ParameterizedTest
  @CsvSource({
    // channels, height, width, outputs, kernel height and width, stride, padding, images
    "1, 5, 6, 2, 3, 3, 1, 1, 1, 3",
    "3, 5, 4, 4, 5, 5, 1, 2, 2, 2",
    "2, 4, 7, 3, 2, 3, 2, 0, 1, 9",
    "2, 7, 5, 3, 3, 1, 3, 2, 0, 2",
    "4, 1, 9, 5, 1, 3, 2, 0, 1, 17",
    "1, 1, 1, 1, 1, 1, 1, 0, 0, 1",
    "2, 2, 2, 2, 5, 5, 1, 2, 2, 1",
    "1, 1, 2, 1, 1, 1, 1, 0, 3, 1",
    "1, 20, 30, 2, 3, 3, 1, 1, 1, 1",
  })
  void valuesAndGradients(
      int channels,
      int height,
      int width,
      int outputs,
      int kh,
      int kw,
      int stride,
      int padY,
      int padX,
      int images) {
    Case c =
        new Case(new Plane(channels, height, width), outputs, kh, kw, stride, padY, padX, images);
    Convolution2d convolution = c.convolution();
    float[][] x = rows(images, c.in().size(), 4);
    float[][] w = rows(outputs, convolution.fanIn(), 0);
    float[] bias = rows(1, outputs, 0)[0];
    float[][] projection = rows(images, convolution.out().size(), 3);
    double[][] exactX = doubles(x);
    double[][] exactW = new double[outputs][convolution.fanIn() + 1];
    for (int o = 0; o < outputs; o++) {
      for (int k = 0; k < w[o].length; k++) {
        exactW[o][k] = w[o][k];
      }
      exactW[o][w[o].length] = bias[o];
    }
    Plane out = convolution.out();
    for (int threads = 1; threads <= 3; threads++) {
      try (Parallel parallel = Parallel.pool(threads)) {
        float[][] y = new float[images][out.size()];
        convolution.forward(x, w, bias, y, parallel);
        for (int r = 0; r < images; r++) {
          for (int k = 0; k < out.size(); k++) {
            int p = k % out.pixels();
            assertThat((double) y[r][k])
                .isCloseTo(
                    c.out(exactX[r], exactW, k / out.pixels(), p / out.width(), p % out.width()),
                    within(1e-5));
          }
        }
        float[][] gradW = new float[outputs][convolution.fanIn()];
        float[] gradBias = new float[outputs];
        gradW[0][0] = 1;
        gradBias[0] = 2;
        float[][] gradX = rows(images, c.in().size(), 0);
        convolution.backward(x, projection, w, gradW, gradBias, gradX, parallel);
        gradW[0][0] -= 1;
        gradBias[0] -= 2;
        DoubleSupplier loss = () -> loss(c, out, exactX, exactW, projection);
        for (int o = 0; o < outputs; o++) {
          for (int k = 0; k < gradW[o].length; k++) {
            assertGradient(gradW[o][k], exactW[o], k, loss);
          }
          assertGradient(gradBias[o], exactW[o], gradW[o].length, loss);
        }
        for (int j = 0; j < c.in().size(); j++) {
          assertGradient(gradX[0][j], exactX[0], j, loss);
          assertGradient(gradX[images - 1][j], exactX[images - 1], j, loss);
        }
      }
    }
  }

  private static double loss(Case c, Plane out, double[][] x, double[][] w, float[][] projection) {
    double sum = 0;
    for (int r = 0; r < x.length; r++) {
      for (int k = 0; k < out.size(); k++) {
        int p = k % out.pixels();
        if (projection[r][k] != 0) {
          sum +=
              projection[r][k] * c.out(x[r], w, k / out.pixels(), p / out.width(), p % out.width());
        }
      }
    }
    return sum;
  }

  private static void assertGradient(double got, double[] of, int at, DoubleSupplier loss) {
    double value = of[at];
    of[at] = value + 0.5;
    double up = loss.getAsDouble();
    of[at] = value - 0.5;
    double down = loss.getAsDouble();
    of[at] = value;
    assertThat(got).isCloseTo(up - down, within(2e-5 * Math.max(1, Math.abs(up - down))));
  }

  @Test
  void gradientsAreTheSameBitsAtAnyNumberOfThreads() {
    Convolution2d convolution = new Convolution2d(new Plane(2, 6, 6), 3, 3, 3, 1, 1, 1);
    float[][] x = rows(700, 72, 0);
    float[][] w = rows(3, convolution.fanIn(), 0);
    float[][] g = rows(700, convolution.out().size(), 0);
    float[][] expected = null;
    for (int threads = 1; threads <= 3; threads++) {
      try (Parallel parallel = Parallel.pool(threads)) {
        float[][] gradW = new float[3][convolution.fanIn()];
        convolution.backward(x, g, w, gradW, new float[3], null, parallel);
        expected = expected == null ? gradW : expected;
        assertThat(gradW).isDeepEqualTo(expected);
      }
    }
  }

  @Test
  void aKernelThatDoesNotFitIsRefused() {
    assertThatThrownBy(() -> new Convolution2d(new Plane(1, 4, 9), 1, 5, 5, 1, 0, 0))
        .hasMessage("a kernel of 5 x 5 does not fit an image of 4 x 9");
    assertThatThrownBy(() -> new Plane(1, 0, 9))
        .hasMessage("an image needs channels, rows and columns, got 1 x 0 x 9");
  }

  @Test
  void largeOptionsAreCountedWithoutOverflow() {
    Plane in = new Plane(1, 8, 8);
    assertThatThrownBy(() -> new Convolution2d(in, 4, 3, 3, 1, 0, 0, 2_000_000_000, 1))
        .hasMessageContaining("with dilation 2000000000 does not fit an image of 8 x 8");
    assertThatThrownBy(() -> new Convolution2d(in, 4, 3, 3, 1, 1_000_000_000, 1_000_000_000))
        .hasMessage("an image of 4 x 2000000006 x 2000000006 has more than 2^31 - 1 values");
    assertThatThrownBy(() -> new Convolution2d(in, 4, 50_000, 50_000, 1, 25_000, 25_000))
        .hasMessage("a kernel of 1 x 50000 x 50000 has more than 2^31 - 1 values");
  }

  @Test
  void aStrideBeyondTheImageIsOneOfItsLength() {
    float[][] x = rows(2, 128, 3);
    float[][] weight = rows(4, 9, 0);
    float[][] far = new float[2][4];
    float[][] near = new float[2][4];
    Plane in = new Plane(2, 8, 8);
    try (Parallel parallel = Parallel.pool(1)) {
      new Convolution2d(in, 4, 3, 3, 2_000_000_000, 0, 0, 1, 2)
          .forward(x, weight, new float[4], far, parallel);
      new Convolution2d(in, 4, 3, 3, 8, 0, 0, 1, 2)
          .forward(x, weight, new float[4], near, parallel);
    }
    assertThat(far).isDeepEqualTo(near);
  }
}
