package dev.snn.training.layerwise;

import dev.snn.api.plugin.Check;
import dev.snn.api.plugin.Doc;
import dev.snn.api.plugin.Value;
import dev.snn.training.readout.RewardLearning;

/** A decision layer that learns by reward-modulated STDP; see {@link RewardLearning}. */
public record RewardOptions(
    @Doc("neurons for each class") int neurons,
    @Doc("passes over the training split") int passes,
    @Doc(
            "membrane at which a neuron spikes, and the first to do so decides; 0: the largest"
                + " membrane after the last step does")
        double threshold,
    @Doc("initial weights, cut to [0, 1]") Value weight,
    @Doc("a_r+, right: rate of potentiation of lines that spiked no later than the neuron")
        double rewardPlus,
    @Doc("a_r-, right: rate of depression of all others") double rewardMinus,
    @Doc("a_p-, wrong: rate of depression of lines that spiked no later than the neuron")
        double punishMinus,
    @Doc("a_p+, wrong: rate of potentiation of all others") double punishPlus,
    @Doc(
            "examples N after which the shares of hits and misses, which scale the rates, are"
                + " counted anew")
        int window,
    @Doc("probability with which a neuron takes no part in an example while the layer learns")
        double dropout) {

  /** Checks the values. */
  public RewardOptions {
    Check.atLeastOne("neurons", neurons);
    Check.atLeastOne("passes", passes);
    Check.notNegative("threshold", threshold);
    Check.between("reward_plus", rewardPlus, 0, 1);
    Check.between("reward_minus", rewardMinus, 0, 1);
    Check.between("punish_minus", punishMinus, 0, 1);
    Check.between("punish_plus", punishPlus, 0, 1);
    Check.atLeastOne("window", window);
    Check.between("dropout", dropout, 0, 0.99);
  }

  static RewardOptions defaults() {
    return new RewardOptions(
        10, 10, 0, new Value.Normal(0.8, 0.05), 0.05, 0.04, 0.05, 0.005, 1000, 0.5);
  }

  /** Number of weights of a layer that sees so many lines. */
  long weights(int size, int classes) {
    return (long) size * classes * neurons;
  }

  RewardLearning.Rates rates() {
    return new RewardLearning.Rates(
        rewardPlus, -rewardMinus, -punishMinus, punishPlus, window, dropout);
  }
}
