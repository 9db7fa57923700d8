package dev.snn.api.learning;

import dev.snn.api.layer.Layer;
import dev.snn.api.layer.Readout;
import dev.snn.api.layer.ReadoutGradient;
import dev.snn.api.neuron.Pass;
import dev.snn.api.neuron.State;
import dev.snn.api.neuron.Tape;
import dev.snn.api.tensor.Signal;
import dev.snn.api.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/** Runs the nodes of a network over a stretch of time, forward and backward. */
final class Walk {
  private Walk() {}

  /** Runs each node. */
  static Network.Stretch forward(List<Node> nodes, Signal input, NetworkState state, Pass pass) {
    List<Readout> readouts = new ArrayList<>();
    List<Tape> tapes = new ArrayList<>();
    List<State> last = new ArrayList<>();
    for (int k = 0; k < nodes.size(); k++) {
      if (nodes.get(k) instanceof Node.OfLayer node) {
        Signal in = output(node.input(), input, readouts);
        Layer.Forward forward = node.layer().forward(in, state.nodes().get(k), pass);
        readouts.add(forward.readout());
        tapes.add(forward.tape());
        last.add(forward.last());
      } else {
        Merged merged = new Merged(inputs(nodes.get(k), input, readouts));
        Node.OfMerge node = (Node.OfMerge) nodes.get(k);
        readouts.add(Readout.of(node.merge().forward(merged.inputs(), pass)));
        tapes.add(merged);
        last.add(State.NONE);
      }
    }
    return new Network.Stretch(input.steps(), readouts, tapes, new NetworkState(last));
  }

  /** What a merge read. */
  private record Merged(List<Signal> inputs) implements Tape {}

  private static List<Signal> inputs(Node node, Signal input, List<Readout> readouts) {
    return node.inputs().stream().map(k -> output(k, input, readouts)).toList();
  }

  private static Signal output(int node, Signal input, List<Readout> readouts) {
    return node == Node.INPUT ? input : readouts.get(node).output();
  }

  /** Back-propagates a gradient of the last readout, and of the outputs of nodes before it. */
  static void backward(
      List<Node> nodes, Network.Stretch stretch, ReadoutGradient gradient, Pass pass) {
    Tensor[] outputs = new Tensor[nodes.size()];
    for (int k = nodes.size() - 1; k >= 0; k--) {
      boolean last = k == nodes.size() - 1;
      ReadoutGradient mine =
          last
              ? gradient.ofLast()
              : new ReadoutGradient(
                  ReadoutGradient.sum(outputs[k], gradient.hidden().get(k)), null, null);
      outputs[k] = null;
      Tape tape = stretch.tapes().get(k);
      if (nodes.get(k) instanceof Node.OfLayer node) {
        int in = node.input();
        Tensor back = node.layer().backward(tape, mine, in != Node.INPUT, pass);
        if (in != Node.INPUT) {
          outputs[in] = ReadoutGradient.sum(outputs[in], back, pass.parallel());
        }
      } else if (mine.output() != null) {
        backward((Node.OfMerge) nodes.get(k), (Merged) tape, mine.output(), outputs, pass);
      }
    }
  }

  /** Each input gets a gradient of its own; the last one the arrays of the merge's. */
  private static void backward(
      Node.OfMerge node, Merged merged, Tensor gradient, Tensor[] outputs, Pass pass) {
    int left = (int) node.inputs().stream().filter(in -> in != Node.INPUT).count();
    for (int i = 0; i < node.inputs().size(); i++) {
      int in = node.inputs().get(i);
      if (in != Node.INPUT) {
        left--;
        Tensor back = node.merge().backward(merged.inputs(), i, gradient, left == 0, pass);
        outputs[in] = ReadoutGradient.sum(outputs[in], back, pass.parallel());
      }
    }
  }
}
