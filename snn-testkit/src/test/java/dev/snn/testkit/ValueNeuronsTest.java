package dev.snn.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.snn.api.layer.Capabilities;
import dev.snn.api.neuron.NeuronModel;
import dev.snn.api.neuron.NeuronPlugin;
import dev.snn.api.neuron.Pass;
import dev.snn.api.neuron.State;
import dev.snn.api.neuron.Tape;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Family;
import dev.snn.api.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The contract of neurons that put out values: what it asks of them, and what it does not. */
class ValueNeuronsTest {
  private enum Nothing implements Tape {
    KEPT
  }

  /** Options of the sum. */
  record Config(boolean hidesNan, boolean saysSpikes, float factor) {}

  /** Sums its current: values beyond [0, 1], and a gradient that knows no current. */
  private record Sum(int size, Config config) implements NeuronModel {
    @Override
    public Capabilities.Output output() {
      return config.saysSpikes() ? Capabilities.Output.SPIKES : Capabilities.Output.VALUES;
    }

    @Override
    public State initialState(int batch) {
      return State.zeros(List.of("v"), batch, size);
    }

    @Override
    public Forward forward(Tensor current, State initial, Pass pass) {
      State last = initial.copy();
      Tensor out = Tensor.zeros(current.steps(), current.batch(), size);
      for (int t = 0; t < current.steps(); t++) {
        for (int b = 0; b < current.batch(); b++) {
          float[] v = last.get("v")[b];
          for (int n = 0; n < size; n++) {
            v[n] += current.row(t, b)[n];
            out.row(t, b)[n] = config.hidesNan() && Float.isNaN(v[n]) ? 0 : v[n];
          }
        }
      }
      Tensor membrane = current.copy();
      for (int r = 0; r < out.rows().length; r++) {
        System.arraycopy(out.rows()[r], 0, membrane.rows()[r], 0, size);
      }
      return new Forward(out, membrane, last, Nothing.KEPT);
    }

    @Override
    public Backward backward(
        Tape tape, Tensor gradOutput, Tensor gradMembrane, State gradLast, Pass pass) {
      Tensor like = gradOutput != null ? gradOutput : gradMembrane;
      State grad =
          gradLast != null ? gradLast.copy() : State.zeros(List.of("v"), like.batch(), size);
      Tensor back = like == null ? Tensor.zeros(0, 2, size) : like.copy();
      for (int t = back.steps() - 1; t >= 0; t--) {
        for (int b = 0; b < back.batch(); b++) {
          float[] g = grad.get("v")[b];
          for (int n = 0; n < size; n++) {
            g[n] += gradOutput == null ? 0 : config.factor() * gradOutput.row(t, b)[n];
            g[n] += gradMembrane == null ? 0 : gradMembrane.row(t, b)[n];
            back.row(t, b)[n] = g[n];
          }
        }
      }
      return new Backward(back, grad);
    }

    @Override
    public Tensor probability(Tape tape, Pass pass) {
      throw new UnsupportedOperationException();
    }
  }

  private record Plugin(Config defaults) implements NeuronPlugin<Config> {
    @Override
    public String name() {
      return "test.sum";
    }

    @Override
    public NeuronModel create(Config config, BuildContext context) {
      return new Sum(context.inputSize(), config);
    }
  }

  private static CheckResult result(String check, Config config) {
    return Contracts.check(Family.NEURON, new Plugin(config)).stream()
        .filter(r -> r.name().equals(check))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aSumPassesWithoutAFiringProbability() {
    Config config = new Config(false, false, 1);
    for (String check :
        List.of(
            "shapes and range of the output",
            "gradients",
            "time split",
            "NaN is not hidden",
            "edge sizes")) {
      CheckResult result = result(check, config);
      assertThat(result.passed()).as("%s", result).isTrue();
    }
  }

  @Test
  void aHiddenNanIsCaught() {
    CheckResult result = result("NaN is not hidden", new Config(true, false, 1));
    assertThat(result.passed()).isFalse();
    assertThat(result.detail()).contains("leaves no NaN");
  }

  @Test
  void aWrongGradientIsCaught() {
    CheckResult result = result("gradients", new Config(false, false, 1.05f));
    assertThat(result.passed()).isFalse();
    assertThat(result.detail()).contains("central differences");
  }

  @Test
  void valuesThatAreCalledSpikesAreCaught() {
    CheckResult result = result("shapes and range of the output", new Config(false, true, 1));
    assertThat(result.passed()).isFalse();
    assertThat(result.detail()).contains("not Spikes");
  }
}
