package dev.snn.bench.speed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.api.layer.Layer;
import dev.snn.api.layer.Parameter;
import dev.snn.api.neuron.Pass;
import dev.snn.api.plugin.Family;
import dev.snn.api.tensor.Shape;
import dev.snn.api.tensor.Signal;
import dev.snn.api.tensor.Spikes;
import dev.snn.engine.config.Context;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes layers of first spikes some of whose weights exist, drawn at random. A layer with a {@code
 * threshold} gets the one at which as many of its neurons spike as with all weights, or as nearly
 * as many as halving finds; from the first layer on, each with the input it then has.
 */
final class FirstSpikeLayers {
  private static final int HALVINGS = 16;
  private static final String THRESHOLD = "threshold";

  private final Context context;
  private final JsonNode parts;
  private final Spikes input;
  private final List<Made> whole;

  /**
   * A layer.
   *
   * @param threshold NaN where it has none
   * @param spikes per example
   */
  record Made(Layer layer, double threshold, double spikes) {}

  /**
   * A maker.
   *
   * @param context where layers are made, with the shape of their input
   * @param parts options of each layer
   * @param input on which spikes are counted
   */
  FirstSpikeLayers(Context context, JsonNode parts, Spikes input) {
    this.context = context;
    this.parts = parts;
    this.input = input;
    this.whole = make(1);
  }

  /** Layers with this share of their weights. */
  List<Made> make(double connectivity) {
    if (connectivity == 1 && whole != null) {
      return whole;
    }
    List<Made> all = new ArrayList<>();
    Signal signal = input;
    Shape shape = context.inputShape();
    for (int k = 0; k < parts.size(); k++) {
      double threshold = parts.get(k).path(THRESHOLD).asDouble(Double.NaN);
      Made made = make(k, shape, connectivity, threshold, signal);
      if (connectivity < 1 && !Double.isNaN(threshold)) {
        made = halved(k, shape, connectivity, threshold, signal);
      }
      all.add(made);
      shape = made.layer().outputShape();
      signal = output(made.layer(), signal);
    }
    return all;
  }

  /** Spikes fall as the threshold rises. */
  private Made halved(int k, Shape shape, double connectivity, double most, Signal signal) {
    double wanted = whole.get(k).spikes();
    double low = 0;
    double high = most;
    Made nearest = make(k, shape, connectivity, most, signal);
    for (int n = 0; n < HALVINGS && nearest.spikes() != wanted; n++) {
      Made middle = make(k, shape, connectivity, (low + high) / 2, signal);
      if (middle.spikes() < wanted) {
        high = middle.threshold();
      } else {
        low = middle.threshold();
      }
      double error = Math.abs(middle.spikes() - wanted);
      nearest = error < Math.abs(nearest.spikes() - wanted) ? middle : nearest;
    }
    return nearest;
  }

  private Made make(int k, Shape shape, double connectivity, double threshold, Signal signal) {
    ObjectNode options = parts.get(k).deepCopy();
    if (!Double.isNaN(threshold)) {
      options.put(THRESHOLD, threshold);
    }
    String place = "layers[" + k + "]";
    Layer layer =
        context
            .at(place, shape)
            .make(context.resolver().resolve(Family.LAYER, options, null, place, "type"));
    for (Parameter weight : layer.parameters()) {
      if (connectivity < 1) {
        long key = Workload.SEED.key("speed/mask-" + k + "-" + weight.name());
        Mask.apply(weight, connectivity, 1, key);
      }
    }
    Spikes spikes = output(layer, signal);
    return new Made(layer, threshold, spikes.total() / spikes.batch());
  }

  /** What a layer makes of a signal. */
  static Spikes output(Layer layer, Signal signal) {
    Pass pass = Pass.hard().forEvaluation();
    return (Spikes)
        layer.forward(signal, layer.initialState(signal.batch()), pass).readout().output();
  }
}
