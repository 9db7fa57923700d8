package dev.snn.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import dev.snn.api.layer.Parameter;
import dev.snn.api.parallel.Parallel;
import dev.snn.api.random.Seed;
import dev.snn.api.random.Stream;
import dev.snn.api.tensor.Constant;
import dev.snn.api.tensor.Signal;
import dev.snn.api.tensor.Spikes;
import dev.snn.api.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Products with the weights that exist against three nested loops over all weights, and the same
 * bits at 1, 2 and 7 threads. The share of live weights goes over both sides of every threshold.
 */
class ConnectionProductsTest {
  private final Stream random = new Seed(41).stream("connections");

  private float[][] rows(int rows, int columns) {
    float[][] out = new float[rows][columns];
    for (float[] row : out) {
      for (int j = 0; j < columns; j++) {
        row[j] = 2 * random.nextFloat() - 1;
      }
    }
    return out;
  }

  private Tensor events(int steps, int batch, int in, double density, boolean counts) {
    Tensor events = Tensor.zeros(steps, batch, in);
    for (float[] row : events.rows()) {
      for (int i = 0; i < in; i++) {
        row[i] = random.nextFloat() >= density ? 0 : counts ? 1 + random.nextInt(3) : 1;
      }
    }
    return events;
  }

  /** Events few, many and with counts, dense rows and held ones. */
  private List<Signal> signals(int steps, int batch, int in) {
    List<Signal> all = new ArrayList<>();
    all.add(Spikes.of(events(steps, batch, in, 0.1, false)));
    all.add(Spikes.of(events(steps, batch, in, 0.9, false)));
    all.add(Spikes.of(events(steps, batch, in, 0.3, true)));
    all.add(new Tensor(steps, batch, in, rows(steps * batch, in)));
    all.add(new Constant(steps, in, rows(batch, in)));
    return all;
  }

  /** Live weights at random; some rows are empty and, where a share is 1, all is live. */
  private Parameter weight(int in, int out, double share) {
    int[][] live = new int[in][];
    for (int i = 0; i < in; i++) {
      boolean empty = share < 1 && random.nextInt(5) == 0;
      live[i] =
          empty
              ? new int[0]
              : IntStream.range(0, out).filter(j -> random.nextFloat() < share).toArray();
    }
    return weight(in, out, live);
  }

  private Parameter weight(int in, int out, int[][] live) {
    float[][] value = new float[in][out];
    for (int i = 0; i < in; i++) {
      for (int j : live[i]) {
        value[i][j] = 2 * random.nextFloat() - 1;
      }
    }
    Parameter weight = Parameter.of("weight", value);
    weight.connections().set(live);
    return weight;
  }

  @ParameterizedTest
  @CsvSource({
    "3, 2, 5, 4, 0.3",
    "1, 1, 1, 1, 1",
    "2, 3, 7, 1, 0.05",
    "5, 30, 17, 90, 0.01",
    "5, 30, 17, 90, 0",
    "7, 37, 33, 130, 0.04",
    "7, 37, 33, 130, 0.15",
    "7, 37, 33, 130, 0.5",
    "3, 11, 40, 70, 1",
    "10, 40, 300, 1100, 0.05",
    "40, 70, 20, 200, 0.05",
    "0, 3, 4, 5, 0.05",
    "4, 0, 4, 5, 0.05"
  })
  void isTheProductWithAllWeights(int steps, int batch, int in, int out, double share) {
    Parameter weight = weight(in, out, share);
    float[] bias = rows(1, out)[0];
    Tensor gradOut = new Tensor(steps, batch, out, rows(steps * batch, out));
    for (Signal x : signals(steps, batch, in)) {
      forward(x, weight, bias, out);
      forward(x, weight, null, out);
      gradWeight(x, gradOut, weight, true);
      gradWeight(x, gradOut, weight, false);
    }
    gradInput(gradOut, weight);
  }

