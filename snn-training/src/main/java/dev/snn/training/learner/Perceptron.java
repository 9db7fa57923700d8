package dev.snn.training.learner;

import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Check;
import dev.snn.api.plugin.Doc;
import dev.snn.api.stream.StreamLearner;
import dev.snn.api.stream.StreamLearnerPlugin;

/**
 * The perceptron: only mistakes change the weights.
 *
 * <pre>
 *   y p &lt;= 0:   w += eta y x   b += eta y
 * </pre>
 */
public final class Perceptron implements StreamLearnerPlugin<Perceptron.Config> {

  /** Options. */
  public record Config(@Doc("length of a step, eta") double eta) {
    /** Checks the values. */
    public Config {
      Check.positive("eta", eta);
    }
  }

  @Override
  public String name() {
    return "perceptron";
  }

  @Override
  public String description() {
    return "linear, changed by its mistakes";
  }

  @Override
  public String citation() {
    return "Rosenblatt 1958, doi:10.1037/h0042519";
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
          if (y * p <= 0) {
            LinearLearner.move(w, x, config.eta() * y);
          }
        });
  }
}
