package dev.snn.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.snn.api.parallel.Parallel;
import dev.snn.api.random.Seed;
import dev.snn.api.random.Stream;
import dev.snn.api.tensor.Constant;
import dev.snn.api.tensor.Signal;
import dev.snn.api.tensor.Spikes;
import dev.snn.api.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Products of every kind of signal against three nested loops in double, at 1, 2 and 3 threads. */
class ProductsTest {
  private final Stream random = new Seed(17).stream("products");

  private float[][] rows(int rows, int columns) {
    float[][] out = new float[rows][columns];
    for (float[] row : out) {
      for (int j = 0; j < columns; j++) {
        row[j] = 2 * random.nextFloat() - 1;
      }
    }
    return out;
  }

  /** Events, events with counts, dense rows with and without zeros, held rows. */
  private List<Signal> signals(int steps, int batch, int in) {
    List<Signal> all = new ArrayList<>();
    for (boolean counts : new boolean[] {false, true}) {
      Tensor events = Tensor.zeros(steps, batch, in);
      for (float[] row : events.rows()) {
        for (int i = 0; i < in; i++) {
          row[i] = random.nextInt(4) > 0 ? 0 : counts ? 1 + random.nextInt(3) : 1;
        }
      }
      all.add(Spikes.of(events));
      all.add(events);
    }
    all.add(new Tensor(steps, batch, in, rows(steps * batch, in)));
    all.add(Spikes.of(Tensor.zeros(steps, batch, in).fill(1)));
    all.add(new Constant(steps, in, rows(batch, in)));
    return all;
  }

  /** {@code out[r][j] = sum_k a[r][k] b[k][j]}, from start. */
  private static double[][] product(float[][] a, int inner, float[][] b, int columns) {
    double[][] out = new double[a.length][columns];
    for (int r = 0; r < a.length; r++) {
      for (int k = 0; k < inner; k++) {
        for (int j = 0; j < columns; j++) {
          out[r][j] += (double) a[r][k] * b[k][j];
        }
      }
    }
    return out;
  }

  private static float[][] transposed(float[][] a, int columns) {
    float[][] out = new float[columns][a.length];
    for (int r = 0; r < a.length; r++) {
      for (int j = 0; j < columns; j++) {
        out[j][r] = a[r][j];
      }
    }
    return out;
  }

  private static void assertClose(float[][] actual, double[][] expected, float[] offset) {
    for (int r = 0; r < expected.length; r++) {
      for (int j = 0; j < expected[r].length; j++) {
        double value = expected[r][j] + (offset == null ? 0 : offset[j]);
        double error = Math.abs(actual[r][j] - value);
        if (!(error <= 2e-5 * Math.max(1, Math.abs(value)))) {
          assertThat((double) actual[r][j])
              .as("row %d, column %d", r, j)
              .isCloseTo(value, within(2e-5));
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "3, 2, 5, 4",
    "1, 1, 1, 1",
    "5, 30, 17, 9",
    "2, 3, 33, 600",
    "10, 32, 200, 300",
    "1, 600, 300, 300",
    "0, 3, 4, 5",
    "4, 0, 4, 5",
    "9, 8, 65, 257"
  })
  void everyKernelIsThePlainProduct(int steps, int batch, int in, int out) {
    float[][] weight = rows(in, out);
    float[] bias = rows(1, out)[0];
    Tensor gradOut = new Tensor(steps, batch, out, rows(steps * batch, out));
    for (Signal x : signals(steps, batch, in)) {
      float[][] dense = x.toTensor().rows();
      double[][] forward = product(dense, in, weight, out);
      double[][] gradWeight = product(transposed(dense, in), steps * batch, gradOut.rows(), out);
      double[][] gradInput = product(gradOut.rows(), out, transposed(weight, out), in);
      float[][] first = null;
      float[][] firstGradient = null;
      for (int threads = 1; threads <= 3; threads++) {
        try (Parallel parallel = Parallel.pool(threads)) {
          Tensor result = Tensor.zeros(steps, batch, out).fill(Float.NaN);
          Products.forward(x, weight, bias, result, parallel);
          assertClose(result.rows(), forward, bias);
          float[][] g = new float[in][out];
          Products.gradWeight(x, gradOut, g, parallel);
          assertClose(g, gradWeight, null);
          Tensor back = Tensor.zeros(steps, batch, in).fill(Float.NaN);
          Products.gradInput(gradOut, weight, back, parallel);
          assertClose(back.rows(), gradInput, null);
          first = first == null ? result.rows() : first;
          firstGradient = firstGradient == null ? g : firstGradient;
          assertThat(result.rows()).as("%d threads", threads).isDeepEqualTo(first);
          assertThat(g).as("%d threads", threads).isDeepEqualTo(firstGradient);
          Tensor plain = Tensor.zeros(steps, batch, out).fill(Float.NaN);
          Products.forward(x, weight, null, plain, parallel);
          assertClose(plain.rows(), forward, null);
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"9, 3", "40, 70"})
  void gradientsAreAddedAndSummed(int batch, int columns) {
    Tensor g = new Tensor(4, batch, columns, rows(4 * batch, columns));
    float[] bias = new float[columns];
    java.util.Arrays.fill(bias, 2);
    Products.gradBias(g, bias, Parallel.SEQUENTIAL);
    Tensor sum = Products.sumOverTime(g, Parallel.SEQUENTIAL);
    for (int j = 0; j < columns; j++) {
      double all = 2;
      for (int b = 0; b < batch; b++) {
        double overTime = 0;
        for (int t = 0; t < 4; t++) {
          overTime += g.get(t, b, j);
        }
        assertThat(sum.get(0, b, j)).isCloseTo((float) overTime, within(1e-5f));
        all += overTime;
      }
      assertThat(bias[j]).isCloseTo((float) all, within(1e-4f));
    }
    float[][] weight = new float[2][columns];
    weight[1][0] = 5;
    Tensor x = Tensor.zeros(4, batch, 2).fill(1);
    Products.gradWeight(x, g, weight, Parallel.SEQUENTIAL);
    assertThat(weight[1][0]).isCloseTo(weight[0][0] + 5, within(1e-4f));
  }
}
