package dev.snn.losses.loss;

import dev.snn.api.data.Samples;
import dev.snn.api.layer.ReadoutGradient;
import dev.snn.api.loss.Loss;
import dev.snn.api.loss.LossPlugin;
import dev.snn.api.loss.Outcome;
import dev.snn.api.neuron.Pass;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Check;
import dev.snn.api.plugin.Doc;
import dev.snn.api.tensor.Tensor;
import dev.snn.losses.decoder.SoftFirstSpike;
import java.util.Map;

/**
 * {@code temporal}: squared error of the first-spike times of the readout and target times,
 *
 * <pre>
 *   L = 1/C sum_c ((tau_c - s_c) / T)^2        tau_c = sum_t prod_{s &lt;= t} (1 - p_{s,c})
 * </pre>
 *
 * <p>with the soft first-spike times of the decoder {@code first-spike}, in steps from 0; T is that
 * of a class that never spikes. s_c is {@code correct} for the class of the example and {@code
 * incorrect} for all others, or the target vector. A class closer to its target than {@code
 * tolerance} costs nothing. Whatever the decoder is, it looks at the readout's probabilities; a
 * deterministic neuron gives the primitive of its surrogate.
 */
public final class Temporal implements LossPlugin<Temporal.Config> {

  /** Options of {@code temporal}. */
  public record Config(
      @Doc("step of the first spike of the right class; -1 is the last step, -2 the one before")
          double correct,
      @Doc("step of the first spike of the other classes") double incorrect,
      @Doc("steps within which a first spike is as good as at its target") double tolerance) {
    /** Checks the values. */
    public Config {
      Check.finite("correct", correct);
      Check.finite("incorrect", incorrect);
      Check.notNegative("tolerance", tolerance);
    }
  }

  @Override
  public String name() {
    return "temporal";
  }

  @Override
  public Config defaults() {
    return new Config(0, -1, 0);
  }

  @Override
  public Loss create(Config config, BuildContext context) {
    int classes = context.outputs();
    within("correct", config.correct(), context.steps());
    within("incorrect", config.incorrect(), context.steps());
    return new Model(
        SoftFirstSpike.of(name() + " loss", context.inputSize(), classes), classes, config);
  }

  /** A soft time is between 0 and T, that of a class that never spikes. */
  private static void within(String option, double step, int steps) {
    if (step < -steps || step > steps) {
      throw new IllegalArgumentException(
          "%s must be a step of the %d that there are: 0 to %d, %d for never, or -%d to -1 from the end, got %s"
              .formatted(option, steps, steps - 1, steps, steps, step));
    }
  }

  @Override
  public String description() {
    return "squared error of soft first-spike times and target times";
  }

  @Override
  public String citation() {
    return "Bohte, Kok, La Poutre 2002, doi:10.1016/S0925-2312(01)00658-0 (error of spike times)";
  }

  private record Model(SoftFirstSpike soft, int classes, Config config) implements Loss {
    @Override
    public Value evaluate(Outcome outcome, Samples targets, Pass pass) {
      Tensor p = outcome.readout().probability();
      int batch = p.batch();
      float[][] times = new float[batch][classes];
      float[][] gradTimes = new float[batch][classes];
      float[] perExample = new float[batch];
      soft.times(p, times);
      double share = 1.0 / ((double) classes * p.steps() * p.steps());
      for (int b = 0; b < batch; b++) {
        double sum = 0;
        for (int c = 0; c < classes; c++) {
          double late = times[b][c] - target(targets, b, c, p.steps());
          if (!(Math.abs(late) < config.tolerance())) {
            sum += share * late * late;
            gradTimes[b][c] = (float) (2 * share * late / batch);
          }
        }
        perExample[b] = (float) sum;
      }
      Tensor grad = pass.arena().tensor(p.steps(), batch, p.size());
      soft.gradient(p, gradTimes, grad);
      return new Value(perExample, Map.of(), null, new ReadoutGradient(null, null, grad));
    }

    private double target(Samples targets, int b, int c, int steps) {
      float target = Labels.target(targets, b, c, classes);
      if (targets.targets() != null) {
        return target;
      }
      double step = target > 0 ? config.correct() : config.incorrect();
      return step < 0 ? steps + step : step;
    }
  }
}
