package dev.snn.training.rule;

import dev.snn.api.learning.LearningRule;
import dev.snn.api.learning.LearningRulePlugin;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Check;
import dev.snn.api.plugin.Doc;
import dev.snn.api.random.Seed;

/**
 * {@code score-function}: learns from what drawn spikes cost, without a gradient through them.
 *
 * <pre>
 *   g(theta) = 1/(B K) sum_{b,k} (l_bk - baseline) grad log p(y_bk || x_b),    d log p / du = y - p
 * </pre>
 *
 * with the cost {@code l} of each of K drawings of each example (the distortion plus the sampled
 * log ratio of {@code vib}). Hidden layers get {@code (l - baseline)(y - p)} by the credit; the
 * decoder learns by ordinary back-propagation. Needs a stochastic last layer and deterministic
 * hidden ones.
 */
public final class ScoreFunction implements LearningRulePlugin<ScoreFunction.Config> {

  /** Options of {@code score-function}. */
  public record Config(
      @Doc("how hidden layers get their error") Credit credit,
      @Doc("what is subtracted from the cost to lower the variance") Baseline baseline,
      @Doc("share of the old value in moving averages; the new one has the rest") double kappa,
      @Doc("drawings of each example; leave-one-out needs at least 2") int samples) {

    /** Checks the values. */
    public Config {
      Check.between("kappa", kappa, 0, 0.9999);
      Check.atLeastOne("samples", samples);
      if (baseline == Baseline.LEAVE_ONE_OUT && samples < 2) {
        throw new IllegalArgumentException(
            "samples must be at least 2 with baseline leave-one-out, got " + samples);
      }
    }
  }

  @Override
  public String name() {
    return "score-function";
  }

  @Override
  public Config defaults() {
    return new Config(Credit.BPTT, Baseline.LEAVE_ONE_OUT, 0.01, 4);
  }

  @Override
  public LearningRule create(Config config, BuildContext context) {
    Seed seed = new Seed(context.random("credit").nextLong());
    return new ScoreRule(name(), config, new LocalCredit(config.credit(), seed, context.outputs()));
  }

  @Override
  public String description() {
    return "weighs the probability of drawn spikes by what they cost (REINFORCE)";
  }

  @Override
  public String citation() {
    return "Williams 1992, doi:10.1007/BF00992696; Skatchkovsky, Simeone, Jang 2021, arXiv:2106.01177, sec. 3.3";
  }
}
