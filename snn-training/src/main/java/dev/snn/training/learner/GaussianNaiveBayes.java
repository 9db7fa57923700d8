package dev.snn.training.learner;

import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Check;
import dev.snn.api.plugin.Doc;
import dev.snn.api.stream.StreamLearner;
import dev.snn.api.stream.StreamLearnerPlugin;

/**
 * Naive Bayes with a Gaussian for each value of each class, its mean and variance those of all
 * samples so far:
 *
 * <pre>
 *   argmax_c  log(n_c / n) - sum_i [ log(2 pi v_ci)/2 + (x_i - m_ci)^2 / (2 v_ci) ]
 *   v_ci = (1/n_c) sum (x_i - m_ci)^2 + smoothing max_i v_i
 * </pre>
 *
 * <p>{@code v_i} is the variance of value i over all classes. Classes that were not seen are never
 * predicted.
 */
public final class GaussianNaiveBayes implements StreamLearnerPlugin<GaussianNaiveBayes.Config> {

  /** Options. */
  public record Config(
      @Doc("share of the largest variance of a value that is added to all variances")
          double smoothing) {
    /** Checks the values. */
    public Config {
      Check.notNegative("smoothing", smoothing);
    }
  }

  @Override
  public String name() {
    return "gaussian-naive-bayes";
  }

  @Override
  public String description() {
    return "a Gaussian for each value of each class";
  }

  @Override
  public String citation() {
    return "Chan, Golub, LeVeque 1983, doi:10.1080/00031305.1983.10483115 (running variances)";
  }

  @Override
  public Config defaults() {
    return new Config(1e-9);
  }

  @Override
  public StreamLearner create(Config config, BuildContext context) {
    return new GaussianClasses(context.inputSize(), context.outputs(), config.smoothing());
  }
}
