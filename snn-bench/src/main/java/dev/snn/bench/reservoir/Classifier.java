package dev.snn.bench.reservoir;

import dev.snn.api.data.Dataset;
import dev.snn.api.data.Samples;
import dev.snn.api.metric.Metric;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.NotApplicableException;
import dev.snn.api.procedure.Epoch;
import dev.snn.api.procedure.Measure;
import dev.snn.api.procedure.Procedure;
import dev.snn.api.procedure.Run;
import dev.snn.api.tensor.Tensor;
import dev.snn.bench.UserError;
import dev.snn.bench.readout.LinearReadout;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Plasticity without labels, then a linear readout for classes. The features of an example are the
 * filtered states at the end of equal parts of it, from rest and with frozen weights. Reported
 * beside the metrics: spikes per neuron and example, and per second, on the test split.
 */
final class Classifier implements Procedure {
  private final ClassifierPlugin.Config config;
  private final BuildContext context;

  Classifier(ClassifierPlugin.Config config, BuildContext context) {
    this.config = config;
    this.context = context;
  }

  @Override
  public boolean needsNetwork() {
    return false;
  }

  @Override
  public List<Measure> measures() {
    return List.of(Spiking.PER_NEURON, Spiking.RATE);
  }

  @Override
  public void check(Run run) {
    if (run.encoder() == null) {
      throw new UserError(
          "'encoder' is missing. The procedure 'reservoir' drives its network with encoded examples.");
    }
    if (config.segments() > run.encoder().steps()) {
      throw new UserError(
          "training.segments: must not be above the %d steps of the encoder, got %d."
              .formatted(run.encoder().steps(), config.segments()));
    }
    Dataset data = run.dataset();
    if (data.train().gather(new int[] {0}).stepLabels() != null) {
      throw new UserError(
          "'%s' has a class for each step, and the procedure 'reservoir' finds one per example. Use the procedure 'gradient'."
              .formatted(data.info().name()));
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
    ExampleReservoir.Features train = reservoir.features(data.train(), "train");
    ExampleReservoir.Features validation = reservoir.features(data.validation(), "validation");
    ClassReadout readout =
        ClassReadout.fit(config, train.rows(), validation.rows(), data.info().classes(), run);
    run.parameters(readout.last().parameters());
    double trained = (System.nanoTime() - start) * 1e-9;
    ExampleReservoir.Features test = reservoir.features(data.test(), "test");
    Map<String, Map<String, Double>> scores = new LinkedHashMap<>();
    if (data.validation().size() > 0) {
      scores.put("validation", scores(run, data.validation(), validation, readout.onTrain()));
    }
    scores.put("test", scores(run, data.test(), test, readout.last()));
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

  private static Map<String, Double> scores(
      Run run, Dataset.Split split, ExampleReservoir.Features features, LinearReadout readout) {
    Samples samples = split.gather(IntStream.range(0, split.size()).toArray());
    float[][] rows = new float[split.size()][];
    for (int b = 0; b < rows.length; b++) {
      double[] scores = readout.apply(features.rows().x()[b]);
      rows[b] = new float[scores.length];
      for (int k = 0; k < scores.length; k++) {
        rows[b][k] = (float) scores[k];
      }
    }
    Tensor prediction = new Tensor(1, rows.length, run.dataset().info().classes(), rows);
    Map<String, Double> values = new LinkedHashMap<>();
    for (Map.Entry<String, Metric> metric : run.metrics().entrySet()) {
      Metric.Sum sum = metric.getValue().start();
      sum.add(prediction, samples);
      values.put(metric.getKey(), sum.value());
    }
    return values;
  }
}
