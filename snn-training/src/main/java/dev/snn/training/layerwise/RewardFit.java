package dev.snn.training.layerwise;

import dev.snn.api.learning.SavedState;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.procedure.Series;
import dev.snn.training.readout.Classifier;
import dev.snn.training.readout.DecisionLayer;
import dev.snn.training.readout.RewardLearning;
import java.util.List;
import java.util.Map;

/** A decision layer that learns by reward-modulated STDP. */
final class RewardFit implements ReadoutFit {
  private static final String CHOSEN = "chosen";
  private static final String LEARNING = "learning";

  private final RewardOptions options;
  private final BuildContext context;
  private final DecisionLayer layer;
  private double[] right = {};

  RewardFit(RewardOptions options, BuildContext context, int size, int classes) {
    this.options = options;
    this.context = context;
    float[] weights =
        context.draw("reward/weight", options.weight(), (int) options.weights(size, classes));
    for (int k = 0; k < weights.length; k++) {
      weights[k] = Math.max(0, Math.min(1, weights[k]));
    }
    float threshold =
        options.threshold() == 0 ? Float.POSITIVE_INFINITY : (float) options.threshold();
    this.layer = new DecisionLayer(classes, options.neurons(), threshold, weights);
  }

  @Override
  public boolean needsValidation() {
    return false;
  }

  @Override
  public int mostPasses() {
    return options.passes();
  }

  @Override
  public void run(Examples train, Examples validation, SavedState from, Passed passed) {
    RewardLearning learning =
        new RewardLearning(train.rows(), train.labels(), options.rates(), layer, context.seed());
    if (!from.isEmpty()) {
      learning.restore(from.part(LEARNING));
    }
    learning.run(
        options.passes(),
        () ->
            passed.passed(
                learning.passes(), () -> new SavedState().put(LEARNING, learning.state())));
    right = learning.right();
  }

  @Override
  public Classifier chosen() {
    return layer;
  }

  @Override
  public SavedState chosenState() {
    return new SavedState().put(CHOSEN, layer.state());
  }

  @Override
  public void restore(SavedState state) {
    layer.restore(state.part(CHOSEN));
  }

  @Override
  public Map<String, Double> tells() {
    return Map.of();
  }

  @Override
  public List<Series> series() {
    return right.length == 0
        ? List.of()
        : List.of(Series.counted("rewarded_by_pass", "fraction", "pass", right));
  }
}
