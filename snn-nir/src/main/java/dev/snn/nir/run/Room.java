package dev.snn.nir.run;

import dev.snn.engine.error.Shown;
import dev.snn.nir.graph.Heap;
import dev.snn.nir.graph.NirArray;
import dev.snn.nir.graph.NirGraph;
import dev.snn.nir.graph.NirNode;
import dev.snn.nir.graph.Primitive;
import dev.snn.nir.graph.Shapes;
import java.util.Map;

/**
 * The memory that a run takes, estimated before anything is made: of a node its parameters in
 * double and in single precision, of a neuron its own values, and of each step and example what
 * goes in and comes out.
 */
final class Room {
  /** Bytes of a value of a parameter. */
  private static final long PARAMETER = 16;

  /** Bytes of a neuron: seven parameters, and as much again for what they are made of. */
  private static final long NEURON = 96;

  /** Bytes of a membrane and a current. */
  private static final long STATE = 32;

  /** Bytes of a value in a step: input, output and membrane. */
  private static final long VALUE = 12;

  private Room() {}

  /** Fails where the program has less than a run takes. */
  static void require(
      String file,
      NirGraph graph,
      Map<String, Shapes.Form> forms,
      int batch,
      int steps,
      Settings settings) {
    double all = 0;
    double most = 0;
    String largest = "";
    for (NirNode node : graph.nodes().values()) {
      double bytes =
          bytes(node, NirArray.size(forms.get(node.name()).out()), batch, steps, settings)
              + fan(file, graph, node, forms.get(node.name()), settings);
      all += bytes;
      largest = bytes > most ? node.name() : largest;
      most = Math.max(bytes, most);
    }
    Heap.require(
        file,
        "node '%s' has %d values; the network"
            .formatted(Shown.word(largest), NirArray.size(forms.get(largest).out())),
        all,
        Heap.all());
  }

  /** Of products before IF neurons, which events go through: their weights and places again. */
  private static double fan(
      String file, NirGraph graph, NirNode node, Shapes.Form form, Settings settings) {
    boolean feedsNeurons =
        graph.outOf(node.name()).stream()
            .anyMatch(name -> graph.nodes().get(name).type() == Primitive.IF);
    if (!node.type().isProduct() || !feedsNeurons || settings.scheme() != Scheme.EXACT) {
      return 0;
    }
    double places = UnitMaker.places(file, node, form);
    return places > UnitMaker.MOST_PLACES
        ? 0
        : places + 2.0 * Float.BYTES * node.get("weight").size();
  }

  private static double bytes(NirNode node, long values, int batch, int steps, Settings settings) {
    double bytes = VALUE * (double) values * batch * steps;
    for (NirArray parameter : node.parameters().values()) {
      bytes += PARAMETER * parameter.size();
    }
    if (node.type().isNeuron()) {
      bytes += values * (NEURON + (double) STATE * batch);
    }
    if (node.type() == Primitive.DELAY) {
      double longest = 0;
      for (double delay : node.numbers("delay")) {
        longest = Math.max(longest, Math.rint(delay / settings.dt()));
      }
      // More than a delay may keep is refused where it is made.
      bytes += 2 * Float.BYTES * Math.min(longest * values, Shapes.MOST) * batch;
    }
    return bytes;
  }
}
