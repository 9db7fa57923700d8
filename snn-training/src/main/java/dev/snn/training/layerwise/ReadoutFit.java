package dev.snn.training.layerwise;

import dev.snn.api.learning.SavedState;
import dev.snn.api.random.Seed;
import dev.snn.training.readout.DualDescent;
import dev.snn.training.readout.DualLoss;
import dev.snn.training.readout.LinearClassifier;
import dev.snn.training.readout.SpikeRow;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Fits a readout with each penalty, and chooses the one with the best accuracy on other rows. */
final class ReadoutFit {
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

  /**
   * Nothing fitted yet.
   *
   * @param empty makes one with weights of 0
   */
  ReadoutFit(LayerwisePlugin.Config config, Supplier<LinearClassifier> empty, Seed seed) {
    this.config = config;
    this.empty = empty;
    this.seed = seed;
  }

  /** Rows with their classes. */
  record Examples(SpikeRow[] rows, int[] labels) {}

  /** Told after each pass over the rows, where a fit may be interrupted. */
  interface Passed {

    /**
     * A pass is over.
     *
     * @param passes so far, with all penalties
     * @param state what it goes on from
     */
    void passed(int passes, Supplier<SavedState> state);
  }

  /**
   * Fits.
   *
   * @param validation no rows where there is one penalty
   * @param from where it was interrupted; empty from the beginning
   */
  void run(Examples train, Examples validation, SavedState from, Passed passed) {
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
  SavedState chosenState() {
    return new SavedState().put(C, c).put(CHOSEN, chosen.state());
  }

  /** The same as another that was fitted. */
  void restore(SavedState state) {
    c = state.number(C);
    chosen = empty.get();
    chosen.restore(state.part(CHOSEN));
  }

  /** The readout chosen. */
  LinearClassifier chosen() {
    return chosen;
  }

  /** Its penalty. */
  double c() {
    return c;
  }
}
