package dev.snn.app.command;

import dev.snn.app.terminal.Columns;
import dev.snn.nir.graph.Drawing;
import dev.snn.nir.graph.Flat;
import dev.snn.nir.graph.Flow;
import dev.snn.nir.graph.NirArray;
import dev.snn.nir.graph.NirFile;
import dev.snn.nir.graph.NirGraph;
import dev.snn.nir.graph.NirNode;
import dev.snn.nir.graph.Primitive;
import dev.snn.nir.graph.Shapes;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What {@code nir show} prints: nodes in the order they are run in, and the graph. */
final class NirText {
  /** Lengths of axes and windows, which are shown one by one. */
  private static final int FEW = 4;

  private NirText() {}

  static String of(NirFile file) {
    NirGraph graph = Flat.of(file);
    Flow flow = Flow.of(file.name(), graph);
    Map<String, Shapes.Form> forms = Shapes.of(file.name(), graph);
    Columns nodes = new Columns();
    nodes.add("NODE", "TYPE", "IN", "OUT", "PARAMETERS");
    for (String name : flow.order()) {
      NirNode node = graph.nodes().get(name);
      nodes.add(
          name,
          node.type().id(),
          NirArray.text(forms.get(name).in()),
          NirArray.text(forms.get(name).out()),
          node.parameters().entrySet().stream()
              .filter(each -> node.type().known().contains(each.getKey()))
              .filter(each -> !each.getKey().equals("shape"))
              .map(each -> parameter(each.getKey(), each.getValue()))
              .collect(Collectors.joining(", ")));
    }
    StringBuilder text = new StringBuilder(file.name()).append(": NIR");
    text.append(file.version().isEmpty() ? "" : " " + file.version());
    text.append(", %d nodes, %d edges%n%n".formatted(graph.nodes().size(), graph.edges().size()));
    text.append(nodes.text()).append('\n');
    Drawing.lines(graph, flow).forEach(line -> text.append(line).append('\n'));
    if (!flow.delayed().isEmpty()) {
      text.append("\n~> takes a step of time: the edge lies on a cycle\n");
    }
    return text.toString();
  }

  private static String parameter(String name, NirArray array) {
    String unit = Primitive.unit(name).isEmpty() ? "" : " " + Primitive.unit(name);
    if (!array.isNumber()) {
      return name + " " + array.word(0);
    }
    double[] values = array.numbers();
    if (values.length == 0) {
      return name + " empty";
    }
    double least = Arrays.stream(values).min().getAsDouble();
    double most = Arrays.stream(values).max().getAsDouble();
    String type = array.type() == NirArray.Type.FLOAT64 ? " float64" : "";
    if (least == most) {
      return name + " " + number(least) + unit + type;
    }
    if (values.length <= FEW && array.type() == NirArray.Type.INT64) {
      return name
          + " "
          + Arrays.stream(values).mapToObj(NirText::number).collect(Collectors.joining(" x "));
    }
    return "%s %s .. %s%s [%s]%s"
        .formatted(name, number(least), number(most), unit, NirArray.text(array.shape()), type);
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e9
        ? Long.toString((long) value)
        : String.format(Locale.ROOT, "%.4g", value);
  }
}
