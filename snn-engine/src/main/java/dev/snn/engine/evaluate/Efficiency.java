package dev.snn.engine.evaluate;

import dev.snn.api.layer.Layer;
import dev.snn.api.layer.Parameter;
import dev.snn.api.layer.Synapses;
import dev.snn.api.learning.Network;
import dev.snn.api.learning.Node;
import dev.snn.api.tensor.Signal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.ToLongFunction;

/**
 * Activity and operations of a network per example, with the definitions of NeuroBench (Yik et al.,
 * arXiv:2304.04640). Counts are whole numbers, so that the order of batches does not matter.
 */
final class Efficiency {
  private static final int BYTES = Float.BYTES;

  private final Network network;

  /** Per node, none of merges; null where a layer does not say what its synapses are. */
  private final List<List<SynapseCount>> synapses;

  private long examples;
  private long activations;
  private long active;
  private long updates;

  /** Counts with the weights that the network has now. */
  Efficiency(Network network) {
    this.network = network;
    this.synapses = synapses(network);
  }

  private static List<List<SynapseCount>> synapses(Network network) {
    List<List<SynapseCount>> all = new ArrayList<>();
    for (Node node : network.nodes()) {
      if (!(node instanceof Node.OfLayer l)) {
        all.add(List.of());
        continue;
      }
      if (l.layer().synapses().isEmpty()) {
        return null;
      }
      all.add(l.layer().synapses().get().stream().map(SynapseCount::new).toList());
    }
    return all;
  }

  /** Adds the examples of a pass. */
  void add(Network.Forward forward) {
    examples += forward.input().batch();
    for (int k = 0; k < network.nodes().size(); k++) {
      if (!(network.nodes().get(k) instanceof Node.OfLayer node)) {
        continue;
      }
      Signal input =
          node.input() == Node.INPUT
              ? forward.input()
              : forward.readouts().get(node.input()).output();
      Signal output = forward.readouts().get(k).output();
      long values = (long) output.steps() * output.batch() * output.size();
      if (node.layer().capabilities().membrane()) {
        activations += values;
        updates += values;
        active += SynapseCount.nonZeros(output);
      }
      if (synapses != null) {
        for (SynapseCount count : synapses.get(k)) {
          count.add(count.isOfInput() ? input : output);
        }
      }
    }
  }

  /**
   * The means per example, and what does not depend on examples; what does not apply is missing.
   */
  Map<String, Double> values() {
    Map<String, Double> values = new LinkedHashMap<>();
    boolean layers = !network.layers().isEmpty() && examples > 0;
    if (layers) {
      values.put("activation_sparsity", 1 - (double) active / activations);
    }
    if (layers && synapses != null) {
      List<SynapseCount> all = synapses.stream().flatMap(List::stream).toList();
      double weights = sum(all, SynapseCount::weights);
      values.put("connection_sparsity", sum(all, SynapseCount::zeroWeights) / weights);
      values.put("effective_acs", sum(all, c -> c.isBinary() ? c.effective() : 0) / examples);
      values.put("effective_macs", sum(all, c -> c.isBinary() ? 0 : c.effective()) / examples);
      values.put("dense_operations", sum(all, SynapseCount::dense) / examples);
    }
    OptionalLong decoder = network.decoder().operations();
    if (decoder.isPresent()) {
      values.put("decoder_operations", (double) decoder.getAsLong());
    }
    if (layers) {
      values.put("membrane_updates", (double) updates / examples);
    }
    values.put("footprint_bytes", (double) footprint(network));
    return values;
  }

  private static double sum(List<SynapseCount> counts, ToLongFunction<SynapseCount> field) {
    return counts.stream().mapToLong(field).sum();
  }

  /** All parameters of layers and decoder, and the state of the layers for one example. */
  private static long footprint(Network network) {
    long bytes = network.parameters().stream().mapToLong(Parameter::count).sum() * BYTES;
    for (Layer layer : network.layers()) {
      for (float[][] variable : layer.initialState(1).values()) {
        bytes += (long) variable[0].length * BYTES;
      }
      for (Synapses synapses : layer.synapses().orElse(List.of())) {
        bytes -= SparseRows.saved(synapses.weight().value());
      }
    }
    return bytes;
  }
}
