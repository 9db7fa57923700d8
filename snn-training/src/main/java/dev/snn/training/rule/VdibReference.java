package dev.snn.training.rule;

import dev.snn.api.learning.LearningRule;
import dev.snn.api.learning.LearningRulePlugin;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Check;
import dev.snn.api.plugin.Doc;
import dev.snn.api.random.Seed;

/**
 * {@code vdib-reference}: the update of the reference code of arXiv:2106.01177 (image
 * reconstruction). With T steps, N readout neurons and the cost {@code c = -log q + beta / (N T)
 * sum_t log p(y_t) / q(y_t)} of the one drawing of an example,
 *
 * <pre>
 *   readout   g = 1/(N T) sum_t (y_t - p_t) du_t/dtheta
 *   hidden    g = sum_t ((y_t - p_t) B) f'(u_t) P_t          B [N x H] uniform in +- sqrt(6 / H)
 *
 *   l   = kappa l   + (1 - kappa) c                          the first c as it is, and so below
 *   num = kappa num + (1 - kappa) g^2 l
 *   den = kappa den + (1 - kappa) g^2                        of each parameter
 *   gradient = (l - num / (1e-7 + den)) g
 * </pre>
 *
 * <p>All averages include the newest sample, so that the baseline correlates with it and the update
 * is no estimate of the gradient. Only the score of the readout is divided by {@code N T}. The
 * reference takes one example at a time; of a batch {@code c} and {@code g} are means. It moves the
 * layers by gradient descent without momentum and the decoder by Adam: optimiser {@code per-place}.
 */
public final class VdibReference implements LearningRulePlugin<VdibReference.Config> {
  private static final double KAIMING = 6;

  /** Options of {@code vdib-reference}. */
  public record Config(
      @Doc("share of the old value in moving averages; the new one has the rest") double kappa) {

    /** Checks the value. */
    public Config {
      Check.between("kappa", kappa, 0, 0.9999);
    }
  }

  @Override
  public String name() {
    return "vdib-reference";
  }

  @Override
  public Config defaults() {
    return new Config(0.01);
  }

  @Override
  public LearningRule create(Config config, BuildContext context) {
    Seed seed = new Seed(context.random("credit").nextLong());
    LocalCredit credit =
        new LocalCredit(
            Credit.DFA,
            seed,
            context.outputs(),
            (size, columns) -> Math.sqrt(KAIMING * columns / size));
    ScoreFunction.Config score =
        new ScoreFunction.Config(Credit.DFA, Baseline.NONE, config.kappa(), 1);
    return new ReferenceRule(config.kappa(), new ScoreRule(name(), score, credit));
  }

  @Override
  public String description() {
    return "the update of the reference code of VDIB";
  }

  @Override
  public String citation() {
    return "Skatchkovsky, Simeone, Jang 2021, arXiv:2106.01177, reference code";
  }
}
