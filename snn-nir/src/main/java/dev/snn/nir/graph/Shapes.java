package dev.snn.nir.graph;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The shape of what goes into each node and comes out of it, without axes of batch and time: from
 * its parameters where they tell, else from the nodes that feed it.
 */
public final class Shapes {
  /** Values that a node may take in a step, or put out. */
  public static final int MOST = 1 << 24;

  /** Values that all nodes may put out in a step. */
  private static final int MOST_OF_ALL = 1 << 28;

  /** Axes of a shape, as many as HDF5 has. */
  private static final int MOST_AXES = 32;

  private final String file;
  private final NirGraph graph;
  private final Map<String, Form> forms = new HashMap<>();

  /** What goes in, and what comes out. */
  public record Form(int[] in, int[] out) {
    static Form same(int[] shape) {
      return new Form(shape, shape);
    }
  }

  private Shapes(String file, NirGraph graph) {
    this.file = file;
    this.graph = graph;
  }

  /**
   * The shapes of all nodes.
   *
   * @param graph in one level ({@link Flat})
   * @return by the name of the node
   */
  public static Map<String, Form> of(String file, NirGraph graph) {
    Shapes shapes = new Shapes(file, graph);
    for (int known = -1; known < shapes.forms.size(); ) {
      known = shapes.forms.size();
      for (NirNode node : graph.nodes().values()) {
        shapes.tell(node);
      }
    }
    for (NirNode node : graph.nodes().values()) {
      if (!shapes.forms.containsKey(node.name())) {
        throw Fault.of(
            file,
            node.name(),
            "does not tell what shape it takes, and neither do the nodes before it; give an Input's 'shape'.");
      }
    }
    graph.edges().forEach(shapes::check);
    shapes.bounded();
    return Map.copyOf(shapes.forms);
  }

  /** All values of a step are kept at once, and so many nodes may have no parameters to tell. */
  private void bounded() {
    long all = 0;
    for (Form form : forms.values()) {
      all += NirArray.size(form.out());
    }
    if (all > MOST_OF_ALL) {
      throw Fault.of(
          file,
          "its nodes give %d values in a step; %d are the most of all together."
              .formatted(all, MOST_OF_ALL));
    }
  }

  private void tell(NirNode node) {
    if (!forms.containsKey(node.name())) {
      form(node, before(node))
          .ifPresent(
              form -> {
                sized(file, node.name(), "takes", form.in());
                sized(file, node.name(), "gives", form.out());
                forms.put(node.name(), form);
              });
    }
  }

  /** Fails where a node has more values than {@link #MOST}; nothing is made of so many. */
  static void sized(String file, String node, String does, int... shape) {
    double size = 1;
    for (int axis : shape) {
      size *= axis;
    }
    if (size > MOST) {
      throw Fault.of(
          file,
          node,
          String.format(
              Locale.ROOT,
              "%s %.0f values (%s); %d is the most that a node can have.",
              does,
              size,
              NirArray.text(shape),
              MOST));
    }
  }

  /** The shape of what the first known node before it puts out. */
  private Optional<int[]> before(NirNode node) {
    return graph.into(node.name()).stream()
        .map(forms::get)
        .filter(java.util.Objects::nonNull)
        .map(Form::out)
        .findFirst();
  }

  private Optional<Form> form(NirNode node, Optional<int[]> before) {
    return switch (node.type()) {
      case INPUT, OUTPUT -> Optional.of(Form.same(lengths(node, "shape")));
      case AFFINE, LINEAR -> Optional.of(linear(node));
      case CONV1D, CONV2D -> Windows.convolution(file, node, before);
      case SUM_POOL, AVG_POOL -> before.map(in -> Windows.pool(file, node, in));
      case FLATTEN ->
          (node.has("input_type") ? Optional.of(lengths(node, "input_type")) : before)
              .map(in -> flatten(node, in));
      default -> elementwise(node, before);
    };
  }

