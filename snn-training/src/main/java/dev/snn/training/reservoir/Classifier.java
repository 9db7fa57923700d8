package dev.snn.training.reservoir;

import dev.snn.api.data.Dataset;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.NotApplicableException;
import dev.snn.api.plugin.UserError;
import dev.snn.api.procedure.Epoch;
import dev.snn.api.procedure.Measure;
import dev.snn.api.procedure.Need;
import dev.snn.api.procedure.Procedure;
import dev.snn.api.procedure.Run;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Plasticity without labels, then a linear readout for classes, of examples from rest and with
 * frozen weights: for one class per example {@link ExampleClasses}, for a class per step {@link
 * StepClasses}. Reported beside the metrics: spikes per neuron and example, and per second, on the
 * test split.
 */
final class Classifier implements Procedure {
  private final ClassifierPlugin.Config config;
  private final BuildContext context;

  Classifier(ClassifierPlugin.Config config, BuildContext context) {
    this.config = config;
    this.context = context;
  }

  @Override
  public Set<Need> needs() {
    return Set.of(Need.DATASET, Need.ENCODER);
  }

  @Override
  public List<Measure> measures() {
    return List.of(Spiking.PER_NEURON, Spiking.RATE);
  }

  @Override
  public void check(Run run) {
    Dataset data = run.dataset();
    if (StepClasses.has(data)) {
      StepClasses.check(config, run);
    } else if (config.segments() > run.encoder().steps()) {
      throw new UserError(
          "training.segments: must not be above the %d steps of the encoder, got %d."
              .formatted(run.encoder().steps(), config.segments()));
    }
    if (config.readout().lambdas().size() > 1 && data.validation().size() == 0) {
      throw new UserError(
          ("training.readout.lambdas: the penalty is chosen on validation examples, and data set"
                  + " '%s' has none. Set dataset.validation, or give one penalty.")
              .formatted(data.info().name()));
    }
    new ExampleReservoir(config, context, run);
  }

  @Override
  public void execute(Run run) {
    if (run.dataset().info().classes() == 0) {
      throw new NotApplicableException(
          "reservoir needs a data set with classes; '"
              + run.dataset().info().name()
              + "' has none.");
    }
    final long start = System.nanoTime();
    ExampleReservoir reservoir = new ExampleReservoir(config, context, run);
    reservoir.prepare();
    Dataset data = run.dataset();
    Classes classes =
        StepClasses.has(data)
            ? new StepClasses(config, reservoir, run)
            : new ExampleClasses(config, reservoir, run);
    ClassReadout readout = classes.fit();
    run.parameters(readout.last().parameters());
    double trained = (System.nanoTime() - start) * 1e-9;
    Map<String, Map<String, Double>> scores = new LinkedHashMap<>();
    if (data.validation().size() > 0) {
      scores.put("validation", classes.score(Classes.Part.VALIDATION, readout.onTrain()).metrics());
    }
    run.raster(() -> reservoir.spikes(data.test(), 0));
    Classes.Scored test = classes.score(Classes.Part.TEST, readout.last());
    scores.put("test", test.metrics());
    double perExample = test.spikes() / data.test().size();
    if (!Double.isNaN(perExample)) {
      double perNeuron = perExample / reservoir.size();
      Spiking.put(scores.get("test"), perNeuron, perNeuron / reservoir.seconds());
    }
    scores.get("test").put("bias", reservoir.bias());
    scores.get("test").put("lambda", readout.lambda());
    double evaluated = (System.nanoTime() - start) * 1e-9 - trained;
    run.report(
        new Epoch(1, Double.NaN, Map.of(), scores, perExample, new double[0], trained, evaluated));
  }
}
