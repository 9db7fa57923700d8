package dev.snn.training.gradient;

import dev.snn.api.layer.Parameter;
import dev.snn.api.learning.SavedState;
import dev.snn.api.metric.Metric;
import dev.snn.api.plugin.UserError;
import dev.snn.api.procedure.Epoch;
import dev.snn.api.procedure.Run;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Early stopping on the first metric of the validation split; keeps the best parameters. */
final class BestEpoch {
  private final Run run;
  private final List<Parameter> parameters;
  private final int patience;
  private final String metric;
  private final boolean higher;
  private Epoch best;
  private Epoch last;
  private float[][][] values;
  private int waited;

  BestEpoch(Run run, List<Parameter> parameters, int patience) {
    this.run = run;
    this.parameters = parameters;
    this.patience = patience;
    Map.Entry<String, Metric> first = run.metrics().entrySet().iterator().next();
    this.metric = first.getKey();
    this.higher = first.getValue().higherIsBetter();
    check(run, patience);
  }

  /** Stopping needs a validation split. */
  static void check(Run run, int patience) {
    if (patience > 0 && run.dataset().validation().size() == 0) {
      throw new UserError(
          "training.early_stopping needs a validation split, and '%s' has none. Set"
                  .formatted(run.dataset().info().name())
              + " dataset.validation, or early_stopping to 0.");
    }
  }

  /** True where training should stop after this epoch. */
  boolean isOver(Epoch epoch) {
    if (patience == 0) {
      return false;
    }
    last = epoch;
    double score = score(epoch);
    if (best == null || (higher ? score > score(best) : score < score(best))) {
      best = epoch;
      values = copy();
      waited = 0;
      return false;
    }
    return ++waited >= patience;
  }

  /** The best parameters so far, the number of their epoch and the evaluations since. */
  SavedState state() {
    SavedState state = new SavedState();
    if (best != null) {
      state.put("epoch", best.number()).put("waited", waited);
      for (int k = 0; k < values.length; k++) {
        state.put(parameters.get(k).name(), values[k]);
      }
    }
    return state;
  }

  /** Goes on from a state; its epoch is one that the run has reported. */
  void restore(SavedState state) {
    if (state.isEmpty()) {
      return;
    }
    int number = (int) state.number("epoch");
    best = run.epochs().stream().filter(e -> e.number() == number).findFirst().orElseThrow();
    waited = (int) state.number("waited");
    values = copy();
    for (int k = 0; k < values.length; k++) {
      state.copyTo(parameters.get(k).name(), values[k]);
    }
  }

  /** The parameters that {@link #restoreParameters} replaces, if it does. */
  Optional<SavedState> replaced() {
    if (best == null || best == last) {
      return Optional.empty();
    }
    SavedState state = new SavedState();
    parameters.forEach(p -> state.put(p.name(), p.value()));
    return Optional.of(state.copy());
  }

  /** Puts the best parameters back and reports their epoch as the final one. */
  void restoreParameters() {
    if (best == null || best == last) {
      return;
    }
    for (int k = 0; k < values.length; k++) {
      float[][] rows = parameters.get(k).value();
      for (int r = 0; r < rows.length; r++) {
        System.arraycopy(values[k][r], 0, rows[r], 0, rows[r].length);
      }
    }
    run.report(best);
  }

  private double score(Epoch epoch) {
    return epoch.scores().get("validation").get(metric);
  }

  private float[][][] copy() {
    float[][][] copy = new float[parameters.size()][][];
    for (int k = 0; k < copy.length; k++) {
      float[][] rows = parameters.get(k).value();
      copy[k] = new float[rows.length][];
      for (int r = 0; r < rows.length; r++) {
        copy[k][r] = rows[r].clone();
      }
    }
    return copy;
  }
}
