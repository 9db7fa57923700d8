package dev.snn.neurons.layer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.snn.api.random.Seed;
import dev.snn.api.random.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlatTest {
  private final Stream random = new Seed(7).stream("flat");

  private float[] values(int n) {
    float[] out = new float[n];
    for (int i = 0; i < n; i++) {
      out[i] = 2 * random.nextFloat() - 1;
    }
    return out;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 4, 5, 7, 10, 13})
  void tapsAreAddedOneAfterTheOther(int taps) {
    int n = 37;
    float[][] rows = new float[taps + 2][];
    for (int r = 0; r < rows.length; r++) {
      rows[r] = values(n);
    }
    float[] factors = values(taps);
    float[] sum = values(n);
    float[] expected = sum.clone();
    for (int d = 0; d < taps; d++) {
      Flat.addScaled(expected, 0, rows[taps - d], 0, factors[d], n);
    }
    Flat.addTaps(sum, rows, taps, factors, n);
    assertThat(sum).isEqualTo(expected);
  }
}
