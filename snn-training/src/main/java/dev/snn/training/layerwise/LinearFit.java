package dev.snn.training.layerwise;

import dev.snn.api.learning.SavedState;
import dev.snn.api.procedure.Run;
import dev.snn.api.procedure.Series;
import dev.snn.api.random.Seed;
import dev.snn.training.readout.Classifier;
import dev.snn.training.readout.DualDescent;
import dev.snn.training.readout.DualLoss;
import dev.snn.training.readout.LinearClassifier;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Support vector machines or logistic regressions, fitted with each penalty; the one with the best
 * accuracy on other rows is chosen.
 */
final class LinearFit implements ReadoutFit {
  private static final String PENALTY = "penalty";
  private static final String MOST = "most";
  private static final String PASSES = "passes";
  private static final String C = "c";
  private static final String CHOSEN = "chosen";
  private static final String DESCENT = "descent";

  private final LayerwisePlugin.Config config;
  private final Supplier<LinearClassifier> empty;
  private final Seed seed;
  private LinearClassifier chosen;
  private double c = Double.NaN;
  private int most = -1;
  private int penalty;
  private int passes;

  /** Nothing fitted yet. */
  LinearFit(LayerwisePlugin.Config config, int size, int classes, Run run) {
    float[] values = values(config.features(), run.encoder().steps());
    this.config = config;
    this.empty = () -> new LinearClassifier(size, classes, values);
    this.seed = run.seed();
  }

  /** Of a line by the step of its first spike. */
  private static float[] values(LayerwisePlugin.Features features, int steps) {
    float[] values = new float[steps];
    for (int t = 0; t < steps; t++) {
      boolean latency = features == LayerwisePlugin.Features.LATENCY;
      values[t] = latency ? (steps - t) / (float) steps : 1;
    }
    return values;
  }

  @Override
  public boolean needsValidation() {
    return config.svm().c().size() > 1;
  }

  @Override
  public int mostPasses() {
    return config.svm().passes() * config.svm().c().size();
  }

  @Override
  public void run(Examples train, Examples validation, SavedState from, Passed passed) {
    boolean begun = !from.isEmpty();
    if (begun) {
      penalty = (int) from.number(PENALTY);
      most = (int) from.number(MOST);
      passes = (int) from.number(PASSES);
      if (most >= 0) {
        restore(from);
      }
    }
    while (penalty < config.svm().c().size()) {
      LinearClassifier fitted = empty.get();
      DualDescent descent =
          new DualDescent(train.rows(), train.labels(), loss(), fitted, seed.stream("svm/order"));
      if (begun) {
        descent.restore(from.part(DESCENT));
        begun = false;
      }
      descent.run(
          new DualDescent.Stop(config.svm().passes(), config.svm().tolerance()),
          () -> passed.passed(++passes, () -> state(descent)));
      choose(fitted, validation);
      penalty++;
    }
  }

  private DualLoss loss() {
    double one = config.svm().c().get(penalty);
    return config.readout() == LayerwisePlugin.Readout.LOGISTIC
        ? DualLoss.logistic(one)
        : DualLoss.squaredHinge(one);
  }

  private void choose(LinearClassifier fitted, Examples validation) {
    int right =
        (int)
            IntStream.range(0, validation.rows().length)
                .filter(r -> fitted.best(validation.rows()[r]) == validation.labels()[r])
                .count();
    if (right > most) {
      most = right;
      chosen = fitted;
      c = config.svm().c().get(penalty);
    }
  }

  private SavedState state(DualDescent descent) {
    return (chosen == null ? new SavedState() : chosenState())
        .put(PENALTY, penalty)
        .put(MOST, most)
        .put(PASSES, passes)
        .put(DESCENT, descent.state());
  }

  /** The readout chosen, and its penalty. */
  @Override
  public SavedState chosenState() {
    return new SavedState().put(C, c).put(CHOSEN, chosen.state());
  }

  @Override
  public void restore(SavedState state) {
    c = state.number(C);
    chosen = empty.get();
    chosen.restore(state.part(CHOSEN));
  }

  @Override
  public Classifier chosen() {
    return chosen;
  }

  /** The penalty. */
  @Override
  public Map<String, Double> tells() {
    return Map.of("svm_c", c);
  }

  @Override
  public List<Series> series() {
    return List.of();
  }
}
