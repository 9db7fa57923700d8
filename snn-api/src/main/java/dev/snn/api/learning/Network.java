package dev.snn.api.learning;

import dev.snn.api.codec.Decoder;
import dev.snn.api.layer.Layer;
import dev.snn.api.layer.Parameter;
import dev.snn.api.layer.Readout;
import dev.snn.api.layer.ReadoutGradient;
import dev.snn.api.loss.Loss;
import dev.snn.api.loss.Outcome;
import dev.snn.api.neuron.Pass;
import dev.snn.api.neuron.State;
import dev.snn.api.neuron.Tape;
import dev.snn.api.plugin.NotApplicableException;
import dev.snn.api.tensor.Shape;
import dev.snn.api.tensor.Signal;
import dev.snn.api.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * Layers, a decoder and a loss. The layers are nodes of a graph without cycles, most often a chain;
 * each node runs over its whole {@code [T x B x N]} before the nodes that read it. The decoder
 * reads the last node, or the input where there are no nodes.
 *
 * <p>What several nodes read gets the sum of their gradients. Time may be run in stretches, with
 * the state carried from one to the next; no gradient goes from one back into the one before it.
 */
public final class Network {
  private final List<Node> nodes;
  private final Decoder decoder;
  private final Loss loss;

  Network(List<Node> nodes, Decoder decoder, Loss loss) {
    this.nodes = List.copyOf(nodes);
    this.decoder = decoder;
    this.loss = loss;
  }

  /**
   * Each layer reads the one before it, the first one the input.
   *
   * @param decoder may be null for a network without one
   * @param loss may be null where nothing is minimised
   * @throws IllegalArgumentException where sizes do not fit
   */
  public static Network chain(List<? extends Layer> layers, Decoder decoder, Loss loss) {
    NetworkBuilder builder = builder(layers.isEmpty() ? Shape.flat(0) : layers.get(0).inputShape());
    layers.forEach(builder::layer);
    return builder.build(decoder, loss);
  }

  /** A builder for a network with an input of this shape. */
  public static NetworkBuilder builder(Shape input) {
    return new NetworkBuilder(input);
  }

  /** The nodes; each stands behind those it reads. */
  public List<Node> nodes() {
    return nodes;
  }

  /** The layers, in the order of their nodes. */
  public List<Layer> layers() {
    return nodes.stream()
        .filter(Node.OfLayer.class::isInstance)
        .map(node -> ((Node.OfLayer) node).layer())
        .toList();
  }

  /** False for a network whose last layer a procedure reads out in its own way. */
  public boolean hasDecoder() {
    return decoder != null;
  }

  /**
   * The decoder.
   *
   * @throws IllegalStateException where there is none
   */
  public Decoder decoder() {
    return there(decoder, "decoder");
  }

  /** False where nothing is minimised. */
  public boolean hasLoss() {
    return loss != null;
  }

  /**
   * The loss.
   *
   * @throws IllegalStateException where there is none
   */
  public Loss loss() {
    return there(loss, "loss");
  }

  private static <T> T there(T part, String what) {
    if (part == null) {
      throw new IllegalStateException(
          "this network has no %s: the procedure does not name it among its needs".formatted(what));
    }
    return part;
  }

  /** True where each node is a layer that reads the one before it. */
  public boolean isChain() {
    return firstBranch().isEmpty();
  }

  private OptionalInt firstBranch() {
    return IntStream.range(0, nodes.size())
        .filter(k -> !nodes.get(k).inputs().equals(List.of(k - 1)))
        .findFirst();
  }

  /**
   * Refuses a network that branches.
   *
   * @param who needs a chain, as the beginning of a sentence
   * @throws NotApplicableException that names the first node that reads something else than the one
   *     before it
   */
  public void requireChain(String who) {
    OptionalInt branch = firstBranch();
    if (branch.isPresent()) {
      int k = branch.getAsInt();
      String name = nodes.get(k).name();
      String place = "layers[" + k + "]";
      throw new NotApplicableException(
          "%s needs a chain of layers, but this network branches at %s"
              .formatted(who, name.equals(place) ? place : place + " '" + name + "'"));
    }
  }

  /** The same network with layers, decoder and loss replaced, as to watch them. */
  public Network with(UnaryOperator<Layer> layers, Decoder otherDecoder, Loss otherLoss) {
    List<Node> replaced = new ArrayList<>();
    for (Node node : nodes) {
      replaced.add(
          node instanceof Node.OfLayer l
              ? new Node.OfLayer(l.name(), layers.apply(l.layer()), l.input())
              : node);
    }
    return new Network(replaced, otherDecoder, otherLoss);
  }

  /** All parameters, named by where they stand: "layers[0].weight", "decoder.hidden.weight", ... */
  public List<Parameter> parameters() {
    List<Parameter> all = new ArrayList<>();
    for (int k = 0; k < nodes.size(); k++) {
      if (nodes.get(k) instanceof Node.OfLayer node) {
        for (Parameter p : node.layer().parameters()) {
          all.add(p.named("layers[" + k + "]." + p.name()));
        }
      }
    }
    if (decoder != null) {
      for (Parameter p : decoder.parameters()) {
        all.add(p.named("decoder." + p.name()));
      }
    }
    return all;
  }

