package dev.snn.bench.speed;

import dev.snn.api.layer.Layer;
import dev.snn.api.layer.Parameter;
import dev.snn.api.layer.Synapses;
import dev.snn.api.learning.Network;
import dev.snn.api.random.Draws;
import dev.snn.api.random.Seed;
import java.util.List;
import java.util.stream.IntStream;

/** Takes weights of a network away, at random and for good. */
final class Mask {
  private Mask() {}

  /**
   * Lets each synaptic weight exist with a probability, drawn by its place. Those that do are
   * scaled by {@code 1 / sqrt(connectivity)}, so that currents keep their variance and neurons
   * about their rates. Gradients of absent weights are not wanted.
   */
  static void apply(Network network, double connectivity, Seed seed) {
    float scale = (float) (1 / Math.sqrt(connectivity));
    for (int k = 0; k < network.layers().size(); k++) {
      Layer layer = network.layers().get(k);
      for (Synapses synapses : layer.synapses().orElse(List.of())) {
        Parameter weight = synapses.weight();
        if (synapses.source() == Synapses.Source.OWN) {
          continue;
        }
        apply(weight, connectivity, scale, seed.key("speed/mask-" + k + "-" + weight.name()));
      }
    }
  }

  /** The same of one weight, and those that exist are scaled by this factor. */
  static void apply(Parameter weight, double connectivity, float scale, long key) {
    int[][] live = new int[weight.value().length][];
    for (int i = 0; i < live.length; i++) {
      float[] row = weight.value()[i];
      long first = (long) i * row.length;
      live[i] =
          IntStream.range(0, row.length)
              .filter(j -> Draws.uniform(key, first + j) < connectivity)
              .toArray();
      float[] kept = new float[row.length];
      for (int j : live[i]) {
        kept[j] = scale * row[j];
      }
      System.arraycopy(kept, 0, row, 0, row.length);
    }
    weight.connections().set(live);
    weight.connections().wantGradientsOfAll(false);
  }
}
