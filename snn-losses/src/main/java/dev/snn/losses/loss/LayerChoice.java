package dev.snn.losses.loss;

import dev.snn.api.layer.Readout;
import dev.snn.api.loss.Outcome;
import dev.snn.api.plugin.NotApplicableException;
import dev.snn.api.plugin.UserError;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Layers that a loss is about.
 *
 * @param who is about them, for messages
 * @param names {@code hidden} and {@code all} for layers of neurons that spike, without and with
 *     the last one, {@code readout}, or numbers as in {@code layers[2]}
 */
record LayerChoice(String who, List<String> names) {

  LayerChoice {
    if (names.isEmpty()) {
      throw new IllegalArgumentException("layers: name at least one, such as hidden");
    }
    for (String name : names) {
      if (!name.matches("hidden|all|readout|\\d{1,6}")) {
        throw new IllegalArgumentException(
            "layers: '%s' is none of hidden, all, readout, or a number as in layers[2]"
                .formatted(name));
      }
    }
    names = List.copyOf(names);
  }

  /** The layers of a network, each once. */
  List<Integer> of(Outcome outcome) {
    List<Readout> layers = outcome.layers();
    if (layers.isEmpty()) {
      throw new NotApplicableException(
          who + " needs the outputs of all layers, and this learning rule shows the last one only");
    }
    TreeSet<Integer> chosen = new TreeSet<>();
    int last = layers.size() - 1;
    for (String name : names) {
      switch (name) {
        case "readout" -> chosen.add(spiking(layers, last));
        case "hidden" -> neurons(layers, last).forEach(chosen::add);
        case "all" -> neurons(layers, layers.size()).forEach(chosen::add);
        default -> chosen.add(spiking(layers, numbered(Integer.parseInt(name), last)));
      }
    }
    if (chosen.isEmpty()) {
      throw new NotApplicableException(
          "%s is about %s layers, and this network has none of neurons that spike"
              .formatted(who, String.join(" and ", names)));
    }
    return List.copyOf(chosen);
  }

  private static IntStream neurons(List<Readout> layers, int end) {
    return IntStream.range(0, end).filter(k -> layers.get(k).hasProbability());
  }

  /** Refuses a layer that was named and fires nothing. */
  private int spiking(List<Readout> layers, int k) {
    Readout layer = layers.get(k);
    if (!layer.hasProbability()) {
      throw new UserError(
          "%s is about what neurons fire, and layers[%d] has %s; leave it out of loss.layers"
              .formatted(
                  who,
                  k,
                  layer.hasMembrane() ? "neurons that put out values, not spikes" : "no neurons"));
    }
    return k;
  }

  private int numbered(int number, int last) {
    if (number > last) {
      throw new UserError(
          "%s is about layers[%d], but the last of this network is layers[%d]"
              .formatted(who, number, last));
    }
    return number;
  }
}
