package dev.snn.nir;

import dev.snn.api.neuron.Pass;
import dev.snn.api.parallel.Parallel;
import dev.snn.api.plugin.UserError;
import dev.snn.api.tensor.Signal;
import dev.snn.api.tensor.Spikes;
import dev.snn.api.tensor.Tensor;
import dev.snn.engine.error.Hint;
import dev.snn.nir.graph.NirArray;
import dev.snn.nir.graph.NirNode;
import dev.snn.nir.graph.Primitive;
import dev.snn.nir.run.NirNetwork;
import dev.snn.nir.trace.Trace;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Runs a network over the input of one example and keeps what nodes did. */
public final class Simulation {
  /** Steps that are run at once: what is kept of all nodes for so long fits into the memory. */
  static final int STRETCH = 64;

  /** Values of all nodes that are kept at once. */
  private static final long KEPT = 1L << 22;

  /** An input of more lines does not stand in a trace unless it is asked for. */
  private static final int FEW = 64;

  private Simulation() {}

  /**
   * The nodes to record.
   *
   * @param names that were asked for; empty for the neurons, and an input of few lines
   */
  public static Set<String> recorded(NirNetwork network, List<String> names) {
    if (names.isEmpty()) {
      Set<String> usual = new LinkedHashSet<>(network.neurons());
      usual.addAll(usual.isEmpty() ? network.outputs() : List.of());
      return usual;
    }
    for (String name : names) {
      if (!network.nodes().contains(name)) {
        throw new UserError(
            "--record: there is no node '%s'.%s Nodes: %s."
                .formatted(
                    name,
                    Hint.didYouMean(name, network.nodes()),
                    String.join(", ", network.nodes())));
      }
    }
    return new LinkedHashSet<>(names);
  }

  /**
   * Steps that are run at once: fewer of networks that put out more. The memory that the program
   * has says nothing here: the same network runs in the same steps everywhere.
   */
  static int stretch(NirNetwork network) {
    return (int) Math.max(1, Math.min(STRETCH, KEPT / network.values()));
  }

  /**
   * Runs over an input.
   *
   * @param name of the trace
   * @param input {@code [T][N]}
   * @param record nodes to record
   */
  public static Trace run(
      NirNetwork network, String name, double[][] input, Set<String> record, Parallel parallel) {
    int lines = NirArray.size(network.inputShape());
    int stretch = stretch(network);
    network.requireRoom(1, stretch);
    Tensor signal = tensor(input, lines);
    Trace.Builder trace = new Trace.Builder();
    if (lines <= FEW) {
      Inputs.split(network, signal).forEach(trace::add);
    }
    // Few values that are not zero go event by event.
    Signal given = Spikes.of(signal);
    NirNetwork.Memory memory = network.start(1);
    Pass pass = Pass.hard().on(parallel);
    for (int from = 0; from < input.length; from += stretch) {
      int to = Math.min(input.length, from + stretch);
      NirNetwork.Result result = network.run(given.timeRange(from, to), memory, record, pass);
      memory = result.memory();
      result.outputs().forEach((node, out) -> add(trace, network.node(node), out, result));
    }
    return trace.build(name);
  }

  private static void add(Trace.Builder trace, NirNode node, Signal out, NirNetwork.Result result) {
    Tensor membrane = result.membranes().get(node.name());
    boolean isInput = node.type() == Primitive.INPUT;
    if (node.type().fires() || !node.type().isNeuron() && !isInput) {
      trace.add(node.name() + (node.type().fires() ? Trace.SPIKES : Trace.OUT), out);
    }
    if (membrane != null) {
      trace.add(node.name() + Trace.V, membrane);
    }
  }

  private static Tensor tensor(double[][] input, int lines) {
    float[][] rows = new float[input.length][lines];
    for (int t = 0; t < rows.length; t++) {
      if (input[t].length != lines) {
        throw new UserError(
            "--input: step %d has %d values, and the network takes %d."
                .formatted(t, input[t].length, lines));
      }
      for (int n = 0; n < lines; n++) {
        rows[t][n] = (float) input[t][n];
      }
    }
    return new Tensor(rows.length, 1, lines, rows);
  }
}
