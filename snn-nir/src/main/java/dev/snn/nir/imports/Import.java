package dev.snn.nir.imports;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.api.layer.Parameter;
import dev.snn.engine.tree.Trees;
import dev.snn.nir.graph.Fault;
import dev.snn.nir.graph.Flat;
import dev.snn.nir.graph.Flow;
import dev.snn.nir.graph.NirEdge;
import dev.snn.nir.graph.NirFile;
import dev.snn.nir.graph.NirGraph;
import dev.snn.nir.graph.NirNode;
import dev.snn.nir.graph.Primitive;
import dev.snn.nir.graph.Shapes;
import dev.snn.nir.graph.Windows;
import dev.snn.nir.run.Settings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A graph as entries of {@code layers}, and the parameters of these. A product or a convolution
 * with neurons behind it that read nothing else becomes one layer with neurons; with feedback of
 * the neurons to themselves it is {@code recurrent}; neurons that stand alone are {@code neurons},
 * and a product without any is a {@code dense} layer of neurons that pass their input on.
 *
 * @param layers as in an experiment file
 * @param parameters under their full names
 */
public record Import(ArrayNode layers, List<Parameter> parameters) {

  /**
   * Imports a graph.
   *
   * @param settings {@link dev.snn.nir.run.Scheme#EXPONENTIAL} or {@link
   *     dev.snn.nir.run.Scheme#EULER}
   * @throws dev.snn.api.plugin.UserError where there is no layer for a node, naming it
   */
  public static Import of(NirFile file, Settings settings) {
    return new Reading(file, settings).read();
  }

  /** A graph on its way. */
  private static final class Reading {
    private final String file;
    private final List<String> inputs;
    private final NirGraph graph;
    private final Flow flow;
    private final Map<String, Shapes.Form> forms;
    private final Settings settings;
    private final ArrayNode layers = Trees.NODES.arrayNode();
    private final List<Parameter> parameters = new ArrayList<>();

    /** The entry whose output is a node's. */
    private final Map<String, String> entries = new HashMap<>();

    /** Nodes that are part of a layer of another one. */
    private final Set<String> done = new HashSet<>();

    /** Delayed edges that are the feedback of a layer. */
    private final Set<NirEdge> closed = new HashSet<>();

    Reading(NirFile file, Settings settings) {
      this.file = file.name();
      this.inputs = file.graph().of(Primitive.INPUT);
      this.graph = Flat.of(file);
      this.flow = Flow.of(this.file, graph);
      this.forms = Shapes.of(this.file, graph);
      this.settings = settings;
    }

    Import read() {
      if (inputs.size() != 1) {
        throw Fault.of(
            file,
            "has %d Inputs, %s; layers have one, and 'nir run' can do it."
                .formatted(inputs.size(), String.join(", ", inputs)));
      }
      List<String> outputs = new ArrayList<>();
      for (String name : flow.order()) {
        NirNode node = graph.nodes().get(name);
        if (!done.contains(name)) {
          node(node);
        }
        if (node.type() == Primitive.OUTPUT && graph.outOf(name).isEmpty()) {
          outputs.add(name);
        }
      }
      for (NirEdge edge : flow.delayed()) {
        if (!closed.contains(edge)) {
          throw Fault.of(
              file,
              edge.to(),
              "is fed back to by node '%s', and only a product from neurons to themselves is a layer here ('recurrent'); 'nir run' can do it."
                  .formatted(edge.from()));
        }
      }
      if (outputs.size() != 1) {
        throw Fault.of(
            file,
            "has %d Outputs, %s; layers have one, and 'nir run' can do it."
                .formatted(outputs.size(), String.join(", ", outputs)));
      }
      String last = layers.path(layers.size() - 1).path("name").asText("input");
      if (!entries.get(outputs.get(0)).equals(last)) {
        throw Fault.of(
            file,
            outputs.get(0),
            "is not fed by '%s', the last of the layers; leave out what leads nowhere."
                .formatted(last));
      }
      return new Import(layers, List.copyOf(parameters));
    }

    private void node(NirNode node) {
      switch (node.type()) {
        case INPUT -> {
          if (graph.into(node.name()).isEmpty()) {
            entries.put(node.name(), "input");
          } else {
            pass(node);
          }
        }
        case OUTPUT -> pass(node);
        case AFFINE, LINEAR -> product(node);
        case CONV2D -> convolution(node);
        case SUM_POOL, AVG_POOL -> pool(node);
        case FLATTEN -> flatten(node);
        case LI, IF, LIF, CUBA_LI, CUBA_LIF -> {
          ObjectNode entry = entry(node, node, "neurons");
          entry.set("neuron", neuron(node));
        }
        default ->
            throw Fault.of(
                file,
                node.name(),
                "of type %s has no layer here; 'nir run' can do it.".formatted(node.type().id()));
      }
    }

    private void pass(NirNode node) {
      entries.put(node.name(), source(node));
    }

    /** The entry that a node reads; a merge where there are several. */
    private String source(NirNode node) {
      List<String> from = new ArrayList<>();
      for (String each : graph.into(node.name())) {
        if (!flow.delayed().contains(new NirEdge(each, node.name()))) {
          from.add(entries.get(each));
        }
      }
      if (from.size() == 1) {
        return from.get(0);
      }
      String name = name(node.name() + ".sum");
      ObjectNode merge = layers.addObject().put("name", name).put("merge", "add");
      merge.set("from", Trees.of(from));
      return name;
    }

