package dev.snn.report.plot;

import dev.snn.api.data.Dataset;
import dev.snn.api.data.Samples;
import dev.snn.api.neuron.Pass;
import dev.snn.api.neuron.Spiking;
import dev.snn.api.plugin.UserError;
import dev.snn.api.procedure.Run;
import dev.snn.api.tensor.Arena;
import dev.snn.api.tensor.Spikes;

/**
 * Readout spikes of test examples, one point each, with the draws of an evaluation.
 *
 * @param points spike counts {@code [n][N]}, or whole windows {@code [n][T * N]}
 * @param labels class of each example; -1 where there is none
 * @param what a point is, in words
 */
record ReadoutPoints(double[][] points, int[] labels, String what) {
  static final int MOST = 1000;
  private static final int BATCH = 100;

  /**
   * Runs up to {@link #MOST} examples, spread evenly over the test split.
   *
   * @param window true for the whole window, false for counts
   */
  static ReadoutPoints of(String row, Run run, boolean window) {
    Dataset.Split test = run.dataset().test();
    int n = Math.min(MOST, test.size());
    double[][] points = new double[n][];
    int[] labels = new int[n];
    String what = "";
    for (int from = 0; from < n; from += BATCH) {
      int[] indices = new int[Math.min(BATCH, n - from)];
      for (int b = 0; b < indices.length; b++) {
        indices[b] = (int) ((long) (from + b) * test.size() / n);
        labels[from + b] = test.label(indices[b]);
      }
      Spikes spikes = spikes(row, run, test.gather(indices));
      what =
          window
              ? "window of %d neurons x %d steps".formatted(spikes.size(), spikes.steps())
              : "counts of %d neurons".formatted(spikes.size());
      collect(spikes, window, points, from);
    }
    return new ReadoutPoints(points, labels, what);
  }

  /** Readout spikes of examples; a readout without spikes is the user's error. */
  static Spikes spikes(String row, Run run, Samples samples) {
    Pass pass =
        new Pass(
            false,
            Spiking.HARD,
            run.parallel(),
            Arena.HEAP,
            run.seed().key("evaluate"),
            samples.ids(),
            0);
    if (run.network().forward(run.encoder().encode(samples, pass), pass).readout().output()
        instanceof Spikes spikes) {
      return spikes;
    }
    throw noSpikes(row);
  }

  static UserError noSpikes(String row) {
    return new UserError(
        "row '%s' has no spiking readout, so there are no spikes to draw. Choose a row with spiking layers."
            .formatted(row));
  }

  private static void collect(Spikes spikes, boolean window, double[][] points, int from) {
    int size = spikes.size();
    for (int b = 0; b < spikes.batch(); b++) {
      double[] point = new double[window ? spikes.steps() * size : size];
      for (int t = 0; t < spikes.steps(); t++) {
        int first = window ? t * size : 0;
        spikes.forEach(t, b, (unit, count) -> point[first + unit] += count);
      }
      points[from + b] = point;
    }
  }
}
