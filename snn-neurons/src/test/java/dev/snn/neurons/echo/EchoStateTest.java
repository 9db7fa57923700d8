package dev.snn.neurons.echo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.snn.api.reservoir.Reservoir;
import dev.snn.api.reservoir.Stretch;
import dev.snn.api.tensor.Tensor;
import dev.snn.testkit.TestContext;
import org.junit.jupiter.api.Test;

class EchoStateTest {
  private static final TestContext CONTEXT =
      TestContext.of(1, EchoStateTest.class.getClassLoader());

  private static float[][] impulse(EchoState.Activation activation) {
    EchoState.Config config = new EchoState.Config(3, 0.5, 2, activation);
    Reservoir ring = new EchoState().create(config, CONTEXT);
    Tensor input = Tensor.zeros(4, 1, 1);
    input.row(0, 0)[0] = 1;
    return ring.run(input, ring.start(), Stretch.frozen(0, 1)).states();
  }

  @Test
  void anImpulseGoesRoundAndFades() {
    float[][] x = impulse(EchoState.Activation.LINEAR);
    for (int i = 0; i < 3; i++) {
      assertThat(Math.abs(x[0][i])).isEqualTo(2);
      assertThat(x[1][(i + 1) % 3]).isEqualTo(0.5f * x[0][i]);
      assertThat(x[3][i]).isEqualTo(0.125f * x[0][i]);
    }
  }

  @Test
  void tanhBoundsTheUnits() {
    float[][] x = impulse(EchoState.Activation.TANH);
    assertThat(Math.abs(x[0][0])).isEqualTo((float) Math.tanh(2), within(1e-6f));
    double second = Math.tanh(0.5 * Math.tanh(2));
    assertThat(Math.abs(x[1][0])).isEqualTo((float) second, within(1e-6f));
  }
}
