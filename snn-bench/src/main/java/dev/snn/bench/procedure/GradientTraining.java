package dev.snn.bench.procedure;

import dev.snn.api.learning.SavedState;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.procedure.Epoch;
import dev.snn.api.procedure.Procedure;
import dev.snn.api.procedure.Run;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Mini-batch gradient descent. The validation split decides about early stopping; the test split
 * decides nothing.
 */
final class GradientTraining implements Procedure {
  private static final Set<String> BOTH = Set.of(Evaluation.VALIDATION, Evaluation.TEST);

  private final GradientPlugin.Config config;
  private final BuildContext context;

  GradientTraining(GradientPlugin.Config config, BuildContext context) {
    this.config = config;
    this.context = context;
  }

  @Override
  public void check(Run run) {
    BestEpoch.check(run, config.earlyStopping());
    StepTargets.check(run);
    StepScores.check(run);
  }

  @Override
  public boolean isResumable() {
    return true;
  }

  @Override
  public void execute(Run run) {
    GradientStep step = new GradientStep(run.network(), config, context);
    TrainingEpoch training = new TrainingEpoch(run, step, config);
    Evaluation evaluation = new Evaluation(run, run.network(), config.batch());
    BestEpoch best = new BestEpoch(run, step.parameters(), config.earlyStopping());
    Supplier<SavedState> state = () -> state(step, training, best);
    run.saved().ifPresent(saved -> restore(saved, step, training, best));
    for (int number = run.epochs().size() + 1; number <= config.epochs(); number++) {
      long before = (number - 1L) * training.batches();
      Epoch trained = training.train(number, done -> run.reached(before + done, false, state));
      boolean evaluate = number % config.evaluateEvery() == 0 || number == config.epochs();
      boolean mayBeLast = number == config.epochs() || config.earlyStopping() > 0;
      Epoch epoch = evaluate ? evaluation.evaluate(trained, BOTH, mayBeLast) : trained;
      if (number == config.epochs() && config.gradientDraws() > 1) {
        epoch = withNoise(epoch, new GradientNoise(run, step));
      }
      run.report(epoch);
      boolean over = evaluate && best.isOver(epoch);
      if (over || number == config.epochs()) {
        break;
      }
      run.reached(before + training.batches(), true, state);
    }
    best.restoreParameters();
  }

  private static SavedState state(GradientStep step, TrainingEpoch training, BestEpoch best) {
    return new SavedState()
        .put("step", step.state())
        .put("epoch", training.state())
        .put("best", best.state());
  }

  private static void restore(
      SavedState saved, GradientStep step, TrainingEpoch training, BestEpoch best) {
    step.restore(saved.part("step"));
    training.restore(saved.part("epoch"));
    best.restore(saved.part("best"));
  }

  @Override
  public Epoch evaluate(Run run, Set<String> splits) {
    Epoch none = new Epoch(0, Double.NaN, Map.of(), Map.of(), Double.NaN, new double[0], 0, 0);
    return new Evaluation(run, run.network(), config.batch()).evaluate(none, splits, true);
  }

  /** What the first batch does, and how long batches take; see {@link Rehearsal}. */
  Rehearsal rehearse(Run run, double seconds) {
    GradientStep step = new GradientStep(run.network(), config, context);
    return new RehearsalOfGradients(run, config, step).rehearse(seconds);
  }

  private Epoch withNoise(Epoch epoch, GradientNoise measure) {
    GradientNoise.Noise noise = measure.measure(config.gradientDraws(), config.batch());
    Map<String, Map<String, Double>> scores = new LinkedHashMap<>(epoch.scores());
    Map<String, Double> test = new LinkedHashMap<>(scores.get("test"));
    test.put("gradient_variance", noise.variance());
    test.put("gradient_noise", noise.relative());
    scores.put("test", test);
    return new Epoch(
        epoch.number(),
        epoch.trainLoss(),
        epoch.trainTerms(),
        scores,
        epoch.readoutSpikes(),
        epoch.layerSpikes(),
        epoch.trainSeconds(),
        epoch.evaluateSeconds(),
        epoch.byStep(),
        epoch.efficiency());
  }
}
