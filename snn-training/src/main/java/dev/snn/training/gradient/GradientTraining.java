package dev.snn.training.gradient;

import dev.snn.api.data.Augmentation;
import dev.snn.api.data.AugmentedSplit;
import dev.snn.api.data.Batches;
import dev.snn.api.learning.GradientStep;
import dev.snn.api.learning.Network;
import dev.snn.api.learning.Node;
import dev.snn.api.learning.SavedState;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Family;
import dev.snn.api.plugin.NotApplicableException;
import dev.snn.api.plugin.Part;
import dev.snn.api.plugin.UserError;
import dev.snn.api.procedure.Epoch;
import dev.snn.api.procedure.Procedure;
import dev.snn.api.procedure.Run;
import dev.snn.api.procedure.Scoring;
import dev.snn.api.procedure.Series;
import dev.snn.api.procedure.Stepwise;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Mini-batch gradient descent. The validation split decides about early stopping; the test split
 * decides nothing.
 */
final class GradientTraining implements Procedure, Stepwise {
  private static final String PARAMETERS = "last_parameters";

  private final GradientPlugin.Config config;
  private final BuildContext context;

  GradientTraining(GradientPlugin.Config config, BuildContext context) {
    this.config = config;
    this.context = context;
  }

  @Override
  public void check(Run run) {
    requireGradients(run.network());
    BestEpoch.check(run, config.earlyStopping());
    StepTargets.check(run);
    checkRewiring(run);
    if (config.chooseSteps() > 0) {
      new ChosenSteps(config.chooseSteps()).check(run);
    }
    // What cannot be changed is told before anything is trained.
    List<Augmentation> augmentations = augmentations();
    for (int k = 0; k < augmentations.size(); k++) {
      try {
        augmentations.get(k).check(run.encoder());
      } catch (IllegalArgumentException e) {
        throw new UserError("training.augment[" + k + "]: " + e.getMessage(), e);
      }
    }
    new AugmentedSplit(run.dataset().train(), augmentations, 0).gather(new int[] {0});
  }

  private void checkRewiring(Run run) {
    GradientStep.Rewired rewired = rewired(run.network(), epochUpdates(run));
    if (rewired == null) {
      return;
    }
    try {
      rewired.rewiring().check(config.epochs(), rewired.epochUpdates());
    } catch (IllegalArgumentException e) {
      throw new UserError("training.rewiring: " + e.getMessage(), e);
    }
  }

  private static void requireGradients(Network network) {
    for (Node node : network.nodes()) {
      if (node instanceof Node.OfLayer of && !of.layer().capabilities().gradient()) {
        throw new NotApplicableException(
            "gradient training needs the gradient of every layer, and %s has none; use training: {procedure: layerwise}"
                .formatted(node.name()));
      }
    }
  }

  private List<Augmentation> augmentations() {
    List<Augmentation> all = new ArrayList<>();
    for (Part part : config.augment()) {
      all.add(context.create(Family.AUGMENTATION, "augment[" + all.size() + "]", part, 0));
    }
    return all;
  }

  @Override
  public boolean isResumable() {
    return true;
  }

  @Override
  public void execute(Run run) {
    GradientStep.Rewired rewired = rewired(run.network(), epochUpdates(run));
    GradientStep step = step(run.network(), rewired);
    TrainingEpoch training = new TrainingEpoch(run, step, config, augmentations());
    Scoring scoring = run.scoring(config.batch());
    BestEpoch best = new BestEpoch(run, step.parameters(), config.earlyStopping());
    run.saved().ifPresent(saved -> restore(saved, step, training, best));
    step.ready();
    Connectivity connectivity = rewired == null ? null : new Connectivity(rewired.weights());
    if (connectivity != null) {
      run.saved().ifPresent(saved -> connectivity.restore(saved.part("connectivity")));
    }
    Supplier<SavedState> state = () -> state(step, training, best, connectivity);
    for (int number = run.epochs().size() + 1; number <= config.epochs(); number++) {
      long before = (number - 1L) * training.batches();
      Epoch trained = training.train(number, done -> run.reached(before + done, false, state));
      boolean last = number == config.epochs();
      boolean evaluate = number % config.evaluateEvery() == 0 || last;
      boolean mayBeLast = last || config.earlyStopping() > 0;
      Epoch epoch = evaluate ? scoring.score(trained, Scoring.BOTH, mayBeLast) : trained;
      if (connectivity != null) {
        connectivity.look();
        epoch = connectivity.with(epoch);
      }
      SavedState open = state.get();
      if (last && (config.gradientDraws() > 1 || config.gradientNorms())) {
        // A learning rule may carry something from what is measured at the end, too.
        open = open.copy();
      }
      if (last && config.gradientDraws() > 1) {
        epoch = withNoise(epoch, new GradientNoise(run, step));
      }
      if (number == config.epochs()) {
        epoch = withExtras(epoch, run, step);
      }
      run.report(epoch);
      if (evaluate && best.isOver(epoch) || last) {
        end(run, open, best);
        if (rewired != null) {
          // The best parameters are those of other connections.
          rewired.weights().forEach(weight -> weight.connections().fit(weight.value()));
        }
        break;
      }
      training.next();
      run.reached(before + training.batches(), true, state);
    }
  }

