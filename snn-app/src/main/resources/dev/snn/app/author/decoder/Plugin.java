package yourlab;

import dev.snn.api.codec.Decoder;
import dev.snn.api.codec.DecoderPlugin;
import dev.snn.api.layer.Parameter;
import dev.snn.api.layer.Readout;
import dev.snn.api.layer.ReadoutGradient;
import dev.snn.api.neuron.Pass;
import dev.snn.api.neuron.Tape;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Doc;
import dev.snn.api.plugin.NotApplicableException;
import dev.snn.api.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/**
 * Spike counts in which each step has a weight that is learned: how much an early spike says, and
 * how much a late one. Neuron n speaks for class {@code n mod C}.
 *
 * <pre>
 *   score_c = sum_t w_t sum_{n mod C = c} y[t, n]
 *   dscore_c/dy[t, n] = w_t      dscore_c/dw_t = sum_{n mod C = c} y[t, n]
 * </pre>
 */
public final class NewPlugin implements DecoderPlugin<NewPlugin.Config> {
  /** Options. */
  public record Config(@Doc("weight of every step before training") double weight) {}

  public String name() {
    return "yourlab.name";
  }

  public Config defaults() {
    return new Config(1);
  }

  public Decoder create(Config config, BuildContext context) {
    int classes = context.outputs();
    if (context.inputSize() % classes != 0) {
      throw new NotApplicableException("needs a multiple of " + classes + " readout neurons");
    }
    float[] w = new float[context.steps()];
    Arrays.fill(w, (float) config.weight());
    return new Model(classes, Parameter.of("weight", new float[][] {w}));
  }

  private record History(Tensor y) implements Tape {}

  private record Model(int outputSize, Parameter weight) implements Decoder {
    public List<Parameter> parameters() {
      return List.of(weight);
    }

    public Decoded decode(Readout readout, Pass pass) {
      Tensor y = readout.output().toTensor();
      Tensor scores = pass.arena().zeros(1, y.batch(), outputSize);
      for (int b = 0; b < y.batch(); b++) {
        for (int t = 0; t < y.steps(); t++) {
          for (int n = 0; n < y.size(); n++) {
            scores.row(0, b)[n % outputSize] += weight.value()[0][t] * y.get(t, b, n);
          }
        }
      }
      return new Decoded(scores, new History(y));
    }

    public ReadoutGradient backward(Tape tape, Tensor gradPrediction, Pass pass) {
      Tensor y = ((History) tape).y();
      Tensor gradient = pass.arena().zeros(y.steps(), y.batch(), y.size());
      for (int b = 0; b < y.batch(); b++) {
        for (int t = 0; t < y.steps(); t++) {
          for (int n = 0; n < y.size(); n++) {
            float g = gradPrediction.get(0, b, n % outputSize);
            gradient.row(t, b)[n] = g * weight.value()[0][t];
            weight.gradient()[0][t] += g * y.get(t, b, n);
          }
        }
      }
      return new ReadoutGradient(gradient, null, null);
    }
  }
}
