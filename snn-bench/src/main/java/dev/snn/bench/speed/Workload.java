package dev.snn.bench.speed;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.api.learning.Network;
import dev.snn.api.neuron.Pass;
import dev.snn.api.neuron.Spiking;
import dev.snn.api.parallel.Parallel;
import dev.snn.api.procedure.Procedure;
import dev.snn.api.procedure.Stepwise;
import dev.snn.api.random.Seed;
import dev.snn.api.tensor.Arena;
import dev.snn.engine.config.Context;
import dev.snn.engine.config.NetworkConfig;
import dev.snn.engine.config.Resolved;
import dev.snn.engine.config.Resolver;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A network, its input and how it is trained.
 *
 * @param name of the file: "lif-mnist"
 * @param variant which of a file with several; empty where there is one
 * @param warmup steps before the first timed one
 * @param steps timed steps
 * @param settle training passes before the first step that change nothing but the running
 *     statistics of batch norms
 * @param connectivity share of the weights that exist, drawn at random and fixed; 1 for all
 * @param wantsLimits true where there is so much dense work that the machine's limits matter
 * @param grows true where variants are compared with the first one
 * @param perNeuron true where variants differ in the neurons of the first layer, and so much time
 *     is said for each of them
 * @param decoderProducts {@code {rows, inputs, outputs}} of each dense product that the decoder
 *     makes of an example; empty where there are none
 * @param hasPeer true where a peer computes the same
 * @param isSmall true where the peer's operations are too small to gain from threads, so that its
 *     use of threads is judged by a large product
 * @param batch examples per step
 * @param tree everything, with every default spelled out
 */
record Workload(
    String name,
    String variant,
    List<Phase> phases,
    int warmup,
    int steps,
    int settle,
    double connectivity,
    boolean wantsLimits,
    boolean grows,
    boolean perNeuron,
    List<DecoderProduct> decoderProducts,
    boolean hasPeer,
    boolean isSmall,
    Input input,
    int batch,
    NetworkConfig parts,
    Resolved<Procedure> training,
    ObjectNode tree) {

  /** All weights and all input are drawn from it. */
  static final Seed SEED = new Seed(1);

  /** Examples of a pass that settles the network. */
  private static final int SETTLING = 2;

  /** Different batches, used in turn. */
  static final int BATCHES = 4;

  /** Neurons of the first layer. */
  int neurons() {
    return tree.at("/layers/0/size").asInt();
  }

  /** Name and variant. */
  String title() {
    return variant.isEmpty() ? name : name + " (" + variant + ")";
  }

  private Context context(Resolver resolver) {
    return Context.empty(resolver, null, 1, SEED).with(input.info(name)).withSteps(input.steps());
  }

  /** Makes the network; always with the same weights. */
  Network network(Resolver resolver) {
    Network network = parts.make(context(resolver), input.shape());
    if (connectivity < 1) {
      Mask.apply(network, connectivity, SEED);
    }
    Arena arena = Arena.recycling();
    for (int k = 0; k < settle; k++) {
      Batch few = input.draw(SEED, k, SETTLING);
      arena.reset();
      long[] ids = few.samples().ids();
      network.forward(
          few.spikes(), new Pass(true, Spiking.HARD, Parallel.SEQUENTIAL, arena, 0, ids, 0));
    }
    return network;
  }

  /** Makes what trains a network. */
  Stepwise.Steps steps(Resolver resolver, Network network) {
    return stepwise(context(resolver).at("training", 0).make(training)).steps(network);
  }

  /** Workloads are ours: each names a procedure that takes steps. */
  static Stepwise stepwise(Procedure procedure) {
    return (Stepwise) procedure;
  }

  /** Draws the input. */
  List<Batch> batches() {
    return IntStream.range(0, BATCHES).mapToObj(k -> input.draw(SEED, k, batch)).toList();
  }
}
