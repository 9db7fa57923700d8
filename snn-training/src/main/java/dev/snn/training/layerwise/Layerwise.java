package dev.snn.training.layerwise;

import dev.snn.api.data.Dataset;
import dev.snn.api.layer.Layer;
import dev.snn.api.learning.SavedState;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Family;
import dev.snn.api.plugin.NotApplicableException;
import dev.snn.api.plugin.UserError;
import dev.snn.api.procedure.Epoch;
import dev.snn.api.procedure.Measure;
import dev.snn.api.procedure.Need;
import dev.snn.api.procedure.Procedure;
import dev.snn.api.procedure.Run;
import dev.snn.api.procedure.Scoring;
import dev.snn.api.procedure.Series;
import dev.snn.api.synapse.Plasticity;
import dev.snn.training.readout.SpikeRow;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Layers that learn by themselves ({@link Layer#localLearning}) learn without labels, one after the
 * other, each from what the trained layers before it make of the examples; then a readout is fitted
 * to the first spikes of the last layer.
 */
final class Layerwise implements Procedure {
  private static final Measure OPERATIONS = new Measure("operations", "operations", false);
  private static final Measure LEARNING = new Measure("learning_operations", "operations", false);

  private static final Measure CONNECTIVITY = new Measure("connectivity", "fraction", false);
  private static final Measure LEARNING_TIME = new Measure("learning_ms", "ms", false);
  private static final Measure INFERENCE_TIME = new Measure("inference_ms", "ms", false);

  private static final String LAYERS = "layers";
  private static final String READOUT = "readout";

  private final LayerwisePlugin.Config config;
  private final BuildContext context;

  Layerwise(LayerwisePlugin.Config config, BuildContext context) {
    this.config = config;
    this.context = context;
  }

  @Override
  public Set<Need> needs() {
    return Set.of(Need.DATASET, Need.ENCODER, Need.LAYERS);
  }

  @Override
  public boolean isResumable() {
    return true;
  }

  @Override
  public List<Measure> measures() {
    return Stream.concat(
            Stream.of(OPERATIONS, LEARNING, CONNECTIVITY, LEARNING_TIME, INFERENCE_TIME),
            EarlyDecision.MEASURES.stream())
        .toList();
  }

  @Override
  public void check(Run run) {
    Dataset data = run.dataset();
    if (data.info().classes() == 0) {
      throw new NotApplicableException(
          "layerwise needs a data set with classes; '%s' has none.".formatted(data.info().name()));
    }
    run.network().requireChain("layerwise");
    List<Layer> layers = run.network().layers();
    int size = layers.get(layers.size() - 1).outputSize();
    if (size > SpikeRow.LARGEST) {
      throw new UserError(
          "layers: layerwise reads at most %,d lines, and the last layer has %,d. End it with first-spike-pool."
              .formatted(SpikeRow.LARGEST, size));
    }
    boolean linear = config.readout() != LayerwisePlugin.Readout.R_STDP;
    if (linear && config.svm().c().size() > 1 && data.validation().size() == 0) {
      throw new UserError(
          ("training.svm.c: the penalty is chosen on validation examples, and data set '%s' has"
                  + " none. Set dataset.validation, or give one penalty.")
              .formatted(data.info().name()));
    }
    learning(run);
    new Requirements(config, rule(), layers).check();
    new ReadoutRequirements(config, size, data.info().classes()).check();
  }

  private Plasticity rule() {
    return context.create(Family.SYNAPSE, "synapse", config.synapse(), 0);
  }

  private Learning learning(Run run) {
    return new Learning(config, run, rule());
  }

  @Override
  public Epoch evaluate(Run run, Set<String> splits) {
    SavedState learned =
        run.learned()
            .orElseThrow(
                () ->
                    new NotApplicableException(
                        "layerwise: this checkpoint has no readout, as its run was interrupted;"
                            + " finish the run first"));
    Learning learning = learning(run);
    learning.restore(learned.part(LAYERS));
    SpikeReadout readout = new SpikeReadout(config, context, run);
    readout.restore(learned.part(READOUT));
    return epoch(run, learning, readout, splits, 0);
  }

  @Override
  public void execute(Run run) {
    final long start = System.nanoTime();
    SavedState saved = run.saved().orElseGet(SavedState::new);
    Learning learning = learning(run);
    if (!saved.isEmpty()) {
      learning.restore(saved);
    }
    learning.run();
    SpikeReadout readout = new SpikeReadout(config, context, run);
    int train = run.dataset().train().size();
    readout.fit(
        saved.part(READOUT),
        (passes, state) ->
            run.reached(
                learning.examples() + (long) passes * train,
                true,
                () -> learning.state().put(READOUT, state.get())));
    run.learned(new SavedState().put(LAYERS, learning.state()).put(READOUT, readout.state()));
    double trained = (System.nanoTime() - start) * 1e-9 - learning.warmUpSeconds();
    Epoch epoch = epoch(run, learning, readout, Scoring.BOTH, trained);
    learning.milliseconds().ifPresent(value -> run.processorTime(LEARNING_TIME.name(), value));
    run.processorTime(INFERENCE_TIME.name(), InferenceTime.milliseconds(run, config.batch()));
    run.report(epoch);
  }

  private static Epoch epoch(
      Run run, Learning learning, SpikeReadout readout, Set<String> splits, double trained) {
    final long start = System.nanoTime();
    Map<String, Map<String, Double>> scores = new LinkedHashMap<>();
    if (splits.contains(Scoring.VALIDATION) && run.dataset().validation().size() > 0) {
      scores.put(Scoring.VALIDATION, readout.score(run.dataset().validation(), false));
    }
    double[] spikes = {};
    List<Series> series = List.of();
    if (splits.contains(Scoring.TEST)) {
      scores.put(Scoring.TEST, test(run, learning, readout));
      spikes = readout.spikes();
      series = readout.early().series();
    }
    return new Epoch(
        1,
        Double.NaN,
        Map.of(),
        scores,
        spikes.length == 0 ? Double.NaN : spikes[spikes.length - 1],
        spikes,
        trained,
        (System.nanoTime() - start) * 1e-9,
        series,
        Map.of());
  }

  private static Map<String, Double> test(Run run, Learning learning, SpikeReadout readout) {
    Map<String, Double> test = readout.score(run.dataset().test(), true);
    test.putAll(readout.tells());
    test.put(LEARNING.name(), learning.operations());
    test.put(CONNECTIVITY.name(), learning.connectivity());
    if (!Double.isNaN(readout.operations())) {
      test.put(OPERATIONS.name(), readout.operations());
    }
    test.putAll(readout.early().atFirstSpike());
    return test;
  }
}
