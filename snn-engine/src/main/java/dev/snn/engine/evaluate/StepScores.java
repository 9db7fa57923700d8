package dev.snn.engine.evaluate;

import dev.snn.api.data.Samples;
import dev.snn.api.layer.Readout;
import dev.snn.api.learning.Network;
import dev.snn.api.metric.Metric;
import dev.snn.api.neuron.Pass;
import dev.snn.api.plugin.UserError;
import dev.snn.api.procedure.Run;
import dev.snn.api.procedure.Series;
import dev.snn.api.tensor.Spikes;
import dev.snn.api.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How soon a decision can be made: the accuracy when the decoder sees the readout's spikes of the
 * first t steps only, for each t. Nothing is measured of a readout without spikes, nor of a decoder
 * that decodes at every step.
 */
public final class StepScores {
  private static final String METRIC = "accuracy";
  private static final double SHARE = 0.9;

  private final Network network;
  private final Metric metric;
  private final List<Metric.Sum> sums = new ArrayList<>();
  private final List<List<Tensor>> drawn = new ArrayList<>();

  StepScores(Run run, Network network) {
    this.network = network;
    this.metric = run.metrics().get(METRIC);
  }

  /** Needs the accuracy. */
  public static void check(Run run) {
    if (run.byStep() && !run.metrics().containsKey(METRIC)) {
      throw new UserError(
          "evaluate.by_step needs the metric '%s', and the metrics are %s. Leave by_step out."
              .formatted(METRIC, run.metrics().keySet()));
    }
  }

  /** Decodes a draw of a batch. */
  void draw(Network.Forward forward, Pass pass) {
    Readout readout = forward.readout();
    if (!(readout.output() instanceof Spikes) || forward.decoded().prediction().steps() != 1) {
      return;
    }
    int steps = readout.output().steps();
    while (drawn.size() < steps) {
      drawn.add(new ArrayList<>());
      sums.add(metric.start());
    }
    for (int t = 1; t < steps; t++) {
      drawn.get(t - 1).add(network.decoder().decode(readout.until(t), pass).prediction());
    }
    drawn.get(steps - 1).add(forward.decoded().prediction());
  }

  /** Scores the draws of a batch. */
  void add(Samples samples) {
    for (int t = 0; t < drawn.size(); t++) {
      sums.get(t).add(Predictor.mean(drawn.get(t)), samples);
      drawn.get(t).clear();
    }
  }

  /** The accuracy after 1, 2, ... steps. */
  List<Series> series() {
    return sums.isEmpty()
        ? List.of()
        : List.of(Series.counted(METRIC + "_by_step", metric.unit(), "step", values()));
  }

  private double[] values() {
    return sums.stream().mapToDouble(Metric.Sum::value).toArray();
  }

  /** The first step after which the accuracy is at least 90 % of that after all steps. */
  OptionalDouble steps() {
    double[] values = values();
    for (int t = 0; t < values.length; t++) {
      if (values[t] >= SHARE * values[values.length - 1]) {
        return OptionalDouble.of(t + 1);
      }
    }
    return OptionalDouble.empty();
  }
}
