package dev.snn.training.layerwise;

import dev.snn.api.data.Dataset;
import dev.snn.api.layer.Layer;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Family;
import dev.snn.api.plugin.NotApplicableException;
import dev.snn.api.plugin.UserError;
import dev.snn.api.procedure.Epoch;
import dev.snn.api.procedure.Measure;
import dev.snn.api.procedure.Need;
import dev.snn.api.procedure.Procedure;
import dev.snn.api.procedure.Run;
import dev.snn.api.synapse.Plasticity;
import dev.snn.training.readout.SpikeRow;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Layers that learn by themselves ({@link Layer#localLearning}) learn without labels, one after the
 * other, each from what the trained layers before it make of the examples; then linear support
 * vector machines read the first spikes of the last layer.
 */
final class Layerwise implements Procedure {
  private static final Measure OPERATIONS = new Measure("operations", "operations", false);
  private static final Measure LEARNING = new Measure("learning_operations", "operations", false);

  private static final Measure CONNECTIVITY = new Measure("connectivity", "fraction", false);

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
    return List.of(OPERATIONS, LEARNING, CONNECTIVITY);
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
    if (config.svm().c().size() > 1 && data.validation().size() == 0) {
      throw new UserError(
          ("training.svm.c: the penalty is chosen on validation examples, and data set '%s' has none."
                  + " Set dataset.validation, or give one penalty.")
              .formatted(data.info().name()));
    }
    learning(run);
    new Requirements(config, rule(), layers).check();
  }

  private Plasticity rule() {
    return context.create(Family.SYNAPSE, "synapse", config.synapse(), 0);
  }

  private Learning learning(Run run) {
    return new Learning(config, run, rule());
  }

  @Override
  public Epoch evaluate(Run run, Set<String> splits) {
    throw new NotApplicableException(
        "layerwise fits its readout within the run and does not save it with the network; its scores"
            + " are in the record of the run");
  }

  @Override
  public void execute(Run run) {
    final long start = System.nanoTime();
    Learning learning = learning(run);
    run.saved().ifPresent(learning::restore);
    learning.run();
    SvmReadout readout = new SvmReadout(config, run);
    readout.fit();
    double trained = (System.nanoTime() - start) * 1e-9;
    Map<String, Map<String, Double>> scores = new LinkedHashMap<>();
    if (run.dataset().validation().size() > 0) {
      scores.put("validation", readout.score(run.dataset().validation(), false));
    }
    Map<String, Double> test = readout.score(run.dataset().test(), true);
    test.put("svm_c", readout.c());
    test.put(LEARNING.name(), learning.operations());
    test.put(CONNECTIVITY.name(), learning.connectivity());
    if (!Double.isNaN(readout.operations())) {
      test.put(OPERATIONS.name(), readout.operations());
    }
    scores.put("test", test);
    double[] spikes = readout.spikes();
    double evaluated = (System.nanoTime() - start) * 1e-9 - trained;
    run.report(
        new Epoch(
            1,
            Double.NaN,
            Map.of(),
            scores,
            spikes[spikes.length - 1],
            spikes,
            trained,
            evaluated));
  }
}
