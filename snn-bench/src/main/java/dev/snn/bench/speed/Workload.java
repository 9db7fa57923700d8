package dev.snn.bench.speed;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.api.learning.Network;
import dev.snn.api.random.Seed;
import dev.snn.bench.config.Context;
import dev.snn.bench.config.NetworkConfig;
import dev.snn.bench.config.Resolver;
import dev.snn.bench.procedure.GradientPlugin;
import dev.snn.bench.procedure.GradientStep;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A network, its input and how it is trained.
 *
 * @param name of the file: "lif-mnist"
 * @param variant which of a file with several; empty where there is one
 * @param warmup steps before the first timed one
 * @param steps timed steps
 * @param wantsLimits true where there is so much dense work that the machine's limits matter
 * @param grows true where variants are compared with the first one
 * @param decoderProducts {@code {rows, inputs, outputs}} of each dense product that the decoder
 *     makes of an example; empty where there are none
 * @param hasPeer true where a peer computes the same
 * @param tree everything, with every default spelled out
 */
record Workload(
    String name,
    String variant,
    List<Phase> phases,
    int warmup,
    int steps,
    boolean wantsLimits,
    boolean grows,
    List<DecoderProduct> decoderProducts,
    boolean hasPeer,
    Input input,
    NetworkConfig parts,
    GradientPlugin.Config training,
    ObjectNode tree) {

  /** All weights and all input are drawn from it. */
  static final Seed SEED = new Seed(1);

  /** Different batches, used in turn. */
  static final int BATCHES = 4;

  /** Examples per step. */
  int batch() {
    return training.batch();
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
    return parts.make(context(resolver), input.size());
  }

  /** Makes what updates a network. */
  GradientStep step(Resolver resolver, Network network) {
    return new GradientStep(network, training, context(resolver).at("training", 0));
  }

  /** Draws the input. */
  List<Batch> batches() {
    return IntStream.range(0, BATCHES).mapToObj(k -> input.draw(SEED, k, batch())).toList();
  }
}
