package dev.snn.training.learner;

import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Check;
import dev.snn.api.plugin.Doc;
import dev.snn.api.stream.StreamLearner;
import dev.snn.api.stream.StreamLearnerPlugin;

/**
 * Passive-aggressive classification (PA-I): the smallest change that gives the sample a margin of
 * 1, at most C.
 *
 * <pre>
 *   l = max(0, 1 - y p)   tau = min(C, l / |x|^2)   w += tau y x   b += tau y
 * </pre>
 *
 * <p>The bias moves by the same step and is not in {@code |x|^2}, as in scikit-learn.
 */
public final class PassiveAggressive implements StreamLearnerPlugin<PassiveAggressive.Config> {

  /** Options. */
  public record Config(@Doc("largest step, C") double c) {
    /** Checks the values. */
    public Config {
      Check.positive("c", c);
    }
  }

  @Override
  public String name() {
    return "passive-aggressive";
  }

  @Override
  public String description() {
    return "linear, the smallest change that gives each sample a margin";
  }

  @Override
  public String citation() {
    return "Crammer et al. 2006, JMLR 7:551, section 4";
  }

  @Override
  public Config defaults() {
    return new Config(1);
  }

  @Override
  public StreamLearner create(Config config, BuildContext context) {
    return new LinearLearner(
        context.inputSize(),
        context.outputs(),
        (w, x, p, y, t) -> {
          double loss = 1 - y * p;
          double square = 0;
          for (float value : x) {
            square += (double) value * value;
          }
          if (loss > 0 && square > 0) {
            LinearLearner.move(w, x, Math.min(config.c(), loss / square) * y);
          }
        });
  }
}
