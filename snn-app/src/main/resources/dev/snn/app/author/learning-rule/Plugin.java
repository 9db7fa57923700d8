package yourlab;

import dev.snn.api.data.Samples;
import dev.snn.api.layer.ReadoutGradient;
import dev.snn.api.learning.LearningRule;
import dev.snn.api.learning.LearningRulePlugin;
import dev.snn.api.learning.Network;
import dev.snn.api.loss.Loss;
import dev.snn.api.neuron.Pass;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Check;
import dev.snn.api.plugin.Doc;
import dev.snn.api.tensor.Signal;
import dev.snn.api.tensor.Tensor;
import java.util.Arrays;

/**
 * Back-propagation through time that leaves out what is learned already: an example whose loss lies
 * below a bound gives no gradient.
 *
 * <pre>
 *   dL/dw = sum over the examples b with loss_b >= enough of dloss_b/dw / B
 * </pre>
 *
 * <p>With {@code enough} 0 it is the exact gradient, which its test checks.
 */
public final class NewPlugin implements LearningRulePlugin<NewPlugin.Config> {
  /** Options. */
  public record Config(@Doc("examples of a smaller loss give no gradient") double enough) {
    public Config {
      Check.notNegative("enough", enough);
    }
  }

  public String name() {
    return "yourlab.name";
  }

  public Config defaults() {
    return new Config(0);
  }

  public LearningRule create(Config config, BuildContext context) {
    return new Selective((float) config.enough());
  }

  private record Selective(float enough) implements LearningRule {
    public Step accumulate(Network network, Signal input, Samples batch, Pass pass) {
      Network.Forward forward = network.forward(input, pass);
      Loss.Value loss = network.loss().evaluate(forward.outcome(), batch, pass);
      ReadoutGradient readout = loss.gradReadout();
      for (int b = 0; b < batch.size(); b++) {
        if (loss.perExample()[b] < enough) {
          clear(loss.gradPrediction(), b);
          clear(readout.output(), b);
          clear(readout.membrane(), b);
          clear(readout.probability(), b);
        }
      }
      network.backward(forward, loss.gradPrediction(), readout, pass);
      return new Step(forward, loss);
    }

    private static void clear(Tensor gradient, int b) {
      for (int t = 0; gradient != null && t < gradient.steps(); t++) {
        Arrays.fill(gradient.row(t, b), 0);
      }
    }
  }
}