  /**
   * Puts the best parameters back, and says what was there before the last epoch was evaluated: in
   * a longer training it might not have been, or not counted.
   */
  private static void end(Run run, SavedState open, BestEpoch best) {
    best.replaced().ifPresent(parameters -> open.put(PARAMETERS, parameters));
    best.restoreParameters();
    run.ended(() -> open);
  }

  private static SavedState state(
      GradientStep step, TrainingEpoch training, BestEpoch best, Connectivity connectivity) {
    SavedState state =
        new SavedState()
            .put("step", step.state())
            .put("epoch", training.state())
            .put("best", best.state());
    return connectivity == null ? state : state.put("connectivity", connectivity.state());
  }

  private static void restore(
      SavedState saved, GradientStep step, TrainingEpoch training, BestEpoch best) {
    step.restore(saved.part("step"));
    training.restore(saved.part("epoch"));
    best.restore(saved.part("best"));
    SavedState parameters = saved.part(PARAMETERS);
    if (!parameters.isEmpty()) {
      step.parameters().forEach(p -> parameters.copyTo(p.name(), p.value()));
    }
  }

  @Override
  public Epoch evaluate(Run run, Set<String> splits) {
    Epoch none = new Epoch(0, Double.NaN, Map.of(), Map.of(), Double.NaN, new double[0], 0, 0);
    return run.scoring(config.batch()).score(none, splits, true);
  }

  private int epochUpdates(Run run) {
    return Batches.inOrder(run.dataset().train().size(), config.batch()).count();
  }

  private GradientStep step(Network network, GradientStep.Rewired rewired) {
    return new GradientStep(
        network,
        context.create(Family.LEARNING_RULE, "learning_rule", config.learningRule(), 0),
        context.create(Family.OPTIMIZER, "optimizer", config.optimizer(), 0),
        config.clipNorm(),
        rewired);
  }

  private GradientStep.Rewired rewired(Network network, int epochUpdates) {
    return config.rewiring() == null
        ? null
        : new GradientStep.Rewired(
            context.create(Family.REWIRING, "rewiring", config.rewiring(), 0),
            Prunable.of(network, config.denseLayers()),
            epochUpdates);
  }

  @Override
  public int batch() {
    return config.batch();
  }

  @Override
  public int epochs() {
    return config.epochs();
  }

  @Override
  public int evaluations() {
    return (config.epochs() + config.evaluateEvery() - 1) / config.evaluateEvery();
  }

  @Override
  public Steps steps(Network network) {
    // No epoch ever ends.
    return new GradientSteps(step(network, rewired(network, Integer.MAX_VALUE)));
  }

  private Epoch withNoise(Epoch epoch, GradientNoise measure) {
    GradientNoise.Noise noise = measure.measure(config.gradientDraws(), config.batch());
    Map<String, Map<String, Double>> scores = new LinkedHashMap<>(epoch.scores());
    Map<String, Double> test = new LinkedHashMap<>(scores.get("test"));
    test.put("gradient_variance", noise.variance());
    test.put("gradient_noise", noise.relative());
    scores.put("test", test);
    return with(epoch, scores, epoch.series());
  }

  private Epoch withExtras(Epoch epoch, Run run, GradientStep step) {
    Map<String, Map<String, Double>> scores = new LinkedHashMap<>(epoch.scores());
    Map<String, Double> test = new LinkedHashMap<>(scores.getOrDefault("test", Map.of()));
    List<Series> series = new ArrayList<>(epoch.series());
    if (config.bests()) {
      test.putAll(Bests.of(run, epoch));
    }
    if (config.gradientNorms()) {
      GradientNorms norms = GradientNorms.measure(run, step, config.batch());
      series.add(norms.series());
      test.put("gradient_ratio", norms.ratio());
    }
    scores.put("test", test);
    return config.bests() || config.gradientNorms() ? with(epoch, scores, series) : epoch;
  }

  static Epoch with(Epoch epoch, Map<String, Map<String, Double>> scores, List<Series> series) {
    return new Epoch(
        epoch.number(),
        epoch.trainLoss(),
        epoch.trainTerms(),
        scores,
        epoch.readoutSpikes(),
        epoch.layerSpikes(),
        epoch.trainSeconds(),
        epoch.evaluateSeconds(),
        series,
        epoch.efficiency());
  }
}
