package dev.snn.training.learner;

import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Check;
import dev.snn.api.plugin.Doc;
import dev.snn.api.stream.StreamLearner;
import dev.snn.api.stream.StreamLearnerPlugin;

/**
 * A perceptron with one hidden layer of H rectified units, which a step of Adam moves after each
 * sample. With n inputs and C classes
 *
 * <pre>
 *   h = max(0, W1 x + b1)      q = softmax(W2 h + b2)
 *   L = -log q_label + alpha/2 (|W1|^2 + |W2|^2)           g = dL/dw
 *   m = 0.9 m + 0.1 g          v = 0.999 v + 0.001 g^2
 *   w -= eta sqrt(1 - 0.999^t) / (1 - 0.9^t) m / (sqrt(v) + 1e-8)      sample t = 1, 2, ...
 * </pre>
 *
 * <p>Weights and biases start uniform within {@code sqrt(6 / (n + H))}, those of the second layer
 * within {@code sqrt(6 / (H + C))} (Glorot and Bengio 2010), drawn from the run's seed. The steps
 * are those of scikit-learn's {@code MLPClassifier} with batches of one. Values are taken as they
 * come, as the linear learners do.
 */
public final class MultiLayerPerceptron
    implements StreamLearnerPlugin<MultiLayerPerceptron.Config> {

  /** Options. */
  public record Config(
      @Doc("units of the hidden layer, H") int hidden,
      @Doc("length of a step, eta") double eta,
      @Doc("weight of the penalty, alpha") double alpha) {
    /** Checks the values. */
    public Config {
      Check.atLeastOne("hidden", hidden);
      Check.positive("eta", eta);
      Check.notNegative("alpha", alpha);
    }
  }

  @Override
  public String name() {
    return "mlp";
  }

  @Override
  public String description() {
    return "one hidden layer, a step of Adam after each sample";
  }

  @Override
  public String citation() {
    return "Kingma and Ba 2015, arXiv:1412.6980";
  }

  @Override
  public Config defaults() {
    return new Config(100, 1e-3, 1e-4);
  }

  @Override
  public StreamLearner create(Config config, BuildContext context) {
    int inputs = context.inputSize();
    int classes = context.outputs();
    long weights = (long) config.hidden() * (inputs + 1L + classes) + classes;
    if (weights > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          "hidden: %d units of %d inputs have too many weights; take fewer"
              .formatted(config.hidden(), inputs));
    }
    return new HiddenLayer(config, inputs, classes, () -> context.random("weights")::nextDouble);
  }
}
