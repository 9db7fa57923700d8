package dev.snn.training.layerwise;

import dev.snn.api.layer.Capabilities;
import dev.snn.api.layer.Layer;
import dev.snn.api.layer.Parameter;
import dev.snn.api.plugin.UserError;
import dev.snn.api.synapse.Plasticity;
import java.util.List;

/** What the layers of a run must be for {@link Layerwise} to say something about them. */
record Requirements(LayerwisePlugin.Config config, Plasticity rule, List<Layer> layers) {

  void check() {
    int learners = 0;
    for (int k = 0; k < layers.size(); k++) {
      if (layers.get(k).localLearning().isPresent()) {
        Parameter weight = layers.get(k).localLearning().get().weight();
        bound(k, weight);
        share(k, learners++, weight);
      }
    }
    if (learners > 0) {
      threshold();
    } else {
      unused();
    }
    spikes();
  }

  /** Above w_max the mean of w (w_max - w) is negative, which would pass for convergence. */
  private void bound(int layer, Parameter weight) {
    float largest = 0;
    for (float[] row : weight.value()) {
      for (float w : row) {
        largest = Math.max(largest, w);
      }
    }
    if ((float) rule.wMax() < largest) {
      throw new UserError(
          ("training.synapse: w_max must not be below the largest weight of layers[%d], %s,"
                  + " got %s; raise it, or set smaller weights in the layer.")
              .formatted(layer, largest, rule.wMax()));
    }
  }

  private void share(int layer, int learner, Parameter weight) {
    PruneOptions prune = config.prune();
    if (prune.mode() == PruneOptions.Mode.RANDOM
        && prune.removed(learner, weight.count()) == weight.count()) {
      throw new UserError(
          "training.prune.%s: %s removes all %,d weights of layers[%d]; take a smaller share."
              .formatted(
                  prune.shares().isEmpty() ? "share" : "shares",
                  prune.share(learner),
                  weight.count(),
                  layer));
    }
  }

  private void threshold() {
    PruneOptions prune = config.prune();
    boolean used =
        prune.mode() == PruneOptions.Mode.LEARNING || prune.mode() == PruneOptions.Mode.AFTER;
    if (used && prune.end() >= rule.wMax()) {
      throw new UserError(
          "training.prune.end: must be below the largest weight there can be, w_max = %s, got %s."
              .formatted(rule.wMax(), prune.end()));
    }
  }

  private void unused() {
    boolean prune = config.prune().mode() != PruneOptions.Mode.NONE;
    if (prune || !config.synapse().equals(LayerwisePlugin.SYNAPSE)) {
      throw new UserError(
          ("training.%s: no layer of this network learns by itself; leave it out, or add a layer"
                  + " that does, such as conv-first-spike.")
              .formatted(prune ? "prune" : "synapse"));
    }
  }

  /** Layers that only pass on what they get say 'values' whatever that is. */
  private void spikes() {
    for (int k = layers.size() - 1; k >= 0; k--) {
      Layer layer = layers.get(k);
      Capabilities can = layer.capabilities();
      if (can.output() != Capabilities.Output.VALUES) {
        return;
      }
      if (can.membrane() || !layer.parameters().isEmpty()) {
        throw new UserError(
            "layers[%d]: layerwise reads first spikes, and this layer puts out values; end the network with a layer that spikes."
                .formatted(k));
      }
    }
  }
}
