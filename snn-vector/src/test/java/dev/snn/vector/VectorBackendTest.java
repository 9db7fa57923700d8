package dev.snn.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.snn.api.layer.Parameter;
import dev.snn.api.parallel.Parallel;
import dev.snn.api.random.Seed;
import dev.snn.api.random.Stream;
import dev.snn.api.tensor.Spikes;
import dev.snn.api.tensor.Tensor;
import dev.snn.kernels.ConnectionProducts;
import dev.snn.kernels.Kernels;
import dev.snn.kernels.LiveColumns;
import dev.snn.kernels.Products;
import dev.snn.kernels.RowProduct;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The sums of the vector backend: bit for bit those of the plainest loop, and close to those of
 * double precision and of the backend {@code plain}.
 */
class VectorBackendTest {
  private final Stream random = new Seed(23).stream("vector");
  private final VectorBackend vector = new VectorBackend();

  @AfterEach
  void backToPlain() {
    new Kernels().use("plain");
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

  private Spikes spikes(int steps, int batch, int in, boolean counts) {
    Tensor events = Tensor.zeros(steps, batch, in);
    for (float[] row : events.rows()) {
      for (int i = 0; i < in; i++) {
        row[i] = random.nextInt(3) > 0 ? 0 : counts ? 1 + random.nextInt(3) : 1;
      }
    }
    return Spikes.of(events);
  }

  @Test
  void isFoundAndRuns() {
    Kernels kernels = new Kernels();
    assertThat(kernels.names()).containsExactly("vector", "plain");
    assertThat(kernels.obstacle("vector")).isEmpty();
    kernels.use("vector");
    assertThat(Kernels.active().name()).isEqualTo("vector");
  }

  @ParameterizedTest
  @CsvSource({"25, 9, 300, 100", "5, 16, 1500, 300", "4, 8, 40, 1100"})
  void panelsForAnyCacheHaveTheSameBits(int steps, int batch, int in, int out) {
    Spikes x = spikes(steps, batch, in, false);
    float[][] dense = x.toTensor().rows();
    float[][] weight = rows(in, out);
    float[] bias = rows(1, out)[0];
    Tensor gradOut = new Tensor(steps, batch, out, rows(steps * batch, out));
    float[][] expected = rows(in, out);
    float[][] before = copy(expected);
    addInOrder(dense, gradOut.rows(), expected);
    for (long cache : new long[] {1, 1 << 16, 1 << 19, 1 << 24}) {
      VectorBackend backend = new VectorBackend(cache);
      Tensor result = Tensor.zeros(steps, batch, out).fill(Float.NaN);
      int[] all = IntStream.range(0, steps * batch).toArray();
      try (RowProduct product = backend.product(x, weight, bias, result, Parallel.SEQUENTIAL)) {
        product.compute(all, 0, out);
      }
      assertThat(result.rows()).isDeepEqualTo(inOrder(dense, weight, bias, out));
      float[][] gradient = copy(before);
      backend.gradWeight(x, gradOut, gradient, Parallel.SEQUENTIAL);
      assertThat(gradient).isDeepEqualTo(expected);
    }
  }

  @ParameterizedTest
  @CsvSource({
    // steps, batch, in, out: without panels
    "0, 3, 4, 70",
    "3, 0, 4, 70",
    "4, 16, 1, 1",
    "4, 16, 40, 7",
    "1, 2, 200, 100",
    // panels: one, several, narrow and wide tails
    "4, 16, 40, 8",
    "4, 16, 40, 10",
    "4, 16, 40, 64",
    "4, 16, 40, 65",
    "5, 13, 33, 127",
    "5, 13, 33, 128",
    "5, 13, 33, 129",
    "5, 13, 33, 192",
    "5, 13, 33, 193",
    "5, 13, 33, 300",
    // more columns than one call of a product computes, more inputs than the cache holds
    "2, 24, 17, 1100",
    "5, 8, 2100, 150",
    // several stretches of rows
    "30, 40, 20, 140"
  })
  void everyValueIsTheSumInOrder(int steps, int batch, int in, int out) {
    for (boolean counts : new boolean[] {false, true}) {
      Spikes x = spikes(steps, batch, in, counts);
      float[][] dense = x.toTensor().rows();
      float[][] weight = rows(in, out);
      float[] bias = rows(1, out)[0];
      Tensor gradOut = new Tensor(steps, batch, out, rows(steps * batch, out));
      float[][] before = rows(in, out);
      for (int threads = 1; threads <= 3; threads++) {
        try (Parallel parallel = Parallel.pool(threads)) {
          new Kernels().use("vector");
          Tensor result = Tensor.zeros(steps, batch, out).fill(Float.NaN);
          Products.forward(x, weight, bias, result, parallel);
          assertThat(result.rows()).isDeepEqualTo(inOrder(dense, weight, bias, out));
          result.fill(Float.NaN);
          Products.forward(x, weight, null, result, parallel);
          assertThat(result.rows()).isDeepEqualTo(inOrder(dense, weight, new float[out], out));
          result.fill(Float.NaN);
          try (Products.Source source = Products.source(x, weight, bias, result, parallel)) {
            for (int b = 0; b < batch; b += 3) {
              source.fill(b, Math.min(batch, b + 3));
            }
          }
          assertThat(result.rows()).isDeepEqualTo(inOrder(dense, weight, bias, out));
          float[][] gradient = copy(before);
          Products.gradWeight(x, gradOut, gradient, parallel);
          float[][] expected = copy(before);
          addInOrder(dense, gradOut.rows(), expected);
          assertThat(gradient).isDeepEqualTo(expected);
        }
      }
      closeToPlain(x, weight, bias, gradOut);
    }
  }

  private static float[][] copy(float[][] rows) {
    float[][] copy = new float[rows.length][];
    for (int r = 0; r < rows.length; r++) {
      copy[r] = rows[r].clone();
    }
    return copy;
  }

  private static float[][] inOrder(float[][] x, float[][] weight, float[] bias, int columns) {
    float[][] out = new float[x.length][columns];
    for (int r = 0; r < x.length; r++) {
      System.arraycopy(bias, 0, out[r], 0, columns);
      for (int i = 0; i < weight.length; i++) {
        if (x[r][i] != 0) {
          for (int j = 0; j < columns; j++) {
            out[r][j] += x[r][i] * weight[i][j];
          }
        }
      }
    }
    return out;
  }

  private static void addInOrder(float[][] x, float[][] g, float[][] gradient) {
    for (int r = 0; r < x.length; r++) {
      for (int i = 0; i < gradient.length; i++) {
        if (x[r][i] != 0) {
          for (int j = 0; j < g[r].length; j++) {
            gradient[i][j] += x[r][i] * g[r][j];
          }
        }
      }
    }
  }

  /** Absent weights add zeros: looking at the others only gives the same bits. */
  @ParameterizedTest
  @CsvSource({
    "25, 16, 300, 200, 0.05",
    "5, 13, 33, 129, 0.02",
    "30, 40, 20, 140, 0.05",
    "6, 16, 70, 1100, 0.08",
    "2, 10, 40, 90, 0.05",
    "5, 13, 33, 129, 0"
  })
  void sparseProductsAreThoseOfAllWeights(
      int steps, int batch, int in, int out, double connectivity) {
    new Kernels().use("vector");
    for (boolean counts : new boolean[] {false, true}) {
      Spikes x = spikes(steps, batch, in, counts);
      Parameter weight = weight(in, out, connectivity);
      float[] bias = rows(1, out)[0];
      Tensor gradOut = new Tensor(steps, batch, out, rows(steps * batch, out));
      Tensor all = Tensor.zeros(steps, batch, out).fill(Float.NaN);
      Products.forward(x, weight.value(), bias, all, Parallel.SEQUENTIAL);
      float[][] gradient = new float[in][out];
      Products.gradWeight(x, gradOut, gradient, Parallel.SEQUENTIAL);
      weight.connections().clearAbsent(gradient);
      Parameter offset = Parameter.of("bias", new float[][] {bias.clone()});
      float[] gradBias = new float[out];
      Products.gradBias(gradOut, gradBias, Parallel.SEQUENTIAL);
      for (int threads : new int[] {1, 2, 7}) {
        try (Parallel parallel = Parallel.pool(threads)) {
          Tensor some = Tensor.zeros(steps, batch, out).fill(Float.NaN);
          ConnectionProducts.forward(x, weight, bias, some, parallel);
          assertThat(some.rows()).isDeepEqualTo(all.rows());
          weight.clearGradient();
          ConnectionProducts.gradWeight(x, gradOut, weight, parallel);
          assertThat(weight.gradient()).isDeepEqualTo(gradient);
          weight.clearGradient();
          offset.clearGradient();
          ConnectionProducts.gradients(x, gradOut, weight, offset, parallel);
          assertThat(weight.gradient()).isDeepEqualTo(gradient);
          assertThat(offset.gradient()[0]).isEqualTo(gradBias);
        }
      }
    }
  }

  private Parameter weight(int in, int out, double connectivity) {
    Parameter weight = Parameter.of("weight", rows(in, out));
    int[][] live = new int[in][];
    for (int i = 0; i < in; i++) {
      live[i] = IntStream.range(0, out).filter(j -> random.nextFloat() < connectivity).toArray();
    }
    weight.connections().set(live);
    weight.connections().clearAbsent(weight.value());
    weight.connections().wantGradientsOfAll(false);
    return weight;
  }

  /** The tolerance that the documentation states: 2 n 2^-24 times the sum of absolute values. */
  private void closeToPlain(Spikes x, float[][] weight, float[] bias, Tensor gradOut) {
    int rows = x.steps() * x.batch();
    Tensor ours = Tensor.zeros(x.steps(), x.batch(), bias.length);
    Tensor plain = Tensor.zeros(x.steps(), x.batch(), bias.length);
    float[][] ourGradient = new float[weight.length][bias.length];
    float[][] plainGradient = new float[weight.length][bias.length];
    new Kernels().use("vector");
    Products.forward(x, weight, bias, ours, Parallel.SEQUENTIAL);
    Products.gradWeight(x, gradOut, ourGradient, Parallel.SEQUENTIAL);
    new Kernels().use("plain");
    Products.forward(x, weight, bias, plain, Parallel.SEQUENTIAL);
    Products.gradWeight(x, gradOut, plainGradient, Parallel.SEQUENTIAL);
    float[][] dense = x.toTensor().rows();
    for (int j = 0; j < bias.length; j++) {
      for (int r = 0; r < rows; r++) {
        double exact = bias[j];
        double absolute = Math.abs(bias[j]);
        int terms = 1;
        for (int i = 0; i < weight.length; i++) {
          exact += (double) dense[r][i] * weight[i][j];
          absolute += Math.abs(dense[r][i] * weight[i][j]);
          terms += dense[r][i] == 0 ? 0 : 1;
        }
        double tolerance = 2 * terms * 0x1p-24 * absolute;
        assertThat(Math.abs(ours.rows()[r][j] - exact)).isLessThanOrEqualTo(tolerance);
        assertThat(Math.abs((double) ours.rows()[r][j] - plain.rows()[r][j]))
            .isLessThanOrEqualTo(tolerance);
      }
      for (int i = 0; i < weight.length; i++) {
        double exact = 0;
        double absolute = 0;
        int terms = 0;
        for (int r = 0; r < rows; r++) {
          exact += (double) dense[r][i] * gradOut.rows()[r][j];
          absolute += Math.abs(dense[r][i] * gradOut.rows()[r][j]);
          terms += dense[r][i] == 0 ? 0 : 1;
        }
        double tolerance = 2 * terms * 0x1p-24 * absolute;
        assertThat(Math.abs(ourGradient[i][j] - exact)).isLessThanOrEqualTo(tolerance);
        assertThat(Math.abs((double) ourGradient[i][j] - plainGradient[i][j]))
            .isLessThanOrEqualTo(tolerance);
      }
    }
  }

  /** The loops over panels do not look at indices, so these must be refused before. */
  @Test
  void whatDoesNotFitIsRefused() {
    int[] units = {0, 1, 2, 3, 4, 5, 6, 7, 0, 1, 2, 3, 4, 5, 6, 8};
    Spikes x = new Spikes(2, 1, 1, new int[] {0, 8, 16}, units, null);
    Tensor out = Tensor.zeros(2, 1, 64);
    assertThatThrownBy(() -> vector.product(x, rows(1, 64), null, out, Parallel.SEQUENTIAL).close())
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage("unit 8 of a signal of size 1");
    Spikes fits = new Spikes(2, 1, 2, new int[] {0, 8, 16}, new int[16], null);
    assertThatThrownBy(
            () -> vector.product(fits, rows(2, 63), null, out, Parallel.SEQUENTIAL).close())
        .isInstanceOf(IndexOutOfBoundsException.class);
    Tensor narrow = new Tensor(2, 1, 64, rows(2, 40));
    try (RowProduct product =
        vector.product(fits, rows(2, 64), null, narrow, Parallel.SEQUENTIAL)) {
      assertThatThrownBy(() -> product.compute(new int[] {0}, 0, 64))
          .isInstanceOf(IndexOutOfBoundsException.class);
    }
    assertThatThrownBy(() -> vector.gradWeight(fits, narrow, rows(2, 64), Parallel.SEQUENTIAL))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  /** Nor do those over live weights; without vectors of sixteen values these have none. */
  @Test
  void liveWeightsThatDoNotFitAreRefused() {
    assumeThat(MaskedSums.RUNS).as("vectors of 512 bits").isTrue();
    new Kernels().use("vector");
    Spikes x = spikes(4, 16, 20, false);
    Parameter weight = weight(20, 100, 0.05);
    Tensor narrow = new Tensor(4, 16, 100, rows(64, 40));
    assertThatThrownBy(() -> ConnectionProducts.gradWeight(x, narrow, weight, Parallel.SEQUENTIAL))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(
            () -> ConnectionProducts.forward(x, weight, null, narrow, Parallel.SEQUENTIAL))
        .isInstanceOf(IndexOutOfBoundsException.class);
    int[][] live = new int[20][];
    Arrays.fill(live, new int[] {100});
    weight.connections().set(live);
    Tensor fits = new Tensor(4, 16, 100, rows(64, 100));
    assertThatThrownBy(() -> ConnectionProducts.gradWeight(x, fits, weight, Parallel.SEQUENTIAL))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  /** Lest the products above be those of one live weight after the other. */
  @Test
  void liveWeightsAreAddedUnderMasksAndGathered() {
    assumeThat(MaskedSums.RUNS).as("vectors of 512 bits").isTrue();
    Spikes x = spikes(4, 16, 20, false);
    Tensor out = Tensor.zeros(4, 16, 100);
    assertThat(vector.liveProduct(x, weight(20, 100, 0.05), null, out)).isPresent();
    assertThat(vector.gather()).isPresent();
  }

  /** On any processor: one without such vectors does the same value by value. */
  @ParameterizedTest
  @CsvSource({
    "4, 16, 20, 100, 0.05",
    "1, 3, 5, 15, 0.5",
    "5, 13, 33, 129, 0.02",
    "7, 30, 9, 32, 0"
  })
  void sumsUnderMasksAreThoseInOrder(int steps, int batch, int in, int out, double connectivity) {
    Spikes x = spikes(steps, batch, in, false);
    Parameter weight = weight(in, out, connectivity);
    float[] bias = rows(1, out)[0];
    Tensor result = Tensor.zeros(steps, batch, out).fill(Float.NaN);
    int[] all = IntStream.range(0, steps * batch).toArray();
    try (RowProduct product = new MaskedProduct(x, LiveColumns.of(weight, out), bias, result)) {
      product.compute(all, 0, out);
    }
    assertThat(result.rows())
        .isDeepEqualTo(inOrder(x.toTensor().rows(), weight.value(), bias, out));
  }
}
