package dev.snn.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** JMH finds the benchmarks in a list that its annotation processor writes. */
class BenchmarksTest {
  @Test
  void driversOfAllBenchmarksWereGenerated() throws IOException {
    try (InputStream in = getClass().getResourceAsStream("/META-INF/BenchmarkList")) {
      assertThat(in).isNotNull();
      String list = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      for (String benchmark : new String[] {"forward", "gradWeight", "gradInput"}) {
        assertThat(list).contains("ProductsBenchmark_" + benchmark + "_jmhTest");
      }
    }
  }

  @Test
  void theyRun() {
    ProductsBenchmark benchmark = new ProductsBenchmark();
    benchmark.density = 0.001;
    benchmark.threads = 1;
    benchmark.setUp();

    assertThat(benchmark.forward().get(3, 2, 1)).isFinite();
    float[][] once = copy(benchmark.gradWeight());
    assertThat(benchmark.gradWeight()[5][7]).isEqualTo(2 * once[5][7]).isNotZero();
    assertThat(benchmark.gradInput().get(3, 2, 1)).isNotZero();
    benchmark.tearDown();
  }

  private static float[][] copy(float[][] rows) {
    float[][] copy = new float[rows.length][];
    for (int r = 0; r < rows.length; r++) {
      copy[r] = rows[r].clone();
    }
    return copy;
  }
}
