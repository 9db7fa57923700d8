package dev.snn.training.reservoir;

import dev.snn.api.data.Dataset;
import dev.snn.api.data.Samples;
import dev.snn.api.metric.Metric;
import dev.snn.api.procedure.Run;
import dev.snn.api.tensor.Tensor;
import dev.snn.training.readout.LinearReadout;
import dev.snn.training.readout.Moments;
import dev.snn.training.readout.Rows;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * One class per example. Its features are the filtered states at the end of equal parts of it,
 * {@code segments x N} of them.
 */
final class ExampleClasses implements Classes {
  private final ClassifierPlugin.Config config;
  private final ExampleReservoir reservoir;
  private final Run run;
  private final int classes;
  private final Map<Part, Features> known = new EnumMap<>(Part.class);

  ExampleClasses(ClassifierPlugin.Config config, ExampleReservoir reservoir, Run run) {
    this.config = config;
    this.reservoir = reservoir;
    this.run = run;
    this.classes = run.dataset().info().classes();
  }

  private record Features(Rows rows, double spikes) {}

  private Features features(Part part) {
    return known.computeIfAbsent(part, this::record);
  }

  private Features record(Part part) {
    Dataset.Split split = part.of(run.dataset());
    float[][] x = new float[split.size()][];
    int[] labels = IntStream.range(0, x.length).map(split::label).toArray();
    double spikes =
        reservoir.run(
            split,
            part.word(),
            run.encoder().steps() / config.segments(),
            (example, response) -> x[example] = joined(response.states()));
    return new Features(new Rows(x, labels), spikes);
  }

  private float[] joined(float[][] states) {
    int size = states[0].length;
    float[] out = new float[config.segments() * size];
    for (int s = 0; s < config.segments(); s++) {
      System.arraycopy(states[s], 0, out, s * size, size);
    }
    return out;
  }

  @Override
  public ClassReadout fit() {
    Rows train = features(Part.TRAIN).rows();
    Rows validation = features(Part.VALIDATION).rows();
    if (config.fit() == ClassifierPlugin.Kind.LOGISTIC) {
      return ClassReadout.logistic(
          config.readout().lambdas(), train, validation, classes, run.parallel());
    }
    double[] weights = weights(train);
    return ClassReadout.ridge(
        config.readout().lambdas(), moments(train, weights), moments(validation, weights));
  }

  private double[] weights(Rows train) {
    double[] weights = new double[classes];
    Arrays.fill(weights, 1);
    if (!config.balance()) {
      return weights;
    }
    long[] counts = new long[classes];
    for (int label : train.labels()) {
      counts[label]++;
    }
    return Classes.balanced(counts);
  }

  private Moments moments(Rows rows, double[] weights) {
    int features = config.segments() * reservoir.size();
    Moments moments = new Moments(features, classes, run.parallel());
    for (int r = 0; r < rows.x().length; r++) {
      double[] target = new double[classes];
      target[rows.labels()[r]] = 1;
      moments.add(rows.x()[r], target, weights[rows.labels()[r]]);
    }
    return moments;
  }

  @Override
  public Scored score(Part part, LinearReadout readout) {
    Features features = features(part);
    Dataset.Split split = part.of(run.dataset());
    Samples samples = split.gather(IntStream.range(0, split.size()).toArray());
    float[][] rows = new float[split.size()][];
    for (int b = 0; b < rows.length; b++) {
      rows[b] = StepClasses.floats(readout.apply(features.rows().x()[b]));
    }
    Map<String, Metric.Sum> sums = Classes.sums(run);
    Tensor prediction = new Tensor(1, rows.length, classes, rows);
    sums.values().forEach(sum -> sum.add(prediction, samples));
    return Scored.of(sums, features.spikes());
  }
}
