package dev.snn.losses.loss;

import dev.snn.api.data.Samples;
import dev.snn.api.layer.ReadoutGradient;
import dev.snn.api.loss.Loss;
import dev.snn.api.loss.LossPlugin;
import dev.snn.api.loss.Outcome;
import dev.snn.api.neuron.Pass;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Check;
import dev.snn.api.plugin.Doc;
import dev.snn.api.tensor.Tensor;
import dev.snn.losses.decoder.SoftFirstSpike;
import java.util.Map;

/**
 * {@code first-spike}: cross-entropy on the negative soft first-spike times of the readout, {@code
 * -log softmax(-tau / s) [label]}, {@code tau_c = sum_t prod_{s <= t} (1 - p_{s,c})}. Whatever the
 * decoder is, it looks at the readout's probabilities; a deterministic neuron gives the primitive
 * of its surrogate.
 */
public final class FirstSpikeLoss implements LossPlugin<FirstSpikeLoss.Config> {

  /** Options of {@code first-spike}. */
  public record Config(@Doc("time scale s that times are divided by, steps") double scale) {
    public Config {
      Check.positive("scale", scale);
    }
  }

  @Override
  public String name() {
    return "first-spike";
  }

  @Override
  public Config defaults() {
    return new Config(1);
  }

  @Override
  public Loss create(Config config, BuildContext context) {
    Labels.require("first-spike", context);
    return new Model(
        SoftFirstSpike.of("first-spike loss", context.inputSize(), context.outputs()),
        context.outputs(),
        (float) config.scale());
  }

  @Override
  public String description() {
    return "cross-entropy on negative soft first-spike times";
  }

  private record Model(SoftFirstSpike soft, int classes, float scale) implements Loss {
    @Override
    public Value evaluate(Outcome outcome, Samples targets, Pass pass) {
      Tensor p = outcome.readout().probability();
      int batch = p.batch();
      float[][] scores = new float[batch][classes];
      float[][] gradTimes = new float[batch][classes];
      float[] perExample = new float[batch];
      soft.times(p, scores);
      for (int b = 0; b < batch; b++) {
        for (int c = 0; c < classes; c++) {
          scores[b][c] /= -scale;
        }
        int label = Labels.of(targets, b, classes);
        perExample[b] =
            (float)
                Softmax.crossEntropy(
                    scores[b], classes, label, -1.0 / (batch * scale), gradTimes[b]);
      }
      Tensor grad = pass.arena().tensor(p.steps(), batch, p.size());
      soft.gradient(p, gradTimes, grad);
      return new Value(perExample, Map.of(), null, new ReadoutGradient(null, null, grad));
    }
  }
}
