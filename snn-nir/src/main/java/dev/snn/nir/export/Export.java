package dev.snn.nir.export;

import com.fasterxml.jackson.databind.JsonNode;
import dev.snn.api.layer.Merge;
import dev.snn.api.layer.Parameter;
import dev.snn.api.learning.Network;
import dev.snn.api.learning.Node;
import dev.snn.api.plugin.UserError;
import dev.snn.api.tensor.Shape;
import dev.snn.nir.graph.NirArray;
import dev.snn.nir.graph.NirEdge;
import dev.snn.nir.graph.NirGraph;
import dev.snn.nir.graph.NirNode;
import dev.snn.nir.graph.Primitive;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A network of ours as a graph. A layer becomes a node for its weights and one for its neurons,
 * {@code layer0.weights} and {@code layer0.neurons}; feedback is a node {@code layer0.feedback}.
 *
 * @param lost what NIR cannot say, a sentence each, without a full stop
 */
public record Export(NirGraph graph, List<String> lost) {

  /**
   * Exports a network.
   *
   * @param config the resolved configuration: {@code dt}, {@code layers}
   * @param input how its input lines lie
   * @throws UserError where a layer or a neuron has no primitive
   */
  public static Export of(JsonNode config, Network network, Shape input) {
    Writing writing = new Writing(config.path("dt").asDouble(1) / 1000);
    writing.input(input);
    List<Node> nodes = network.nodes();
    for (int k = 0; k < nodes.size(); k++) {
      writing.entry(k, nodes.get(k), config.path("layers").path(k));
    }
    writing.output(nodes.size() - 1, network);
    return new Export(new NirGraph(writing.nodes, writing.edges), List.copyOf(writing.lost));
  }

  /** A graph under way. */
  private static final class Writing {
    private final double dt;
    private final Map<String, NirNode> nodes = new LinkedHashMap<>();
    private final List<NirEdge> edges = new ArrayList<>();
    private final Set<String> lost = new LinkedHashSet<>();

    /** The nodes whose outputs, added up, are those of an entry. */
    private final Map<Integer, List<String>> sources = new LinkedHashMap<>();

    private final Map<Integer, Shape> shapes = new LinkedHashMap<>();

    Writing(double dt) {
      this.dt = dt;
    }

    void input(Shape shape) {
      add(List.of(), NirNode.of("input", Primitive.INPUT, Map.of("shape", axes(shape))));
      sources.put(Node.INPUT, List.of("input"));
      shapes.put(Node.INPUT, shape);
    }

    void output(int last, Network network) {
      Shape shape = shapes.get(last);
      add(sources.get(last), NirNode.of("output", Primitive.OUTPUT, Map.of("shape", axes(shape))));
      if (network.hasDecoder() && !network.decoder().parameters().isEmpty()) {
        lost.add("the decoder has parameters, and NIR has no decoders");
      }
    }

    private String add(List<String> from, NirNode node) {
      if (nodes.put(node.name(), node) != null) {
        throw new UserError(
            "two nodes of the file would be named '%s'; give the layer another name."
                .formatted(node.name()));
      }
      from.forEach(name -> edges.add(new NirEdge(name, node.name())));
      return node.name();
    }

    private static NirArray axes(Shape shape) {
      return shape.isFlat()
          ? NirArray.of(new int[] {1}, (long) shape.size())
          : NirArray.of(
              new int[] {3}, (long) shape.channels(), (long) shape.height(), (long) shape.width());
    }

    void entry(int k, Node node, JsonNode options) {
      if (node instanceof Node.OfMerge merge) {
        merge(k, merge);
        return;
      }
      Node.OfLayer layer = (Node.OfLayer) node;
      String place = "layers[%d]".formatted(k);
      String name = node.name().equals(place) ? "layer" + k : node.name().replace('/', '-');
      List<String> from = sources.get(layer.input());
      Shape in = shapes.get(layer.input());
      Shape out = node.outputShape();
      String type = options.path("type").asText();
      List<Parameter> own = layer.layer().parameters();
      List<String> last =
          switch (type) {
            case "dense", "recurrent" -> List.of(linear(name, from, in, out, own));
            case "conv" -> List.of(conv(name, from, in, out, options, own));
            case "sum-pool" -> List.of(pool(name, Primitive.SUM_POOL, from, options));
            case "avg-pool" -> List.of(pool(name, Primitive.AVG_POOL, from, options));
            case "flatten" -> List.of(flatten(name, from, in));
            case "dropout", "neurons" -> from;
            default ->
                throw new UserError(
                    "%s: a layer of type '%s' has no primitive in NIR and cannot be exported."
                        .formatted(place, type));
          };
      if (type.equals("dropout")) {
        lost.add(place + ": dropout, which does nothing after training");
      }
      JsonNode neuron = options.path("neuron");
      if (neuron.isObject()) {
        NirNode cells =
            new NeuronExport(place + ".neuron", neuron, dt, lost).node(name + ".neurons", out);
        String cell = add(last, cells);
        if (type.equals("recurrent")) {
          add(
              List.of(cell),
              product(name + ".feedback", null, find(own, "recurrent"), out.size(), out.size()));
          edges.add(new NirEdge(name + ".feedback", cell));
        }
        last = List.of(cell);
      }
      sources.put(k, last);
      shapes.put(k, out);
    }