  private void forward(Signal x, Parameter weight, float[] bias, int out) {
    double[][] expected = new double[x.steps() * x.batch()][out];
    float[][] dense = x.toTensor().rows();
    for (int r = 0; r < expected.length; r++) {
      for (int j = 0; j < out; j++) {
        expected[r][j] = bias == null ? 0 : bias[j];
        for (int i = 0; i < x.size(); i++) {
          expected[r][j] += (double) dense[r][i] * weight.value()[i][j];
        }
      }
    }
    float[][] first = null;
    for (int threads : new int[] {1, 2, 7}) {
      try (Parallel parallel = Parallel.pool(threads)) {
        Tensor whole = Tensor.zeros(x.steps(), x.batch(), out).fill(Float.NaN);
        ConnectionProducts.forward(x, weight, bias, whole, parallel);
        assertClose(whole.rows(), expected);
        first = first == null ? whole.rows() : first;
        assertThat(whole.rows()).as("%d threads", threads).isDeepEqualTo(first);
        Tensor parts = Tensor.zeros(x.steps(), x.batch(), out).fill(Float.NaN);
        try (Products.Source source = ConnectionProducts.source(x, weight, bias, parts, parallel)) {
          for (int b = 0; b < x.batch(); b += 3) {
            source.fill(b, Math.min(x.batch(), b + 3));
          }
        }
        assertThat(parts.rows()).isDeepEqualTo(first);
      }
    }
  }

  private void gradWeight(Signal x, Tensor gradOut, Parameter weight, boolean all) {
    weight.connections().wantGradientsOfAll(all);
    int columns = gradOut.size();
    float[][] dense = x.toTensor().rows();
    double[][] expected = new double[x.size()][columns];
    float[][] before = rows(x.size(), columns);
    for (int i = 0; i < x.size(); i++) {
      for (int j = 0; j < columns; j++) {
        int column = j;
        if (!all && IntStream.of(weight.connections().live(i)).noneMatch(k -> k == column)) {
          before[i][j] = 0;
          continue;
        }
        expected[i][j] = before[i][j];
        for (int r = 0; r < dense.length; r++) {
          expected[i][j] += (double) dense[r][i] * gradOut.rows()[r][j];
        }
      }
    }
    float[][] first = null;
    for (int threads : new int[] {1, 2, 7}) {
      try (Parallel parallel = Parallel.pool(threads)) {
        for (int i = 0; i < before.length; i++) {
          System.arraycopy(before[i], 0, weight.gradient()[i], 0, columns);
        }
        ConnectionProducts.gradWeight(x, gradOut, weight, parallel);
        assertClose(weight.gradient(), expected);
        first = first == null ? copy(weight.gradient()) : first;
        assertThat(weight.gradient()).as("%d threads", threads).isDeepEqualTo(first);
      }
    }
  }

  private void gradInput(Tensor gradOut, Parameter weight) {
    int lines = weight.value().length;
    double[][] expected = new double[gradOut.rows().length][lines];
    for (int r = 0; r < expected.length; r++) {
      for (int i = 0; i < lines; i++) {
        for (int j = 0; j < gradOut.size(); j++) {
          expected[r][i] += (double) gradOut.rows()[r][j] * weight.value()[i][j];
        }
      }
    }
    float[][] first = null;
    for (int threads : new int[] {1, 2, 7}) {
      try (Parallel parallel = Parallel.pool(threads)) {
        Tensor back = Tensor.zeros(gradOut.steps(), gradOut.batch(), lines).fill(Float.NaN);
        ConnectionProducts.gradInput(gradOut, weight, back, parallel);
        assertClose(back.rows(), expected);
        first = first == null ? back.rows() : first;
        assertThat(back.rows()).as("%d threads", threads).isDeepEqualTo(first);
      }
    }
  }

  private static float[][] copy(float[][] rows) {
    float[][] copy = new float[rows.length][];
    for (int r = 0; r < rows.length; r++) {
      copy[r] = rows[r].clone();
    }
    return copy;
  }

  private static void assertClose(float[][] actual, double[][] expected) {
    for (int r = 0; r < expected.length; r++) {
      for (int j = 0; j < expected[r].length; j++) {
        double error = Math.abs(actual[r][j] - expected[r][j]);
        if (!(error <= 1e-4 * Math.max(1, Math.abs(expected[r][j])))) {
          assertThat((double) actual[r][j]).as("row %d, column %d", r, j).isEqualTo(expected[r][j]);
        }
      }
    }
  }
}
