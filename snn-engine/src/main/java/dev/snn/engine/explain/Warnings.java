package dev.snn.engine.explain;

import dev.snn.engine.error.Shown;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a rehearsal says against a configuration. Each sentence states what was measured. */
final class Warnings {
  private static final int PERCENT = 100;

  private final Rehearsal rehearsal;
  private final List<String> found = new ArrayList<>();

  private Warnings(Rehearsal rehearsal) {
    this.rehearsal = rehearsal;
  }

  /**
   * The warnings.
   *
   * @param shuffleTime true where the run also scores trains shuffled in time
   * @param hasLoss false where nothing is minimised
   */
  static List<String> of(Rehearsal rehearsal, boolean shuffleTime, boolean hasLoss) {
    Warnings warnings = new Warnings(rehearsal);
    for (int k = 0; k < rehearsal.layers().size(); k++) {
      warnings.layer("layers[" + k + "]", rehearsal.layers().get(k));
    }
    warnings.scores(shuffleTime);
    if (hasLoss) {
      warnings.loss();
    }
    warnings.gradients();
    return warnings.found;
  }

  private void layer(String place, Rehearsal.Activity layer) {
    if (layer.density() == 0) {
      found.add(
          text(
              "%s is silent: none of its %s spikes in a batch of %s; its largest membrane is %.3g",
              place,
              Shown.count(layer.neurons(), "neuron"),
              Shown.count(rehearsal.batch(), "example"),
              layer.largestMembrane()));
    } else if (layer.isSilent()) {
      found.add(
          text(
              "%s is nearly silent: %d of its %s never spike in a batch of %s",
              place,
              layer.silent(),
              Shown.count(layer.neurons(), "neuron"),
              Shown.count(rehearsal.batch(), "example")));
    } else if (layer.isSaturated()) {
      found.add(
          text(
              "%s is saturated: its neurons spike at %.0f %% of all steps",
              place, layer.density() * PERCENT));
    }
  }

  private void scores(boolean shuffleTime) {
    if (rehearsal.sameScores()) {
      found.add(
          text("the decoder gives all %d examples of a batch the same scores", rehearsal.batch()));
    }
    if (rehearsal.ignoresTime() && rehearsal.lossNeedsTime()) {
      found.add(
          "the loss depends on when the readout fires, the decoder only on how often: what is"
              + " trained is not what is scored");
    }
    if (rehearsal.ignoresTime() && shuffleTime) {
      found.add(
          "the decoder ignores when spikes come: evaluate.shuffle_time will show no difference");
    }
    found.addAll(rehearsal.remarks());
  }

  private void loss() {
    double loss = rehearsal.loss();
    if (!Double.isFinite(loss)) {
      found.add(
          "the loss is " + (Double.isNaN(loss) ? "NaN" : "infinite") + " at the initial weights");
    }
    Double distortion = rehearsal.terms().get("distortion");
    if (distortion != null && loss - distortion > distortion) {
      found.add(
          text(
              "the rate term is %.3g of a loss of %.3g at the initial weights and outweighs the"
                  + " distortion; a smaller beta makes the prediction count",
              loss - distortion, loss));
    }
  }

  private void gradients() {
    if (!rehearsal.withoutGradient().isEmpty()) {
      found.add(
          "no gradient reaches "
              + String.join(", ", rehearsal.withoutGradient())
              + ": it is zero for every weight after the first batch");
    }
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
