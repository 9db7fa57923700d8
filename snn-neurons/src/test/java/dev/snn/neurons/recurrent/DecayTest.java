package dev.snn.neurons.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.snn.api.plugin.Value;
import dev.snn.api.random.Seed;
import org.junit.jupiter.api.Test;

class DecayTest {
  private static Decay of(Value tau) {
    return Decay.draw(tau, "tau", 3, 0.5, new Seed(1).stream("tau"));
  }

  @Test
  void shortAndLongTimesDecayAlike() {
    for (double tau : new double[] {0.7, 20, 1e5}) {
      Decay table = of(Value.of(tau));
      Decay drawn = of(new Value.Uniform(tau, tau));
      for (long steps : new long[] {0, 1, 41, 65_535, 65_536, 400_000}) {
        double expected = Math.exp(-steps * 0.5 / tau);
        assertThat((double) table.after(0, steps)).isCloseTo(expected, within(1e-7));
        assertThat((double) drawn.after(2, steps)).isCloseTo(expected, within(1e-6));
      }
    }
    assertThat(of(Value.of(1e5)).after(0, 400_000)).isGreaterThan(0.13f);
  }

  @Test
  void aTimeConstantOfZeroIsATenthOfAStep() {
    assertThat((double) of(Value.of(0)).after(0, 1)).isCloseTo(Math.exp(-10), within(1e-9));
  }
}
