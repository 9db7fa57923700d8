package dev.snn.training.gradient;

import dev.snn.api.data.Samples;
import dev.snn.api.layer.Parameter;
import dev.snn.api.learning.GradientStep;
import dev.snn.api.neuron.Pass;
import dev.snn.api.neuron.Spiking;
import dev.snn.api.procedure.Run;
import dev.snn.api.tensor.Arena;
import dev.snn.api.tensor.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How noisy a learning rule's estimates are: the gradient of the layers on one batch, estimated
 * with new draws of the spikes each time.
 *
 * <pre>
 *   gradient_variance = sum_j Var[g_j]          gradient_noise = gradient_variance / |mean g|^2
 * </pre>
 */
final class GradientNoise {
  private final Run run;
  private final GradientStep step;

  GradientNoise(Run run, GradientStep step) {
    this.run = run;
    this.step = step;
  }

  /** The variance, and its ratio to the squared length of the mean gradient. */
  record Noise(double variance, double relative) {}

  /**
   * Measures; changes no weight.
   *
   * @param draws at least 2
   * @param batch most examples
   */
  Noise measure(int draws, int batch) {
    List<Parameter> parameters = new ArrayList<>(step.parameters());
    parameters.removeIf(p -> !p.name().startsWith("layers["));
    long values = parameters.stream().mapToLong(Parameter::count).sum();
    double[] mean = new double[Math.toIntExact(values)];
    double[] squares = new double[mean.length];
    step.ready();
    FixedValues fixed = new FixedValues(step.parameters());
    int size = Math.min(batch, run.dataset().train().size());
    Samples samples = run.dataset().train().gather(IntStream.range(0, size).toArray());
    // The input is the same each time: its own noise is none of the rule's.
    long inputKey = run.seed().key("noise");
    Pass encode =
        new Pass(true, Spiking.HARD, run.parallel(), Arena.HEAP, inputKey, samples.ids(), 0);
    Signal input = run.encoder().encode(samples, encode);
    for (int k = 0; k < draws; k++) {
      long key = run.seed().key("noise/draw-" + k);
      step.clear();
      step.accumulate(input, samples, step.begin(run.parallel(), key, samples.ids()));
      add(parameters, mean, squares, k);
    }
    step.clear();
    fixed.putBack();
    double variance = 0;
    double length = 0;
    for (int j = 0; j < mean.length; j++) {
      variance += squares[j] / (draws - 1);
      length += mean[j] * mean[j];
    }
    return new Noise(variance, variance / length);
  }

  /** Welford's update of mean and sum of squared deviations with observation k. */
  private static void add(List<Parameter> parameters, double[] mean, double[] squares, int k) {
    int j = 0;
    for (Parameter p : parameters) {
      for (float[] row : p.gradient()) {
        for (float g : row) {
          double d = g - mean[j];
          mean[j] += d / (k + 1);
          squares[j] += d * (g - mean[j]);
          j++;
        }
      }
    }
  }
}
