package dev.snn.losses.loss;

import dev.snn.api.loss.Loss;
import dev.snn.api.loss.LossPlugin;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Check;
import dev.snn.api.plugin.Doc;
import dev.snn.losses.decoder.Population;

/**
 * {@code spike-rate}: cross-entropy or squared error of the readout's rates,
 *
 * <pre>
 *   over: steps   L = 1/T sum_t l(x_t)        over: mean   L = l(1/T sum_t x_t)
 *
 *   l(x) = -log softmax(x)[label]             l(x) = 1/C sum_c (x_c - r_c)^2
 * </pre>
 *
 * <p>where x_{t,c} is the mean output, or membrane, of the k neurons of class c at step t, and r_c
 * is {@code correct} for the class of the example and {@code incorrect} for all others, or the
 * target vector. Whatever the decoder is, it looks at the readout {@code [T x B x N]}.
 */
public final class SpikeRate implements LossPlugin<SpikeRate.Config> {

  /** What is compared with the target. */
  public enum Compare {
    CROSS_ENTROPY,
    MSE
  }

  /** Whether each step is compared or their mean. */
  public enum Over {
    STEPS,
    MEAN
  }

  /** What of the readout is compared. */
  public enum Of {
    SPIKES,
    MEMBRANE
  }

  /** Options of {@code spike-rate}. */
  public record Config(
      @Doc("cross-entropy of a softmax over classes, or mse with a rate for each") Compare compare,
      @Doc("steps: the mean of the losses of all steps; mean: the loss of the mean over steps")
          Over over,
      @Doc("spikes or membrane of the readout") Of of,
      @Doc("of mse: the rate, or membrane, of the right class") double correct,
      @Doc("of mse: the rate, or membrane, of the other classes") double incorrect) {
    /** Checks the values. */
    public Config {
      Check.finite("correct", correct);
      Check.finite("incorrect", incorrect);
    }
  }

  @Override
  public String name() {
    return "spike-rate";
  }

  @Override
  public Config defaults() {
    return new Config(Compare.CROSS_ENTROPY, Over.STEPS, Of.SPIKES, 1, 0);
  }

  @Override
  public Loss create(Config c, BuildContext context) {
    if (c.compare() == Compare.CROSS_ENTROPY) {
      Labels.require(name(), context);
    }
    return new RateLoss(
        Population.of(name() + " loss", context.inputSize(), context.outputs()),
        c.of(),
        c.over(),
        c.compare() == Compare.MSE
            ? new SquaredRates(c.correct(), c.incorrect())
            : new SoftmaxOfRates(),
        steps -> 1);
  }

  @Override
  public String description() {
    return "cross-entropy or squared error of the readout's spikes or membranes, step by step or of their mean";
  }
}
