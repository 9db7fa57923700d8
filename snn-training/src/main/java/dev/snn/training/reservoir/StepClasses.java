package dev.snn.training.reservoir;

import dev.snn.api.data.Dataset;
import dev.snn.api.data.Samples;
import dev.snn.api.metric.Metric;
import dev.snn.api.plugin.UserError;
import dev.snn.api.procedure.Run;
import dev.snn.api.tensor.Tensor;
import dev.snn.training.readout.LinearReadout;
import dev.snn.training.readout.Moments;
import java.util.Arrays;
import java.util.Map;

/**
 * A class for each step. Its features are the N filtered states after it; steps without a class are
 * left out. States are never kept for more than a few examples.
 */
final class StepClasses implements Classes {
  private final ClassifierPlugin.Config config;
  private final ExampleReservoir reservoir;
  private final Run run;
  private final int classes;

  StepClasses(ClassifierPlugin.Config config, ExampleReservoir reservoir, Run run) {
    this.config = config;
    this.reservoir = reservoir;
    this.run = run;
    this.classes = run.dataset().info().classes();
  }

  /** True where a data set has classes of steps. */
  static boolean has(Dataset data) {
    return labels(data.train(), 0) != null;
  }

  private static int[] labels(Dataset.Split split, int example) {
    int[][] labels = split.gather(new int[] {example}).stepLabels();
    return labels == null ? null : labels[0];
  }

  static void check(ClassifierPlugin.Config config, Run run) {
    String name = run.dataset().info().name();
    int labelled = labels(run.dataset().train(), 0).length;
    if (labelled != run.encoder().steps()) {
      throw new UserError(
          "'%s' has a class for each of %d steps, but the encoder makes %d. Give dataset and encoder the same 'steps'."
              .formatted(name, labelled, run.encoder().steps()));
    }
    if (config.every() > labelled) {
      throw new UserError(
          "training.every: must not be above the %d steps of an example, got %d."
              .formatted(labelled, config.every()));
    }
    if (config.fit() != ClassifierPlugin.Kind.RIDGE) {
      throw new UserError(
          "'%s' has a class for each step, which the procedure 'reservoir' reads with 'fit: ridge' only. Set training.fit to ridge."
              .formatted(name));
    }
  }

  @Override
  public ClassReadout fit() {
    double[] weights = new double[classes];
    Arrays.fill(weights, 1);
    if (config.balance()) {
      weights = Classes.balanced(counts());
    }
    Moments train = moments(Part.TRAIN, weights);
    return ClassReadout.ridge(config.readout().lambdas(), train, moments(Part.VALIDATION, weights));
  }

  /** Steps of each class that the readout is fitted to, in the training part. */
  private long[] counts() {
    long[] counts = new long[classes];
    Dataset.Split train = run.dataset().train();
    for (int b = 0; b < train.size(); b++) {
      int[] labels = labels(train, b);
      for (int t = config.every() - 1; t < labels.length; t += config.every()) {
        if (labels[t] >= 0) {
          counts[labels[t]]++;
        }
      }
    }
    return counts;
  }

  private Moments moments(Part part, double[] weights) {
    Dataset.Split split = part.of(run.dataset());
    Moments moments = new Moments(reservoir.size(), classes, run.parallel());
    reservoir.run(
        split,
        part.word(),
        config.every(),
        (example, response) -> {
          int[] labels = labels(split, example);
          for (int k = 0; k < response.states().length; k++) {
            int label = labels[(k + 1) * config.every() - 1];
            if (label >= 0) {
              double[] target = new double[classes];
              target[label] = 1;
              moments.add(response.states()[k], target, weights[label]);
            }
          }
        });
    return moments;
  }

  @Override
  public Scored score(Part part, LinearReadout readout) {
    Dataset.Split split = part.of(run.dataset());
    Map<String, Metric.Sum> sums = Classes.sums(run);
    double spikes =
        reservoir.run(
            split,
            part.word(),
            1,
            (example, response) -> {
              Samples samples = split.gather(new int[] {example});
              float[][] rows = new float[response.states().length][];
              for (int t = 0; t < rows.length; t++) {
                rows[t] = floats(readout.apply(response.states()[t]));
              }
              Tensor prediction = new Tensor(rows.length, 1, classes, rows);
              sums.values().forEach(sum -> sum.add(prediction, samples));
            });
    return Scored.of(sums, spikes);
  }

  static float[] floats(double[] values) {
    float[] out = new float[values.length];
    for (int k = 0; k < out.length; k++) {
      out[k] = (float) values[k];
    }
    return out;
  }
}
