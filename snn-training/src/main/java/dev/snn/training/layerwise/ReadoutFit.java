package dev.snn.training.layerwise;

import dev.snn.api.layer.Layer;
import dev.snn.api.learning.SavedState;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.procedure.Run;
import dev.snn.api.procedure.Series;
import dev.snn.training.readout.Classifier;
import dev.snn.training.readout.SpikeRow;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Fits a readout to rows of first spikes. It may be interrupted after each pass over them. */
interface ReadoutFit {

  /** The one that a configuration asks for. */
  static ReadoutFit of(LayerwisePlugin.Config config, BuildContext context, Run run) {
    List<Layer> layers = run.network().layers();
    int size = layers.get(layers.size() - 1).outputSize();
    int classes = run.dataset().info().classes();
    return config.readout() == LayerwisePlugin.Readout.R_STDP
        ? new RewardFit(config.reward(), context, size, classes)
        : new LinearFit(config, size, classes, run);
  }

  /** Rows with their classes. */
  record Examples(SpikeRow[] rows, int[] labels) {}

  /** Told after each pass over the rows, where a fit may be interrupted. */
  interface Passed {

    /**
     * A pass is over.
     *
     * @param passes so far
     * @param state what it goes on from
     */
    void passed(int passes, Supplier<SavedState> state);
  }

  /** True where rows of the validation split choose something. */
  boolean needsValidation();

  /** Passes at most. */
  int mostPasses();

  /**
   * Fits.
   *
   * @param validation no rows where none are needed
   * @param from where it was interrupted; empty from the beginning
   */
  void run(Examples train, Examples validation, SavedState from, Passed passed);

  /** What was fitted. */
  Classifier chosen();

  /** What it scores with. */
  SavedState chosenState();

  /** The same as another that was fitted. */
  void restore(SavedState state);

  /** Numbers to be told beside the scores of the test split. */
  Map<String, Double> tells();

  /** Curves of the fit; none where it was restored. */
  List<Series> series();
}
