package dev.snn.losses.loss;

import dev.snn.api.layer.Readout;
import dev.snn.api.loss.Loss;
import dev.snn.api.loss.LossPlugin;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Check;
import dev.snn.api.plugin.Doc;
import dev.snn.api.plugin.NotApplicableException;
import dev.snn.losses.decoder.Population;

/**
 * {@code spike-count-mse}: squared error of the spike counts of the readout,
 *
 * <pre>
 *   L = 1/(C T) sum_c (n_c - k T r_c)^2        n_c = sum_t sum_{i in class c} y_{t,i}
 * </pre>
 *
 * <p>for C classes of k neurons and outputs {@code y [T x B x N]}; r_c is {@code correct_rate} for
 * the class of the example and {@code incorrect_rate} for all others. Whatever the decoder is, it
 * looks at the readout's outputs.
 */
public final class SpikeCountMse implements LossPlugin<SpikeCountMse.Config> {

  /** Options of {@code spike-count-mse}. */
  public record Config(
      @Doc("spikes per step that neurons of the right class should fire") double correctRate,
      @Doc("spikes per step that neurons of the other classes should fire") double incorrectRate) {
    /** Checks the values. */
    public Config {
      Check.between("correct_rate", correctRate, 0, 1);
      Check.between("incorrect_rate", incorrectRate, 0, 1);
    }
  }

  @Override
  public String name() {
    return "spike-count-mse";
  }

  @Override
  public Config defaults() {
    return new Config(1, 0);
  }

  @Override
  public Loss create(Config c, BuildContext context) {
    Population classes = Population.of(name() + " loss", context.inputSize(), context.outputs());
    Loss counts =
        new RateLoss(
            classes,
            SpikeRate.Of.SPIKES,
            SpikeRate.Over.MEAN,
            new SquaredRates(c.correctRate(), c.incorrectRate()),
            steps -> steps * classes.perClass() * classes.perClass());
    return (outcome, targets, pass) -> {
      requireSpikes(outcome.readout());
      return counts.evaluate(outcome, targets, pass);
    };
  }

  private void requireSpikes(Readout readout) {
    if (readout.hasMembrane() && !readout.hasProbability()) {
      throw new NotApplicableException(
          name()
              + " counts spikes, and the neurons of the last layer put out values; take neurons that spike, or the loss spike-rate");
    }
  }

  @Override
  public String description() {
    return "squared error of the readout's spike counts, with counts for right and wrong classes";
  }

  @Override
  public String citation() {
    return "Shrestha, Orchard 2018, arXiv:1810.08646 (SLAYER), section 3.1";
  }
}
