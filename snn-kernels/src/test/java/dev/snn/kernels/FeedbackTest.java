package dev.snn.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.snn.api.parallel.Parallel;
import dev.snn.api.random.Seed;
import dev.snn.api.random.Stream;
import dev.snn.api.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeedbackTest {
  private final Stream random = new Seed(5).stream("feedback");

  private float[][] rows(int rows, int columns) {
    float[][] out = new float[rows][columns];
    for (float[] row : out) {
      for (int j = 0; j < columns; j++) {
        row[j] = 2 * random.nextFloat() - 1;
      }
    }
    return out;
  }

  /** In Java and, of so many rows that it is worth it, in OpenBLAS. */
  @ParameterizedTest
  @CsvSource({"5, 3, 1", "70, 8, 10", "70, 32, 10000", "70, 1, 10000"})
  void addsTheProduct(int size, int batch, long rows) {
    float[][] weight = rows(size, size);
    Tensor to = new Tensor(1, batch, size, rows(batch, size));
    Tensor g = new Tensor(1, batch, size, rows(batch, size));
    float[][] expected = expected(weight, g, to);

    Feedback.of(weight, rows, Parallel.SEQUENTIAL).begin(batch).add(g, to);

    for (int b = 0; b < batch; b++) {
      assertThat(to.row(0, b)).containsExactly(expected[b], within(1e-5f));
    }
  }

  private static float[][] expected(float[][] weight, Tensor g, Tensor to) {
    int size = weight.length;
    float[][] out = new float[g.batch()][size];
    for (int b = 0; b < g.batch(); b++) {
      for (int i = 0; i < size; i++) {
        double sum = to.row(0, b)[i];
        for (int j = 0; j < size; j++) {
          sum += (double) g.row(0, b)[j] * weight[i][j];
        }
        out[b][i] = (float) sum;
      }
    }
    return out;
  }

  /** A block is followed by one with fewer examples on the same thread, and by another matrix. */
  @Test
  void tasksOfOneThreadDoNotSeeEachOther() {
    for (int batch : new int[] {32, 6, 20}) {
      addsTheProduct(70, batch, 10_000);
      addsTheProduct(66, batch, 10_000);
    }
  }

  /** Gradients that are not numbers stay that. */
  @ParameterizedTest
  @CsvSource({"4, 1", "70, 10000"})
  void nanIsNotHidden(int size, long rows) {
    Tensor g = Tensor.zeros(1, 2, size);
    g.row(0, 1)[2] = Float.NaN;
    Tensor to = Tensor.zeros(1, 2, size);

    Feedback.of(rows(size, size), rows, Parallel.SEQUENTIAL).begin(2).add(g, to);

    assertThat(to.row(0, 0)).containsOnly(0);
    assertThat(to.row(0, 1)).containsOnly(Float.NaN);
  }
}
