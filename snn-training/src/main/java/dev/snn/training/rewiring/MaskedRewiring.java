package dev.snn.training.rewiring;

import dev.snn.api.layer.Parameter;
import dev.snn.api.learning.Optimizer;
import dev.snn.api.learning.Rewiring;
import dev.snn.api.learning.SavedState;
import dev.snn.api.parallel.Parallel;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.random.Stream;
import java.util.ArrayList;
import java.util.List;

/**
 * A rewiring that keeps nothing of the weights that do not exist: the optimiser sees a gradient of
 * 0 for them, and what it makes of that (momentum of the time when they existed) is taken back.
 */
abstract class MaskedRewiring implements Rewiring {
  private final BuildContext context;
  private List<Mask> masks;
  private WeightRows rows;
  private SavedState restored = new SavedState();
  private int epochUpdates;
  private long updates;

  MaskedRewiring(BuildContext context) {
    this.context = context;
  }

  /** Says which weights exist at the start; all of them otherwise. */
  void start() {}

  /** Goes on from what {@link #save} kept. */
  void resume(SavedState state) {}

  /** Keeps more than masks and the number of updates. */
  void save(SavedState state) {}

  /** Called before an update; may drop weights and let others grow. */
  void before() {}

  /** Called after the optimiser's step; may drop weights and let others grow. */
  void after(Optimizer optimizer, Parallel parallel) {}

  final List<Mask> masks() {
    return masks;
  }

  final List<Parameter> weights() {
    return masks.stream().map(Mask::weight).toList();
  }

  final WeightRows rows() {
    return rows;
  }

  /** Updates done. */
  final long updates() {
    return updates;
  }

  /** Updates of so many epochs. */
  final long updatesOf(double epochs) {
    return Math.round(epochs * epochUpdates);
  }

  /** True at the first update of an epoch but the first. */
  final boolean beginsEpoch() {
    return updates > 0 && updates % epochUpdates == 0;
  }

  /** A stream of random numbers for a purpose and a weight at this update. */
  final Stream random(String purpose, Mask mask) {
    String path = context.path() + "/" + purpose + "/" + mask.weight().name();
    return context.seed().stream(path + "/update-" + updates);
  }

  final String path() {
    return context.path();
  }

  @Override
  public final SavedState state() {
    if (masks == null) {
      return restored;
    }
    SavedState state = new SavedState().put("updates", updates);
    masks.forEach(mask -> mask.save(state));
    save(state);
    return state;
  }

  @Override
  public final void restore(SavedState state) {
    restored = state;
  }

  @Override
  public final void begin(List<Parameter> weights, int updatesInEpoch) {
    epochUpdates = updatesInEpoch;
    rows = new WeightRows(weights);
    masks = new ArrayList<>(weights.stream().map(Mask::new).toList());
    if (restored.isEmpty()) {
      start();
    } else {
      masks.forEach(mask -> mask.restore(restored));
      updates = (long) restored.number("updates");
      resume(restored);
    }
    wantGradients();
  }

  /** True where the gradients of absent weights are wanted at the next update. */
  boolean wantsGradientsOfAll() {
    return false;
  }

  private void wantGradients() {
    boolean all = wantsGradientsOfAll();
    masks.forEach(mask -> mask.weight().connections().wantGradientsOfAll(all));
  }

  /** Sets the gradients of weights to 0 that do not exist, as last published. */
  final void clearAbsentGradients() {
    masks.forEach(mask -> mask.weight().connections().clearAbsent(mask.weight().gradient()));
  }

  @Override
  public final void step(
      Optimizer optimizer, List<Parameter> parameters, double scale, Parallel parallel) {
    before();
    masks.forEach(Mask::publish);
    // Those of weights just taken away, too.
    clearAbsentGradients();
    optimizer.step(parameters, scale, parallel);
    rows.forEach(parallel, (k, r) -> masks.get(k).clearAbsent(r));
    updates++;
    after(optimizer, parallel);
    masks.forEach(Mask::publish);
    wantGradients();
  }
}
