package dev.snn.neurons.recurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.snn.api.plugin.Family;
import dev.snn.api.plugin.Part;
import dev.snn.api.reservoir.Reservoir;
import dev.snn.api.reservoir.Stretch;
import dev.snn.api.tensor.Tensor;
import dev.snn.testkit.TestContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the options say is what runs: no limit in silence. */
class LifReservoirLimitsTest {
  private static final TestContext CONTEXT =
      TestContext.of(2, LifReservoirLimitsTest.class.getClassLoader());

  private static Reservoir reservoir(Object... options) {
    Object[] all = Arrays.copyOf(options, options.length + 2);
    all[options.length] = "size";
    all[options.length + 1] = 50;
    return CONTEXT.create(Family.RESERVOIR, "reservoir", Part.of("lif-reservoir", all), 2);
  }

  private static List<Integer> counts(double delay) {
    Reservoir reservoir = reservoir("delay", delay, "w_input", 5.0, "w_ee", 2.0);
    Tensor x = Tensor.zeros(500, 1, 2);
    for (float[] row : x.rows()) {
      Arrays.fill(row, 1);
    }
    List<Integer> counts = new ArrayList<>();
    for (int count : reservoir.run(x, reservoir.start(), Stretch.frozen(0, 0)).spikeCounts()) {
      counts.add(count);
    }
    return counts;
  }

  @Test
  void delaysAboveAHundredStepsAreUsed() {
    assertThat(List.of(counts(50), counts(100), counts(150), counts(200))).doesNotHaveDuplicates();
  }

  @Test
  void aDelayThatIsTooLongIsAnError() {
    assertThatThrownBy(() -> reservoir("delay", 1e6))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("delay must be at most 100000 steps, got 1000000.0 ms in steps of 1.0 ms");
  }

  @Test
  void constantsThatWouldBeCutAreErrors() {
    assertThatThrownBy(() -> reservoir("w_ie", -0.5))
        .hasMessage("w_ie must not be negative, got -0.5");
    assertThatThrownBy(() -> reservoir("delay", -1.0))
        .hasMessage("delay must not be negative, got -1.0");
    assertThatThrownBy(() -> reservoir("tau_mem", 0.01))
        .hasMessage("tau_mem must be at least a tenth of a step (0.1 ms), got 0.01");
    assertThat(reservoir("tau_mem", Map.of("normal", Map.of("mean", 0.1, "sd", 0.2))).size())
        .isEqualTo(50);
  }
}