    private void merge(int k, Node.OfMerge merge) {
      List<String> all = new ArrayList<>();
      merge.inputs().forEach(each -> all.addAll(sources.get(each)));
      if (merge.merge() != Merge.ADD || new LinkedHashSet<>(all).size() < all.size()) {
        throw new UserError(
            "layers[%d]: the merge '%s' has no primitive in NIR, where only sums of different nodes are said."
                .formatted(k, merge.merge().id()));
      }
      sources.put(k, all);
      shapes.put(k, merge.outputShape());
    }

    private static float[][] find(List<Parameter> own, String name) {
      return own.stream()
          .filter(p -> p.name().equals(name))
          .map(Parameter::value)
          .findFirst()
          .orElse(null);
    }

    private static float[] row(float[][] rows) {
      int length = 0;
      for (float[] row : rows) {
        length += row.length;
      }
      float[] all = new float[length];
      int at = 0;
      for (float[] row : rows) {
        System.arraycopy(row, 0, all, at, row.length);
        at += row.length;
      }
      return all;
    }

    /** Our weights have a row for each input, NIR's one for each output. */
    private static NirNode product(
        String name, float[][] bias, float[][] weight, int inputs, int outputs) {
      float[] turned = new float[inputs * outputs];
      for (int i = 0; i < inputs; i++) {
        for (int o = 0; o < outputs; o++) {
          turned[o * inputs + i] = weight[i][o];
        }
      }
      NirArray array = NirArray.of(new int[] {outputs, inputs}, turned);
      return bias == null
          ? NirNode.of(name, Primitive.LINEAR, Map.of("weight", array))
          : NirNode.of(
              name,
              Primitive.AFFINE,
              Map.of("weight", array, "bias", NirArray.of(new int[] {outputs}, row(bias))));
    }

    private String linear(
        String name, List<String> from, Shape in, Shape out, List<Parameter> own) {
      List<String> flat = in.isFlat() ? from : List.of(flatten(name + ".flat", from, in));
      return add(
          flat,
          product(
              name + ".weights", find(own, "bias"), find(own, "weight"), in.size(), out.size()));
    }

    private String flatten(String name, List<String> from, Shape in) {
      NirArray axes =
          NirArray.of(new int[] {3}, (long) in.channels(), (long) in.height(), (long) in.width());
      return add(
          from,
          NirNode.of(
              name,
              Primitive.FLATTEN,
              Map.of("input_type", axes, "start_dim", scalar(0), "end_dim", scalar(-1))));
    }

    private static NirArray scalar(long value) {
      return NirArray.of(new int[0], value);
    }

    private static NirArray pair(long value) {
      return NirArray.of(new int[] {2}, value, value);
    }

    private String conv(
        String name, List<String> from, Shape in, Shape out, JsonNode o, List<Parameter> own) {
      int kernel = o.path("kernel").asInt();
      int groups = o.path("groups").asInt(1);
      float[][] bias = find(own, "bias");
      return add(
          from,
          NirNode.of(
              name + ".weights",
              Primitive.CONV2D,
              Map.of(
                  "input_shape",
                  NirArray.of(new int[] {2}, (long) in.height(), (long) in.width()),
                  "weight",
                  NirArray.of(
                      new int[] {out.channels(), in.channels() / groups, kernel, kernel},
                      row(find(own, "weight"))),
                  "stride",
                  pair(o.path("stride").asLong(1)),
                  "padding",
                  pair(o.path("padding").asLong(0)),
                  "dilation",
                  pair(o.path("dilation").asLong(1)),
                  "groups",
                  scalar(groups),
                  "bias",
                  NirArray.of(
                      new int[] {out.channels()},
                      bias == null ? new float[out.channels()] : row(bias)))));
    }

    private String pool(String name, Primitive type, List<String> from, JsonNode options) {
      long size = options.path("size").asLong();
      return add(
          from,
          NirNode.of(
              name,
              type,
              Map.of("kernel_size", pair(size), "stride", pair(size), "padding", pair(0))));
    }
  }
}
