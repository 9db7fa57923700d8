package dev.snn.training.learner;

import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Check;
import dev.snn.api.plugin.Doc;
import dev.snn.api.stream.StreamLearner;
import dev.snn.api.stream.StreamLearnerPlugin;

/**
 * A {@link HoeffdingTree} that replaces what is out of date. Each node, split or leaf, has an ADWIN
 * window of the errors of what is below it. Where they have grown, an alternate begins there as an
 * empty leaf; it learns what comes to the node and grows as the tree does. With e and W mean and
 * width of the two windows, once both hold {@code least} errors,
 *
 * <pre>
 *   b = sqrt(2 e (1 - e) ln(2 / swap) (1/W + 1/W_alt))
 *   e - e_alt &gt; b    the alternate takes the node's place
 *   e_alt - e &gt; b    it is given up
 * </pre>
 *
 * <p>(Bifet and Gavalda 2009, HAT-ADWIN.) An alternate whose own errors grow begins anew; its nodes
 * have no alternates before it has taken the place. Leaves of the tree and of all alternates
 * together split while there are fewer than {@code leaves}: with the first leaves of alternates,
 * one for each node at most, there are never more than three times as many. Without a change the
 * tree is that of {@code hoeffding-tree}, to the same bits.
 */
public final class HoeffdingAdaptiveTree
    implements StreamLearnerPlugin<HoeffdingAdaptiveTree.Config> {

  /** Options. */
  public record Config(
      @Doc("samples of a leaf between two looks for a split") int grace,
      @Doc("probability that another value is the best, delta") double delta,
      @Doc("bound below which the best is taken though another is as good, tie") double tie,
      @Doc("thresholds that are tried for a value") int bins,
      @Doc("leaves from which on nothing splits, those of alternates counted") int leaves,
      @Doc(
              "how a leaf predicts: its most frequent class, naive Bayes, or what was right more often")
          HoeffdingTree.Prediction prediction,
      @Doc("delta of the windows: probability of seeing errors grow where they do not")
          double watch,
      @Doc("errors that both windows hold before an alternate is compared") int least,
      @Doc("probability that the worse of tree and alternate is kept") double swap) {
    /** Checks the values. */
    public Config {
      Check.atLeastOne("grace", grace);
      Check.inside("delta", delta, 0, 1);
      Check.notNegative("tie", tie);
      Check.atLeastOne("bins", bins);
      Check.atLeastOne("leaves", leaves);
      Check.inside("watch", watch, 0, 1);
      Check.atLeastOne("least", least);
      Check.inside("swap", swap, 0, 1);
    }

    HoeffdingTree.Config tree() {
      return new HoeffdingTree.Config(grace, delta, tie, bins, leaves, prediction);
    }
  }

  @Override
  public String name() {
    return "hoeffding-adaptive-tree";
  }

  @Override
  public String description() {
    return "a Hoeffding tree that replaces the parts whose errors grow";
  }

  @Override
  public String citation() {
    return "Bifet and Gavalda 2009, doi:10.1007/978-3-642-03915-7_22";
  }

  @Override
  public Config defaults() {
    return new Config(
        200, 1e-7, 0.05, 10, 1000, HoeffdingTree.Prediction.ADAPTIVE, 0.002, 300, 0.05);
  }

  @Override
  public StreamLearner create(Config config, BuildContext context) {
    return new AdaptiveTree(config, context.inputSize(), context.outputs());
  }
}
