package dev.snn.training.layerwise;

import dev.snn.api.data.Dataset;
import dev.snn.api.data.Samples;
import dev.snn.api.layer.Layer;
import dev.snn.api.layer.Synapses;
import dev.snn.api.learning.SavedState;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.procedure.Run;
import dev.snn.api.tensor.Spikes;
import dev.snn.api.tensor.Tensor;
import dev.snn.training.readout.SpikeRow;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A readout of the first spikes of the last layer, and what it says of a split. */
final class SpikeReadout {
  private final LayerwisePlugin.Config config;
  private final Run run;
  private final Inputs inputs;
  private final List<Layer> layers;
  private final ReadoutFit fit;
  private final double[] spikes;
  private final int[][] costs;
  private final EarlyDecision early;
  private long counted;
  private double operations;

  SpikeReadout(LayerwisePlugin.Config config, BuildContext context, Run run) {
    this.config = config;
    this.run = run;
    this.inputs = new Inputs(run);
    this.layers = run.network().layers();
    this.fit = ReadoutFit.of(config, context, run);
    this.spikes = new double[layers.size()];
    this.costs = layers.stream().map(SpikeReadout::costs).toArray(int[][]::new);
    this.early = new EarlyDecision(run.encoder().steps(), costs, row -> fit.chosen().best(row));
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

  /** Numbers of the fit to be told beside the scores of the test split. */
  Map<String, Double> tells() {
    return fit.tells();
  }

  /**
   * Fits to the training split, and chooses on the validation split where there is a choice.
   *
   * @param from where it was interrupted; empty from the beginning
   */
  void fit(SavedState from, ReadoutFit.Passed passed) {
    Dataset data = run.dataset();
    ReadoutFit.Examples train = examples(data.train(), "train");
    ReadoutFit.Examples validation =
        fit.needsValidation()
            ? examples(data.validation(), "validation")
            : new ReadoutFit.Examples(new SpikeRow[0], new int[0]);
    fit.run(
        train,
        validation,
        from,
        (passes, state) -> {
          run.progress("readout", passes, fit.mostPasses(), Double.NaN);
          passed.passed(passes, state);
        });
    fit.series().forEach(run::series);
  }

  /** What it scores with. */
  SavedState state() {
    return fit.chosenState();
  }

  /** Scores as another one that was fitted. */
  void restore(SavedState state) {
    fit.restore(state);
  }

  private ReadoutFit.Examples examples(Dataset.Split split, String phase) {
    return new ReadoutFit.Examples(rows(split, phase), labels(split));
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
      early.add(through, samples.labels(), run.parallel());
    }
    float[][] scores = new float[last.batch()][];
    run.parallel()
        .forEach(scores.length, b -> scores[b] = fit.chosen().scores(SpikeRow.of(last, b)));
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

  /** What it says of the examples counted if inference stops early. */
  EarlyDecision early() {
    return early;
  }
}
