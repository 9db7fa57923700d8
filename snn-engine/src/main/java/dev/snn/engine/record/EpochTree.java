package dev.snn.engine.record;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.api.procedure.Epoch;
import dev.snn.engine.tree.Trees;
import java.util.LinkedHashMap;
import java.util.Map;

/** Epochs in records. Values that are NaN are left out; times and curves stand elsewhere. */
final class EpochTree {
  private EpochTree() {}

  static ObjectNode write(Epoch epoch) {
    ObjectNode tree = Trees.NODES.objectNode();
    tree.put("number", epoch.number());
    put(tree, "train_loss", epoch.trainLoss());
    tree.set("train_terms", numbers(epoch.trainTerms()));
    ObjectNode scores = tree.putObject("scores");
    epoch.scores().forEach((variant, values) -> scores.set(variant, numbers(values)));
    put(tree, "readout_spikes", epoch.readoutSpikes());
    ArrayNode layers = tree.putArray("layer_spikes");
    for (double spikes : epoch.layerSpikes()) {
      if (Double.isFinite(spikes)) {
        layers.add(spikes);
      } else {
        layers.addNull();
      }
    }
    if (!epoch.efficiency().isEmpty()) {
      tree.set(RunRecord.EFFICIENCY, numbers(epoch.efficiency()));
    }
    return tree;
  }

  /**
   * Reads one.
   *
   * @param series of the whole record
   */
  static Epoch read(JsonNode tree, JsonNode series, double trainSeconds, double evaluateSeconds) {
    Map<String, Map<String, Double>> scores = new LinkedHashMap<>();
    tree.path("scores")
        .properties()
        .forEach(variant -> scores.put(variant.getKey(), numbers(variant.getValue())));
    return new Epoch(
        tree.path("number").asInt(),
        tree.path("train_loss").asDouble(Double.NaN),
        numbers(tree.path("train_terms")),
        scores,
        tree.path("readout_spikes").asDouble(Double.NaN),
        array(tree.path("layer_spikes")),
        trainSeconds,
        evaluateSeconds,
        SeriesTree.read(series, tree.path("number").asInt()),
        numbers(tree.path(RunRecord.EFFICIENCY)));
  }

  private static ObjectNode numbers(Map<String, Double> values) {
    ObjectNode tree = Trees.NODES.objectNode();
    values.forEach((name, value) -> put(tree, name, value));
    return tree;
  }

  private static Map<String, Double> numbers(JsonNode tree) {
    Map<String, Double> values = new LinkedHashMap<>();
    tree.properties().forEach(value -> values.put(value.getKey(), value.getValue().asDouble()));
    return values;
  }

  private static double[] array(JsonNode list) {
    double[] values = new double[list.size()];
    for (int k = 0; k < values.length; k++) {
      values[k] = list.get(k).asDouble(Double.NaN);
    }
    return values;
  }

  private static void put(ObjectNode tree, String name, double value) {
    if (Double.isFinite(value)) {
      tree.put(name, value);
    }
  }
}
