package dev.snn.training.layerwise;

import dev.snn.api.data.Dataset;
import dev.snn.api.data.Samples;
import dev.snn.api.layer.Layer;
import dev.snn.api.layer.Synapses;
import dev.snn.api.procedure.Run;
import dev.snn.api.tensor.Spikes;
import dev.snn.api.tensor.Tensor;
import dev.snn.training.readout.LinearSvm;
import dev.snn.training.readout.SpikeRow;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Support vector machines on the first spikes of the last layer. */
final class SvmReadout {
  private final LayerwisePlugin.Config config;
  private final Run run;
  private final Inputs inputs;
  private final List<Layer> layers;
  private final float[] values;
  private final int size;
  private final double[] spikes;
  private final int[][] costs;
  private long counted;
  private double operations;
  private LinearSvm svm;
  private double c;

  SvmReadout(LayerwisePlugin.Config config, Run run) {
    this.config = config;
    this.run = run;
    this.inputs = new Inputs(run);
    this.layers = run.network().layers();
    this.size = layers.get(layers.size() - 1).outputSize();
    int steps = run.encoder().steps();
    this.values = new float[steps];
    for (int t = 0; t < steps; t++) {
      boolean latency = config.features() == LayerwisePlugin.Features.LATENCY;
      values[t] = latency ? (steps - t) / (float) steps : 1;
    }
    this.spikes = new double[layers.size()];
    this.costs = layers.stream().map(SvmReadout::costs).toArray(int[][]::new);
  }

  /** Weights that a spike of each input line adds; null where the layer does not say. */
  private static int[] costs(Layer layer) {
    if (layer.synapses().isEmpty()) {
      return null;
    }
    int[] costs = new int[layer.inputSize()];
    for (Synapses one : layer.synapses().get()) {
      if (one.source() != Synapses.Source.INPUT) {
        return null;
      }
      int[] lines =
          one.shared() == null ? perRow(one.weight().value()) : one.shared().perLine(false);
      Arrays.setAll(costs, n -> costs[n] + lines[n]);
    }
    return costs;
  }

  private static int[] perRow(float[][] weights) {
    int[] counts = new int[weights.length];
    for (int r = 0; r < counts.length; r++) {
      for (float w : weights[r]) {
        counts[r] += w != 0 ? 1 : 0;
      }
    }
    return counts;
  }

  /** The penalty chosen. */
  double c() {
    return c;
  }

  /** Fits to the training split, and chooses the penalty on the validation split. */
  void fit() {
    Dataset data = run.dataset();
    SpikeRow[] train = rows(data.train(), "train");
    int[] labels = labels(data.train());
    List<Double> penalties = config.svm().c();
    SpikeRow[] validation =
        penalties.size() == 1 ? new SpikeRow[0] : rows(data.validation(), "validation");
    int[] truth = labels(data.validation());
    int most = -1;
    for (double penalty : penalties) {
      LinearSvm.Stop stop = new LinearSvm.Stop(config.svm().passes(), config.svm().tolerance());
      LinearSvm one =
          LinearSvm.fit(
              train,
              labels,
              size,
              values,
              data.info().classes(),
              penalty,
              stop,
              run.seed().stream("svm/order"));
      int right =
          (int)
              IntStream.range(0, validation.length)
                  .filter(r -> best(one.scores(validation[r])) == truth[r])
                  .count();
      if (right > most) {
        most = right;
        svm = one;
        c = penalty;
      }
    }
  }

  private static int best(float[] scores) {
    int best = 0;
    for (int k = 1; k < scores.length; k++) {
      best = scores[k] > scores[best] ? k : best;
    }
    return best;
  }

  private static int[] labels(Dataset.Split split) {
    return IntStream.range(0, split.size()).map(split::label).toArray();
  }

  private SpikeRow[] rows(Dataset.Split split, String phase) {
    SpikeRow[] rows = new SpikeRow[split.size()];
    int[] done = new int[1];
    split.inBatches(
        config.batch(),
        samples -> {
          List<Spikes> through = inputs.through(samples, layers.size());
          Spikes last = through.get(layers.size());
          int from = done[0];
          run.parallel().forEach(last.batch(), b -> rows[from + b] = SpikeRow.of(last, b));
          done[0] += last.batch();
          run.progress(phase, done[0], rows.length, Double.NaN);
        });
    return rows;
  }

  /** The metrics on a split; counts spikes and operations of the test split. */
  Map<String, Double> score(Dataset.Split split, boolean count) {
    return run.score(split, config.batch(), samples -> predict(samples, count));
  }

  private Tensor predict(Samples samples, boolean count) {
    List<Spikes> through = inputs.through(samples, layers.size());
    Spikes last = through.get(layers.size());
    if (count) {
      count(through);
    }
    float[][] scores = new float[last.batch()][];
    run.parallel().forEach(scores.length, b -> scores[b] = svm.scores(SpikeRow.of(last, b)));
    return new Tensor(1, scores.length, run.dataset().info().classes(), scores);
  }

  private void count(List<Spikes> through) {
    counted += through.get(0).batch();
    for (int k = 0; k < layers.size(); k++) {
      spikes[k] += through.get(k + 1).total();
      Spikes input = through.get(k);
      int[] costs = this.costs[k];
      if (costs == null) {
        operations = Double.NaN;
        continue;
      }
      for (int e = 0; e < input.events(); e++) {
        operations += costs[input.raw().units()[e]];
      }
    }
  }

  /** Spikes of each layer per example counted. */
  double[] spikes() {
    return Arrays.stream(spikes).map(sum -> sum / counted).toArray();
  }

  /** Weights added per example counted; NaN where a layer does not say. */
  double operations() {
    return operations / counted;
  }
}