    /** Names of entries have no other signs, and begin with a letter or a digit. */
    private static String name(String node) {
      String plain = node.replaceAll("[^A-Za-z0-9_.-]", "-").replaceFirst("^[^A-Za-z0-9]+", "");
      return plain.isEmpty() || plain.equals("input") ? "node-" + plain : plain;
    }

    /**
     * An entry for some nodes.
     *
     * @param first reads
     * @param last puts out, and names it
     */
    private ObjectNode entry(NirNode first, NirNode last, String type) {
      String from = source(first);
      String name = name(last.name());
      entries.put(last.name(), name);
      if (last != first) {
        done.add(last.name());
      }
      return layers.addObject().put("name", name).put("type", type).put("from", from);
    }

    /** What the parameters of the last entry are named by. */
    private String parameterName() {
      return "layers[%d]".formatted(layers.size() - 1);
    }

    private ObjectNode neuron(NirNode node) {
      return NeuronImport.of(file, node, settings);
    }

    /** The neurons that alone read a node, and read nothing else but their own feedback. */
    private NirNode behind(NirNode node) {
      List<String> next = graph.outOf(node.name());
      NirNode cells = next.size() == 1 ? graph.nodes().get(next.get(0)) : null;
      boolean fits =
          cells != null
              && cells.type().isNeuron()
              && cells.type() != Primitive.I
              && graph.into(cells.name()).stream()
                  .allMatch(each -> each.equals(node.name()) || each.equals(feedback(cells)));
      return fits ? cells : null;
    }

    /** The product from neurons to themselves; null where there is none. */
    private String feedback(NirNode cells) {
      for (String each : graph.into(cells.name())) {
        List<String> itself = List.of(cells.name());
        if (graph.nodes().get(each).type() == Primitive.LINEAR
            && flow.delayed().contains(new NirEdge(each, cells.name()))
            && graph.into(each).equals(itself)
            && graph.outOf(each).equals(itself)) {
          return each;
        }
      }
      return null;
    }

    private void product(NirNode node) {
      NirNode cells = behind(node);
      String back = cells == null ? null : feedback(cells);
      ObjectNode entry =
          entry(node, cells == null ? node : cells, back == null ? "dense" : "recurrent");
      String name = parameterName();
      Shapes.Form form = forms.get(node.name());
      entry.put("size", form.out()[0]).put("bias", node.has("bias"));
      entry.set("neuron", cells == null ? passing() : neuron(cells));
      add(name + ".weight", turned(node, form.in()[0], form.out()[0]));
      if (back != null) {
        done.add(back);
        closed.add(new NirEdge(back, cells.name()));
        add(name + ".recurrent", turned(graph.nodes().get(back), form.out()[0], form.out()[0]));
      }
      bias(name, node);
    }

    private static ObjectNode passing() {
      return Trees.NODES.objectNode().put("type", "li").put("alpha", 0.0);
    }

    private void add(String name, float[][] values) {
      parameters.add(Parameter.of(name, values));
    }

    private void bias(String name, NirNode node) {
      if (node.has("bias")) {
        double[] bias = node.numbers("bias");
        add(name + ".bias", rows(bias, 1));
      }
    }

    private static float[][] rows(double[] values, int rows) {
      float[][] all = new float[rows][values.length / rows];
      for (int k = 0; k < values.length; k++) {
        all[k / all[0].length][k % all[0].length] = (float) values[k];
      }
      return all;
    }

    /** Our weights have a row for each input, NIR's one for each output. */
    private static float[][] turned(NirNode node, int inputs, int outputs) {
      double[] given = node.numbers("weight");
      float[][] rows = new float[inputs][outputs];
      for (int k = 0; k < given.length; k++) {
        rows[k % inputs][k / inputs] = (float) given[k];
      }
      return rows;
    }

    private void convolution(NirNode node) {
      Windows windows = Windows.ofConvolution(file, node);
      if (!windows.isSquare()) {
        throw Fault.of(
            file,
            node.name(),
            "has windows, strides or paddings that are no squares, and 'conv' has squares; 'nir run' can do it.");
      }
      NirNode cells = behind(node);
      if (cells != null && feedback(cells) != null) {
        cells = null;
      }
      ObjectNode entry = entry(node, cells == null ? node : cells, "conv");
      String name = parameterName();
      int outputs = forms.get(node.name()).out()[0];
      entry
          .put("channels", outputs)
          .put("kernel", windows.kernel()[0])
          .put("stride", windows.stride()[0])
          .put("padding", windows.before()[0])
          .put("dilation", windows.dilation()[0])
          .put("groups", (int) node.numbers("groups")[0])
          .put("bias", node.has("bias"));
      if (cells != null) {
        entry.set("neuron", neuron(cells));
      }
      add(name + ".weight", rows(node.numbers("weight"), outputs));
      bias(name, node);
    }

    private void pool(NirNode node) {
      Windows windows = Windows.ofPool(file, node);
      if (!windows.isTiling()) {
        throw Fault.of(
            file,
            node.name(),
            "has windows that overlap, are padded or no squares, and pools here tile the image; 'nir run' can do it.");
      }
      String type = node.type() == Primitive.SUM_POOL ? "sum-pool" : "avg-pool";
      entry(node, node, type).put("size", windows.kernel()[0]);
    }

    private void flatten(NirNode node) {
      if (forms.get(node.name()).out().length != 1) {
        throw Fault.of(file, node.name(), "flattens some axes only, and 'flatten' flattens all.");
      }
      entry(node, node, "flatten");
    }
  }
}
