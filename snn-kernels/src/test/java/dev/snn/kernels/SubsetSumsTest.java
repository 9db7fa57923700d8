package dev.snn.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.snn.api.parallel.Parallel;
import dev.snn.api.random.Seed;
import dev.snn.api.random.Stream;
import dev.snn.api.tensor.Spikes;
import dev.snn.api.tensor.Tensor;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sums of subsets against sums of rows in double; the same bits for every cut. */
class SubsetSumsTest {
  private final Stream random = new Seed(43).stream("subsets");

  private float[][] rows(int rows, int columns) {
    float[][] out = new float[rows][columns];
    for (float[] row : out) {
      for (int j = 0; j < columns; j++) {
        row[j] = 2 * random.nextFloat() - 1;
      }
    }
    return out;
  }

  private Spikes spikes(int steps, int batch, int in, double density) {
    Tensor events = Tensor.zeros(steps, batch, in);
    for (float[] row : events.rows()) {
      for (int i = 0; i < in; i++) {
        row[i] = random.nextFloat() < density ? 1 : 0;
      }
    }
    return Spikes.of(events);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, 1, 1, 1",
    "3, 5, 7, 9, 0.7",
    "2, 3, 24, 40, 0.9",
    "5, 60, 25, 33, 1",
    "10, 60, 131, 300, 0.5",
    "3, 7, 50, 1300, 0.8",
    "4, 8, 20, 25, 0",
    "0, 8, 20, 25, 1"
  })
  void everyCutIsTheSumOfRows(int steps, int batch, int in, int out, double density) {
    Spikes x = spikes(steps, batch, in, density);
    float[][] dense = x.toTensor().rows();
    float[][] weight = rows(in, out);
    float[] bias = rows(1, out)[0];
    Tensor gradOut = new Tensor(steps, batch, out, rows(steps * batch, out));
    float[][] before = rows(in, out);
    float[][] first = null;
    float[][] firstGradient = null;
    for (long cache : new long[] {1, 1 << 16, 1 << 19, 1 << 22}) {
      for (int threads = 1; threads <= 3; threads++) {
        try (Parallel parallel = Parallel.pool(threads)) {
          Tensor result = Tensor.zeros(steps, batch, out).fill(Float.NaN);
          SubsetSums.forward(x, weight, bias, result, cache, parallel);
          float[][] gradient = new float[in][];
          for (int i = 0; i < in; i++) {
            gradient[i] = before[i].clone();
          }
          SubsetSums.gradWeight(x, gradOut, gradient, cache, parallel);
          first = first == null ? result.rows() : first;
          firstGradient = firstGradient == null ? gradient : firstGradient;
          assertThat(result.rows()).isDeepEqualTo(first);
          assertThat(gradient).isDeepEqualTo(firstGradient);
          Tensor plain = Tensor.zeros(steps, batch, out).fill(Float.NaN);
          SubsetSums.forward(x, weight, null, plain, cache, parallel);
          assertSum(plain.rows(), new float[dense.length][out], dense, weight);
        }
      }
    }
    float[][] start = new float[dense.length][];
    Arrays.fill(start, bias);
    assertSum(first, start, dense, weight);
    float[][] transposed = Products.transpose(dense, in, Parallel.SEQUENTIAL);
    assertSum(firstGradient, before, transposed, gradOut.rows());
  }

  /** {@code actual = start + choice rows}. */
  private static void assertSum(
      float[][] actual, float[][] start, float[][] choice, float[][] rows) {
    for (int r = 0; r < actual.length; r++) {
      for (int j = 0; j < actual[r].length; j++) {
        double sum = start[r][j];
        for (int k = 0; k < rows.length; k++) {
          sum += (double) choice[r][k] * rows[k][j];
        }
        assertThat((double) actual[r][j]).isCloseTo(sum, within(3e-5));
      }
    }
  }

  @Test
  void whatIsNotAddedSpoilsNothing() {
    float[][] weight = rows(8, 40);
    weight[2][5] = Float.NaN;
    Tensor events = Tensor.zeros(1, 2, 8).fill(1);
    events.row(0, 0)[2] = 0;
    Tensor result = Tensor.zeros(1, 2, 40);
    SubsetSums.forward(Spikes.of(events), weight, null, result, 1 << 20, Parallel.SEQUENTIAL);
    assertThat(result.get(0, 0, 5)).isNotNaN();
    assertThat(result.get(0, 1, 5)).isNaN();
  }
}
