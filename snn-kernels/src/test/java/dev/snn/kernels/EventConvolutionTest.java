package dev.snn.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.snn.api.parallel.Parallel;
import dev.snn.api.random.Seed;
import dev.snn.api.random.Stream;
import dev.snn.api.tensor.Signal;
import dev.snn.api.tensor.Spikes;
import dev.snn.api.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Convolutions of signals of any density, in random shapes, against the definition in double
 * precision; each value is allowed the rounding of its own sum.
 */
class EventConvolutionTest {
  private static final int SHAPES = 60;
  private static final float[] DENSITIES = {0, 0.01f, 0.13f, 0.35f, 1};
  private static final double ROUNDING = Math.ulp(1f);

  private record Case(
      Plane in,
      int outputs,
      int kh,
      int kw,
      int stride,
      int padY,
      int padX,
      int dilation,
      int groups) {

    static Case random(Stream random, int number) {
      while (true) {
        int groups = number % 3 == 0 ? 1 + random.nextInt(5) : 1;
        int most = number % 10 == 1 ? 70 : 12;
        int channels = groups * (1 + random.nextInt(Math.max(1, most / groups)));
        int outputs = groups * (1 + random.nextInt(Math.max(1, most / groups)));
        Plane in = new Plane(channels, 1 + random.nextInt(17), 1 + random.nextInt(17));
        int stride = 1 + random.nextInt(3);
        int dilation = number % 4 == 3 ? 1 + random.nextInt(4) : 1;
        Case c =
            new Case(
                in,
                outputs,
                1 + random.nextInt(5),
                1 + random.nextInt(5),
                stride,
                random.nextInt(3),
                random.nextInt(3),
                dilation,
                groups);
        if (new Axis(in.height(), c.kh, stride, c.padY, dilation).fits()
            && new Axis(in.width(), c.kw, stride, c.padX, dilation).fits()) {
          return c;
        }
      }
    }

    Convolution2d convolution() {
      return new Convolution2d(in, outputs, kh, kw, stride, padY, padX, dilation, groups);
    }

    private interface Term {
      void of(int weightRow, int weightAt, int input, int output);
    }

    /** Every product of a weight and a pixel, and the output that it is added to. */
    void forEach(Plane out, Term term) {
      int own = in.channels() / groups;
      for (int o = 0; o < outputs; o++) {
        for (int c = 0; c < own; c++) {
          for (int ky = 0; ky < kh; ky++) {
            for (int kx = 0; kx < kw; kx++) {
              for (int p = 0; p < out.pixels(); p++) {
                int y = p / out.width() * stride + ky * dilation - padY;
                int x = p % out.width() * stride + kx * dilation - padX;
                if (y >= 0 && y < in.height() && x >= 0 && x < in.width()) {
                  int channel = o / (outputs / groups) * own + c;
                  term.of(
                      o,
                      (c * kh + ky) * kw + kx,
                      (channel * in.height() + y) * in.width() + x,
                      o * out.pixels() + p);
                }
              }
            }
          }
        }
      }
    }
  }

  private final Stream random = new Seed(11).stream("event-convolution");

  private float[][] rows(int rows, int columns, float density) {
    float[][] out = new float[rows][columns];
    for (float[] row : out) {
      for (int j = 0; j < columns; j++) {
        row[j] = random.nextFloat() < density ? 2 * random.nextFloat() - 1 : 0;
      }
    }
    return out;
  }

  /** Binary values, or counts up to 3. */
  private Tensor activity(int steps, int batch, int size, boolean counts) {
    Tensor x = Tensor.zeros(steps, batch, size);
    for (float[] row : x.rows()) {
      float density = DENSITIES[random.nextInt(DENSITIES.length)];
      for (int j = 0; j < size; j++) {
        row[j] = random.nextFloat() < density ? counts ? 1 + random.nextInt(3) : 1 : 0;
      }
    }
    return x;
  }

  @ParameterizedTest
  @ValueSource(strings = {"spikes", "counts", "tensor"})
  void valuesAndGradientsOfAnyShapeAndDensity(String kind) {
    for (int number = 0; number < SHAPES; number++) {
      Case c = Case.random(random, number);
      int steps = 3;
      int batch = 1 + random.nextInt(7);
      Tensor x = activity(steps, batch, c.in().size(), !kind.equals("spikes"));
      Signal signal = kind.equals("tensor") ? x : Spikes.of(x);
      check(c, x, signal, steps * batch);
    }
  }

