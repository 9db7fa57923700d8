package dev.snn.training.learner;

import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Check;
import dev.snn.api.plugin.Doc;
import dev.snn.api.stream.StreamLearner;
import dev.snn.api.stream.StreamLearnerPlugin;

/**
 * A linear support vector machine by stochastic gradient descent on the hinge loss with an L2
 * penalty alpha, of sample t = 1, 2, ...
 *
 * <pre>
 *   eta = 1/(alpha (t0 + t - 1))   t0 = 1/(alpha sqrt(1/sqrt(alpha)))      or constant
 *   w  *= max(0, 1 - eta alpha)
 *   y p &lt;= 1:   w += eta y x   b += eta y
 * </pre>
 *
 * <p>The schedule is Bottou's, as scikit-learn's {@code SGDClassifier} has it: steps become small
 * and stay so, which a drift does not change.
 */
public final class LinearSgd implements StreamLearnerPlugin<LinearSgd.Config> {

  /** Options. */
  public record Config(
      @Doc("weight of the penalty, alpha") double alpha,
      @Doc("length of all steps; 0: 1/(alpha (t0 + t - 1))") double eta) {
    /** Checks the values. */
    public Config {
      Check.positive("alpha", alpha);
      Check.notNegative("eta", eta);
    }
  }

  @Override
  public String name() {
    return "sgd";
  }

  @Override
  public String description() {
    return "linear, stochastic gradient descent on the hinge loss";
  }

  @Override
  public String citation() {
    return "Bottou 2012, doi:10.1007/978-3-642-35289-8_25";
  }

  @Override
  public Config defaults() {
    return new Config(1e-4, 0);
  }

  @Override
  public StreamLearner create(Config config, BuildContext context) {
    double alpha = config.alpha();
    double first = Math.sqrt(1 / Math.sqrt(alpha));
    double before = 1 / (first * alpha);
    return new LinearLearner(
        context.inputSize(),
        context.outputs(),
        (w, x, p, y, t) -> {
          double eta = config.eta() > 0 ? config.eta() : 1 / (alpha * (before + t - 1));
          double shrink = Math.max(0, 1 - eta * alpha);
          for (int n = 0; n < w.length - 1; n++) {
            w[n] *= shrink;
          }
          if (y * p <= 1) {
            LinearLearner.move(w, x, eta * y);
          }
        });
  }
}
