package dev.snn.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.snn.api.layer.Parameter;
import dev.snn.api.parallel.Parallel;
import dev.snn.api.random.Seed;
import dev.snn.api.random.Stream;
import dev.snn.api.tensor.Spikes;
import dev.snn.api.tensor.Tensor;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Gathered gradients on any processor, with a gather that takes one value after the other: bit for
 * bit the sums in ascending order of the rows over all weights (decision 41), those of {@link
 * SparseGradient} and the bias gradients of {@link Products}.
 */
class GatheredGradientTest {
  private final Stream random = new Seed(43).stream("gathered");

  private static void gather(float[] sum, int[] column, float[] row, int from, int to) {
    assertThat((to - from) % EventBackend.Gather.TOGETHER).isZero();
    for (int k = from; k < to; k++) {
      sum[k] += row[column[k]];
    }
  }

  private float[][] rows(int rows, int columns) {
    float[][] out = new float[rows][columns];
    for (float[] row : out) {
      for (int j = 0; j < columns; j++) {
        row[j] = 2 * random.nextFloat() - 1;
      }
    }
    return out;
  }

  /** Every fifth line never spikes. */
  private Spikes spikes(int steps, int batch, int in, boolean counts) {
    Tensor events = Tensor.zeros(steps, batch, in);
    for (float[] row : events.rows()) {
      for (int i = 0; i < in; i++) {
        boolean silent = i % 5 == 4 || random.nextInt(3) > 0;
        row[i] = silent ? 0 : counts ? 1 + random.nextInt(3) : 1;
      }
    }
    return Spikes.of(events);
  }

  /** Every seventh line, and so the first one, has no live weight. */
  private Parameter weight(int in, int out, double share) {
    Parameter weight = Parameter.of("weight", rows(in, out));
    int[][] live = new int[in][];
    for (int i = 0; i < in; i++) {
      boolean empty = i % 7 == 0;
      live[i] = IntStream.range(0, out).filter(j -> !empty && random.nextFloat() < share).toArray();
    }
    weight.connections().set(live);
    weight.connections().clearAbsent(weight.value());
    weight.connections().wantGradientsOfAll(false);
    return weight;
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, 1, 1, 1",
    "2, 3, 7, 1, 0.5",
    "5, 13, 33, 129, 0.02",
    "25, 16, 60, 200, 0.05",
    "6, 9, 70, 1100, 0.08",
    "7, 11, 40, 90, 0.4",
    "3, 5, 2, 300, 0.3",
    "5, 13, 33, 40, 0",
    "0, 3, 4, 20, 0.5"
  })
  void isTheSumInOrderAtAnyNumberOfThreads(
      int steps, int batch, int in, int out, double connectivity) {
    for (boolean counts : new boolean[] {false, true}) {
      Spikes x = spikes(steps, batch, in, counts);
      Parameter weight = weight(in, out, connectivity);
      Tensor gradOut = new Tensor(steps, batch, out, rows(steps * batch, out));
      float[][] before = rows(in, out);
      weight.connections().clearAbsent(before);
      float[] biasBefore = rows(1, out)[0];
      float[] expectedBias = biasBefore.clone();
      Products.gradBias(gradOut, expectedBias, Parallel.SEQUENTIAL);
      float[][] expected = inOrder(x, gradOut, weight, before);
      float[][] sparse = copy(before);
      new SparseGradient(x.byUnit(Parallel.SEQUENTIAL), gradOut, LiveRows.places(weight))
          .add(sparse, Parallel.SEQUENTIAL);
      assertThat(sparse).isDeepEqualTo(expected);
      for (int threads : new int[] {1, 2, 7}) {
        try (Parallel parallel = Parallel.pool(threads)) {
          GatheredGradient gathered =
              new GatheredGradient(x, gradOut, weight, GatheredGradientTest::gather);
          float[][] gradient = copy(before);
          float[] bias = biasBefore.clone();
          gathered.add(gradient, bias, parallel);
          assertThat(gradient).as("%d threads", threads).isDeepEqualTo(expected);
          assertThat(bias).as("%d threads", threads).isEqualTo(expectedBias);
          float[][] alone = copy(before);
          gathered.add(alone, null, parallel);
          assertThat(alone).isDeepEqualTo(expected);
        }
      }
    }
  }

  /** The loop over all weights; what does not exist keeps 0. */
  private static float[][] inOrder(Spikes x, Tensor gradOut, Parameter weight, float[][] before) {
    float[][] dense = x.toTensor().rows();
    float[][] sum = copy(before);
    for (int i = 0; i < sum.length; i++) {
      for (int j = 0; j < sum[i].length; j++) {
        for (int r = 0; r < dense.length; r++) {
          if (dense[r][i] != 0) {
            sum[i][j] += dense[r][i] * gradOut.rows()[r][j];
          }
        }
      }
    }
    weight.connections().clearAbsent(sum);
    return sum;
  }

  private static float[][] copy(float[][] rows) {
    return Arrays.stream(rows).map(float[]::clone).toArray(float[][]::new);
  }

  /** A gather looks at no index. */
  @Test
  void whatDoesNotFitIsRefused() {
    Spikes x = spikes(4, 16, 20, false);
    Parameter weight = weight(20, 100, 0.05);
    Tensor narrow = new Tensor(4, 16, 100, rows(64, 40));
    assertThatThrownBy(() -> new GatheredGradient(x, narrow, weight, GatheredGradientTest::gather))
        .isInstanceOf(IndexOutOfBoundsException.class);
    int[][] beyond = new int[20][];
    Arrays.fill(beyond, new int[] {100});
    weight.connections().set(beyond);
    Tensor fits = new Tensor(4, 16, 100, rows(64, 100));
    assertThatThrownBy(() -> new GatheredGradient(x, fits, weight, GatheredGradientTest::gather))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }
}
