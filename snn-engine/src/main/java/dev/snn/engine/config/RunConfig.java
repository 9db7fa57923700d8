package dev.snn.engine.config;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.api.codec.Decoder;
import dev.snn.api.codec.Encoder;
import dev.snn.api.data.Dataset;
import dev.snn.api.loss.Loss;
import dev.snn.api.metric.Metric;
import dev.snn.api.procedure.Measure;
import dev.snn.api.procedure.Procedure;
import dev.snn.engine.tree.Trees;
import java.util.List;

/**
 * The resolved configuration of a run: everything that decides its results but the seed.
 *
 * @param dt length of a time step in ms
 * @param dataset null where the procedure makes its own data
 * @param encoder null where there is none
 * @param layers empty where the decoder reads the encoder's output
 * @param decoder null where the procedure needs none
 * @param loss null where the procedure needs none
 * @param training the procedure
 * @param metrics empty for the metrics that fit the data set: accuracy for classes, mse for targets
 * @param shuffleTime true to score also with each output train shuffled in time
 * @param byStep true to score also with the readout cut off after each number of steps
 * @param samples draws per example in an evaluation
 * @param init where the first parameters come from; null where they are drawn
 */
public record RunConfig(
    double dt,
    Resolved<Dataset> dataset,
    Resolved<Encoder> encoder,
    List<NodeConfig> layers,
    Resolved<Decoder> decoder,
    Resolved<Loss> loss,
    Resolved<Procedure> training,
    List<Resolved<Metric>> metrics,
    boolean shuffleTime,
    boolean byStep,
    int samples,
    InitConfig init) {

  /** The first step at which the accuracy is 90 % of that after all steps. */
  public static final String STEPS_TO_90 = "steps_to_90";

  /** What the evaluation measures beside metrics. */
  public List<Measure> measures() {
    return byStep ? List.of(new Measure(STEPS_TO_90, "steps", false)) : List.of();
  }

  /** True where the procedure works with layers, with or without a decoder. */
  public boolean hasNetwork() {
    return decoder != null || !layers.isEmpty();
  }

  /** The parts of the network, where the procedure needs one. */
  public NetworkConfig network() {
    return new NetworkConfig(layers, decoder, loss);
  }

  /** The configuration as a tree, with the keys of an experiment file. */
  public ObjectNode tree() {
    ObjectNode tree = Trees.NODES.objectNode();
    tree.put("dt", dt);
    put(tree, "dataset", dataset);
    put(tree, "encoder", encoder);
    if (hasNetwork()) {
      ArrayNode nodes = tree.putArray("layers");
      layers.forEach(node -> nodes.add(node.tree()));
    }
    put(tree, "decoder", decoder);
    put(tree, "loss", loss);
    put(tree, "training", training);
    tree.set("metrics", list(metrics));
    ObjectNode evaluate = tree.putObject("evaluate").put("shuffle_time", shuffleTime);
    if (byStep) {
      // Not spelled out where false: the hashes of records from before there was such an option
      // stay.
      evaluate.put("by_step", true);
    }
    tree.put("samples", samples);
    if (init != null) {
      tree.set(InitConfig.KEY, init.tree());
    }
    return tree;
  }

  private static void put(ObjectNode tree, String key, Resolved<?> part) {
    if (part != null) {
      tree.set(key, part.tree());
    }
  }

  private static ArrayNode list(List<? extends Resolved<?>> parts) {
    ArrayNode list = Trees.NODES.arrayNode();
    parts.forEach(part -> list.add(part.tree()));
    return list;
  }

  /** An experiment file with this row only; resolves to an equal configuration. */
  public String yaml() {
    return Trees.yaml(tree());
  }

  /** SHA-256 of the canonical JSON of {@link #tree()}. */
  public String hash() {
    return Trees.hash(tree());
  }
}