  private void check(Case c, Tensor x, Signal signal, int images) {
    Convolution2d convolution = c.convolution();
    Plane out = convolution.out();
    float[][] w = rows(c.outputs(), convolution.fanIn(), 1);
    float[] bias = rows(1, c.outputs(), 1)[0];
    float[][] g = rows(images, out.size(), DENSITIES[random.nextInt(DENSITIES.length)]);
    Sums y = new Sums(images, out.size());
    Sums gradX = new Sums(images, c.in().size());
    Sums gradW = new Sums(c.outputs(), convolution.fanIn());
    Sums gradBias = new Sums(1, c.outputs());
    for (int r = 0; r < images; r++) {
      int image = r;
      float[] values = x.rows()[r];
      for (int k = 0; k < out.size(); k++) {
        y.add(r, k, bias[k / out.pixels()]);
        gradBias.add(0, k / out.pixels(), g[r][k]);
      }
      c.forEach(
          out,
          (o, k, from, to) -> {
            y.add(image, to, (double) w[o][k] * values[from]);
            gradX.add(image, from, (double) w[o][k] * g[image][to]);
            gradW.add(o, k, (double) values[from] * g[image][to]);
          });
    }
    float[][] firstW = null;
    for (int threads = 1; threads <= 3; threads++) {
      try (Parallel parallel = Parallel.pool(threads)) {
        float[][] gotY = rows(images, out.size(), 1);
        convolution.forward(signal, w, bias, gotY, parallel);
        y.assertClose("values of " + c, gotY);
        float[][] gotW = new float[c.outputs()][convolution.fanIn()];
        float[][] gotBias = new float[1][c.outputs()];
        float[][] gotX = rows(images, c.in().size(), 1);
        convolution.backward(signal, g, w, gotW, gotBias[0], gotX, parallel);
        gradX.assertClose("gradient of the images of " + c, gotX);
        gradW.assertClose("gradient of the weights of " + c, gotW);
        gradBias.assertClose("gradient of the bias of " + c, gotBias);
        firstW = firstW == null ? gotW : firstW;
        assertThat(gotW).isDeepEqualTo(firstW);
      }
    }
  }

  /** Sums, with the sums of what was added without its sign. */
  private static final class Sums {
    private final double[][] sum;
    private final double[][] size;

    Sums(int rows, int columns) {
      sum = new double[rows][columns];
      size = new double[rows][columns];
    }

    void add(int r, int j, double value) {
      sum[r][j] += value;
      size[r][j] += Math.abs(value);
    }

    void assertClose(String what, float[][] got) {
      for (int r = 0; r < sum.length; r++) {
        for (int j = 0; j < sum[r].length; j++) {
          assertThat((double) got[r][j])
              .as(what)
              .isCloseTo(sum[r][j], within(16 * ROUNDING * size[r][j]));
        }
      }
    }
  }

  /** Each product of the definition is one synapse. */
  @Test
  void synapsesAreTheProductsOfAPixel() {
    for (int number = 0; number < SHAPES; number++) {
      Case c = Case.random(random, number);
      Convolution2d convolution = c.convolution();
      float[][] w = rows(c.outputs(), convolution.fanIn(), 0.7f);
      int[] all = new int[c.in().size()];
      int[] effective = new int[c.in().size()];
      c.forEach(
          convolution.out(),
          (o, k, from, to) -> {
            all[from]++;
            effective[from] += w[o][k] != 0 ? 1 : 0;
          });
      assertThat(convolution.synapses(w, true)).as(c.toString()).isEqualTo(all);
      assertThat(convolution.synapses(w, false)).as(c.toString()).isEqualTo(effective);
    }
  }

  @Test
  void anImageIsTheSameBitsWhateverItIsComputedWith() {
    Convolution2d convolution = new Convolution2d(new Plane(3, 9, 8), 5, 3, 3, 1, 1, 1);
    Tensor x = activity(8, 5, 216, false);
    float[][] w = rows(5, convolution.fanIn(), 1);
    float[][] all = new float[40][convolution.out().size()];
    convolution.forward(Spikes.of(x), w, new float[5], all, Parallel.SEQUENTIAL);
    for (int t = 0; t < 8; t++) {
      float[][] some = new float[5][convolution.out().size()];
      Spikes step = Spikes.of(x.timeRange(t, t + 1));
      convolution.forward(step, w, new float[5], some, Parallel.SEQUENTIAL);
      for (int b = 0; b < 5; b++) {
        assertThat(some[b]).isEqualTo(all[t * 5 + b]);
      }
    }
  }

  @Test
  void notANumberIsNotHidden() {
    Convolution2d convolution = new Convolution2d(new Plane(1, 4, 4), 2, 3, 3, 1, 0, 0);
    Tensor x = Tensor.zeros(1, 1, 16);
    x.rows()[0][5] = Float.NaN;
    float[][] y = new float[1][8];
    convolution.forward(x, rows(2, 9, 1), new float[2], y, Parallel.SEQUENTIAL);
    assertThat(y[0]).containsOnly(Float.NaN);
  }

  @Test
  void whatDoesNotFitIsRefused() {
    assertThatThrownBy(() -> new Convolution2d(new Plane(1, 4, 9), 1, 3, 3, 1, 0, 0, 2, 1))
        .hasMessage("a kernel of 3 x 3 with dilation 2 does not fit an image of 4 x 9");
    assertThatThrownBy(() -> new Convolution2d(new Plane(6, 9, 9), 9, 3, 3, 1, 0, 0, 1, 4))
        .hasMessage("4 groups do not divide 6 channels into 9");
  }
}
