package dev.snn.training.learner;

import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Check;
import dev.snn.api.plugin.Doc;
import dev.snn.api.stream.StreamLearner;
import dev.snn.api.stream.StreamLearnerPlugin;

/**
 * A Hoeffding tree: a leaf becomes a split when the samples it has seen make it likely that the
 * best value to ask for is the best one indeed. With G the gain of information (bits) of the best
 * and the second best value, n the samples of the leaf (those that its parent expected there, too)
 * and C classes,
 *
 * <pre>
 *   G_1 - G_2 &gt; e   or   e &lt; tie         e = sqrt(log2(C)^2 ln(1/delta) / (2 n))
 * </pre>
 *
 * <p>The second best may be no split, of gain 0. Of each value and class a leaf keeps a Gaussian
 * (Pfahringer, Holmes, Kirkby 2008); thresholds are tried at {@code bins} places between the
 * smallest and the largest value. A leaf predicts its most frequent class or by naive Bayes with
 * these Gaussians; {@code adaptive} takes the one that was right more often in this leaf (Holmes,
 * Kirkby, Pfahringer 2005).
 */
public final class HoeffdingTree implements StreamLearnerPlugin<HoeffdingTree.Config> {

  /** How a leaf predicts. */
  public enum Prediction {
    /** Its most frequent class. */
    MAJORITY,
    /** Naive Bayes. */
    BAYES,
    /** What was right more often. */
    ADAPTIVE
  }

  /** Options. */
  public record Config(
      @Doc("samples of a leaf between two looks for a split") int grace,
      @Doc("probability that another value is the best, delta") double delta,
      @Doc("bound below which the best is taken though another is as good, tie") double tie,
      @Doc("thresholds that are tried for a value") int bins,
      @Doc("leaves at most; then the tree grows no more") int leaves,
      @Doc(
              "how a leaf predicts: its most frequent class, naive Bayes, or what was right more often")
          Prediction prediction) {
    /** Checks the values. */
    public Config {
      Check.atLeastOne("grace", grace);
      Check.inside("delta", delta, 0, 1);
      Check.notNegative("tie", tie);
      Check.atLeastOne("bins", bins);
      Check.atLeastOne("leaves", leaves);
    }
  }

  @Override
  public String name() {
    return "hoeffding-tree";
  }

  @Override
  public String description() {
    return "a decision tree that splits as soon as that is likely to be right";
  }

  @Override
  public String citation() {
    return "Domingos and Hulten 2000, doi:10.1145/347090.347107";
  }

  @Override
  public Config defaults() {
    return new Config(200, 1e-7, 0.05, 10, 1000, Prediction.ADAPTIVE);
  }

  @Override
  public StreamLearner create(Config config, BuildContext context) {
    return new GrowingTree(config, context.inputSize(), context.outputs());
  }
}