  /** A parameter that holds lengths of axes. */
  private int[] lengths(NirNode node, String parameter) {
    double[] numbers = node.numbers(parameter);
    if (numbers.length > MOST_AXES) {
      throw Fault.of(
          file,
          node.name(),
          parameter,
          "has %d axes; %d are the most.".formatted(numbers.length, MOST_AXES));
    }
    int[] lengths = new int[numbers.length];
    for (int k = 0; k < lengths.length; k++) {
      lengths[k] = (int) numbers[k];
      if (numbers[k] < 1 || numbers[k] != Math.rint(numbers[k])) {
        throw Fault.of(
            file,
            node.name(),
            parameter,
            "%s is no shape; each axis is a whole number of at least 1."
                .formatted(Arrays.toString(numbers)));
      }
      if (numbers[k] > MOST) {
        throw Fault.of(
            file,
            node.name(),
            parameter,
            String.format(
                Locale.ROOT,
                "has an axis of %.0f; %d is the most values that a node can have.",
                numbers[k],
                MOST));
      }
    }
    sized(file, node.name(), "has", lengths);
    return lengths;
  }

  private Form linear(NirNode node) {
    int[] weight = node.get("weight").shape();
    if (weight.length != 2) {
      throw Fault.of(
          file,
          node.name(),
          "weight",
          "has the shape %s; two axes can be run, outputs x inputs."
              .formatted(NirArray.text(weight)));
    }
    if (node.has("bias") && node.get("bias").size() != weight[0]) {
      throw Fault.of(
          file,
          node.name(),
          "bias",
          "has %d values for %d outputs of the weight."
              .formatted(node.get("bias").size(), weight[0]));
    }
    return new Form(new int[] {weight[1]}, new int[] {weight[0]});
  }

  private Form flatten(NirNode node, int[] in) {
    int start = axis(node, "start_dim", in.length);
    int end = axis(node, "end_dim", in.length);
    if (end < start) {
      throw Fault.of(file, node.name(), "end_dim", "lies before start_dim.");
    }
    int[] out = new int[in.length - (end - start)];
    for (int k = 0; k < in.length; k++) {
      int to = k <= start ? k : k <= end ? start : k - (end - start);
      out[to] = out[to] == 0 ? in[k] : out[to] * in[k];
    }
    return new Form(in, out);
  }

  private int axis(NirNode node, String parameter, int axes) {
    double given = node.numbers(parameter)[0];
    int axis = (int) (given < 0 ? given + axes : given);
    if (axis < 0 || axis >= axes) {
      throw Fault.of(
          file, node.name(), parameter, "%s is none of the %d axes.".formatted(given, axes));
    }
    return axis;
  }

  /** Neurons and functions of each value: the shape of the parameters, all alike but scalars. */
  private Optional<Form> elementwise(NirNode node, Optional<int[]> before) {
    int[] shape = null;
    String first = null;
    for (String parameter : node.type().known()) {
      if (!node.has(parameter) || node.get(parameter).size() == 1) {
        continue;
      }
      int[] own = node.get(parameter).shape();
      if (shape != null && !Arrays.equals(shape, own)) {
        throw Fault.of(
            file,
            node.name(),
            parameter,
            "has the shape %s, and '%s' has %s; one value, or one for each neuron."
                .formatted(NirArray.text(own), first, NirArray.text(shape)));
      }
      shape = own;
      first = parameter;
    }
    return shape != null ? Optional.of(Form.same(shape)) : before.map(Form::same);
  }

  private void check(NirEdge edge) {
    int[] out = forms.get(edge.from()).out();
    int[] in = forms.get(edge.to()).in();
    if (!Arrays.equals(trimmed(out), trimmed(in))) {
      throw Fault.of(
          file,
          edge.to(),
          "takes %s, and node '%s', which feeds it, gives %s."
              .formatted(NirArray.text(in), edge.from(), NirArray.text(out)));
    }
  }

  /** Without axes of length 1. */
  private static int[] trimmed(int[] shape) {
    return Arrays.stream(shape).filter(n -> n != 1).toArray();
  }
}
