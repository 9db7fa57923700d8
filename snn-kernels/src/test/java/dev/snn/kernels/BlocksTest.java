package dev.snn.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import dev.snn.api.parallel.Parallel;
import dev.snn.api.random.Seed;
import dev.snn.api.random.Stream;
import dev.snn.api.tensor.Spikes;
import dev.snn.api.tensor.Tensor;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever the cache, each value has the same bits; without counts it is the kernel's sum over its
 * whole list.
 */
class BlocksTest {
  /** From less than any processor has to more than fits all of a test's rows. */
  private static final long[] CACHES = {1, 1 << 12, 1 << 16, 1 << 18, 1 << 20, 1 << 26};

  private final Stream random = new Seed(41).stream("blocks");

  private float[][] rows(int rows, int columns) {
    float[][] out = new float[rows][columns];
    for (float[] row : out) {
      for (int j = 0; j < columns; j++) {
        row[j] = 2 * random.nextFloat() - 1;
      }
    }
    return out;
  }

  private Spikes spikes(int steps, int batch, int in, double density, boolean counts) {
    Tensor events = Tensor.zeros(steps, batch, in);
    for (float[] row : events.rows()) {
      for (int i = 0; i < in; i++) {
        row[i] = random.nextFloat() >= density ? 0 : counts ? 1 + random.nextInt(3) : 1;
      }
    }
    return Spikes.of(events);
  }

  private static float[][] copy(float[][] rows) {
    float[][] out = new float[rows.length][];
    for (int r = 0; r < rows.length; r++) {
      out[r] = rows[r].clone();
    }
    return out;
  }

  @ParameterizedTest
  @CsvSource({
    "3, 5, 7, 1, 0.5",
    "25, 9, 300, 100, 0.13",
    "10, 20, 784, 250, 0.03",
    "5, 16, 150, 1100, 0.3",
    "4, 8, 200, 2500, 0.9",
    "0, 8, 20, 25, 0.9"
  })
  void everyCutHasTheBitsOfNone(int steps, int batch, int in, int out, double density) {
    float[][] weight = rows(in, out);
    float[] bias = rows(1, out)[0];
    Tensor gradOut = new Tensor(steps, batch, out, rows(steps * batch, out));
    float[][] before = rows(in, out);
    for (boolean counts : new boolean[] {false, true}) {
      Spikes x = spikes(steps, batch, in, density, counts);
      float[][] forward = counts ? null : forward(x, weight, bias, out);
      float[][] gradient = counts ? null : gradient(x, gradOut, before);
      for (long cache : CACHES) {
        for (int threads = 1; threads <= 3; threads++) {
          try (Parallel parallel = Parallel.pool(threads)) {
            PlainBackend plain = new PlainBackend(cache);
            Tensor result = Tensor.zeros(steps, batch, out).fill(Float.NaN);
            int[] all = IntStream.range(0, steps * batch).toArray();
            int width = Blocks.columns(out);
            RowProduct product = plain.product(x, weight, bias, result, parallel);
            for (int low = 0; low < out; low += width) {
              product.compute(all, low, Math.min(out, low + width));
            }
            forward = forward == null ? result.rows() : forward;
            assertThat(result.rows()).as("cache %d", cache).isDeepEqualTo(forward);
            float[][] g = copy(before);
            plain.gradWeight(x, gradOut, g, parallel);
            gradient = gradient == null ? g : gradient;
            assertThat(g).as("cache %d", cache).isDeepEqualTo(gradient);
          }
        }
      }
    }
  }

  private static float[][] forward(Spikes x, float[][] weight, float[] bias, int columns) {
    float[][] out = new float[x.steps() * x.batch()][];
    for (int r = 0; r < out.length; r++) {
      out[r] = bias.clone();
    }
    addUncut(out, weight, x.raw().offsets(), x.raw().units(), columns);
    return out;
  }

  private static float[][] gradient(Spikes x, Tensor gradOut, float[][] before) {
    float[][] out = copy(before);
    Spikes.ByUnit units = x.byUnit();
    addUncut(out, gradOut.rows(), units.offsets(), units.rows(), gradOut.size());
    return out;
  }

  /** One call of the kernel for each list. */
  private static void addUncut(
      float[][] out, float[][] rows, int[] offsets, int[] index, int columns) {
    for (int r = 0; r < out.length; r++) {
      RowKernel.add(out[r], rows, index, offsets[r], offsets[r + 1], 0, columns);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 128, 250, 1000, 1024, 1025, 1100, 2000, 2049, 4000})
  void columnsAreDividedEvenly(int columns) {
    int width = Blocks.columns(columns);
    assertThat(width).isBetween(1, Blocks.LONGEST);
    int blocks = Blocks.count(columns, width);
    assertThat(blocks).isEqualTo(Blocks.count(columns, Blocks.LONGEST));
    if (blocks > 1) {
      assertThat(width % RowProduct.ALIGNED).isZero();
      int last = columns - (blocks - 1) * width;
      assertThat(width - last).isLessThan(blocks * RowProduct.ALIGNED);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {256 << 10, 512 << 10, 1 << 20, 2 << 20})
  void aBlockFitsIntoTheCache(long cache) {
    for (int columns : new int[] {250, 500, 1000, 2000, 4000}) {
      for (Blocks b : new Blocks[] {results(columns, cache), gradients(columns, cache)}) {
        long bytes = 4L * b.columns() * (b.kept() + b.passing());
        assertThat(bytes).as("%s of %d bytes", b, cache).isLessThanOrEqualTo(cache * 7 / 8);
        assertThat(b.kept()).isGreaterThanOrEqualTo(16);
      }
    }
  }

  private static Blocks results(int columns, long cache) {
    return Blocks.ofResults(columns, cache);
  }

  private static Blocks gradients(int columns, long cache) {
    return Blocks.ofGradients(columns, cache);
  }

  @Test
  void noColumnsAreNoBlocks() {
    assertThat(Blocks.count(0, Blocks.columns(0))).isZero();
  }
}