  /** The state every example starts from. */
  public NetworkState initialState(int batch) {
    return new NetworkState(
        nodes.stream()
            .map(n -> n instanceof Node.OfLayer l ? l.layer().initialState(batch) : State.NONE)
            .toList());
  }

  /** Runs the nodes and the decoder from the initial state. */
  public Forward forward(Signal input, Pass pass) {
    return forward(input, initialState(input.batch()), pass);
  }

  /**
   * Runs the nodes from a state, and the decoder.
   *
   * @param state such as {@link Forward#last()} of the steps before; not modified
   * @param pass its {@link Pass#firstStep()} is the number of the input's first step
   */
  public Forward forward(Signal input, NetworkState state, Pass pass) {
    return decoded(input, List.of(Walk.forward(nodes, input, state, pass)), pass);
  }

  /**
   * Runs the nodes over one window of time after the other with the state carried over, and the
   * decoder over the whole readout. The result is that of {@link #forward(Signal, Pass)}, but the
   * backward pass stays within the windows.
   *
   * @param steps length of a window, at least 1; the last one may be shorter
   */
  public Forward forwardInWindows(Signal input, int steps, Pass pass) {
    if (steps >= input.steps()) {
      return forward(input, pass);
    }
    List<Stretch> stretches = new ArrayList<>();
    NetworkState state = initialState(input.batch());
    for (int from = 0; from < input.steps(); from += steps) {
      Signal window = input.timeRange(from, Math.min(from + steps, input.steps()));
      Stretch stretch =
          Walk.forward(nodes, window, state, pass.startingAt(pass.firstStep() + from));
      stretches.add(stretch);
      state = stretch.last();
    }
    return decoded(input, stretches, pass);
  }

  private Forward decoded(Signal input, List<Stretch> stretches, Pass pass) {
    List<Readout> readouts =
        stretches.size() == 1
            ? stretches.get(0).readouts()
            : IntStream.range(0, nodes.size())
                .mapToObj(
                    k -> Readout.inTime(stretches.stream().map(s -> s.readouts().get(k)).toList()))
                .toList();
    Readout last = readouts.isEmpty() ? Readout.of(input) : readouts.get(readouts.size() - 1);
    Decoder.Decoded decoded = decoder == null ? null : decoder.decode(last, pass);
    return new Forward(input, readouts, stretches, last, decoded);
  }

  /** Back-propagates the gradients of a loss through decoder and nodes into the parameters. */
  public void backward(
      Forward forward, Tensor gradPrediction, ReadoutGradient gradReadout, Pass pass) {
    ReadoutGradient gradient = gradReadout;
    if (gradPrediction != null) {
      gradient = decoder.backward(forward.decoded().tape(), gradPrediction, pass).plus(gradReadout);
    }
    backwardNodes(forward, gradient, pass);
  }

  /**
   * Back-propagates a gradient of the last readout, and of hidden outputs, through the nodes into
   * their parameters, the last stretch of time first; none goes from a stretch into the one before
   * it. May reuse the arrays of {@code gradient}.
   */
  public void backwardNodes(Forward forward, ReadoutGradient gradient, Pass pass) {
    List<Stretch> stretches = forward.stretches();
    if (stretches.size() == 1) {
      Walk.backward(nodes, stretches.get(0), gradient, pass);
      return;
    }
    int end = forward.input().steps();
    for (int k = stretches.size() - 1; k >= 0; k--) {
      int from = end - stretches.get(k).steps();
      ReadoutGradient mine = gradient.timeRange(from, end);
      Walk.backward(nodes, stretches.get(k), mine, pass.startingAt(pass.firstStep() + from));
      end = from;
    }
  }

  /**
   * The nodes over a stretch of time.
   *
   * @param readouts one per node
   * @param tapes one per node; null of a layer that keeps nothing
   * @param last state after the last step
   */
  public record Stretch(int steps, List<Readout> readouts, List<Tape> tapes, NetworkState last) {

    /** Keeps lists of its own. */
    public Stretch {
      readouts = List.copyOf(readouts);
      tapes = Collections.unmodifiableList(new ArrayList<>(tapes));
    }
  }

  /**
   * Everything a forward pass made.
   *
   * @param readouts one per node, over all steps
   * @param stretches of time that were run one after the other; most often one
   * @param readout the last node's, or the input where there are none
   */
  public record Forward(
      Signal input,
      List<Readout> readouts,
      List<Stretch> stretches,
      Readout readout,
      Decoder.Decoded decoded) {

    /** Keeps lists of its own. */
    public Forward {
      readouts = List.copyOf(readouts);
      stretches = List.copyOf(stretches);
    }

    /**
     * What the decoder made of the readout.
     *
     * @throws IllegalStateException where there is no decoder
     */
    @Override
    public Decoder.Decoded decoded() {
      return there(decoded, "decoder");
    }

    /** What the loss sees. */
    public Outcome outcome() {
      return new Outcome(decoded().prediction(), readout, readouts);
    }

    /** The state after the last step. */
    public NetworkState last() {
      return stretches.get(stretches.size() - 1).last();
    }
  }
}
