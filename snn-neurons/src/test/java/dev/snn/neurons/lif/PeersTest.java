package dev.snn.neurons.lif;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.snn.api.layer.Capabilities;
import dev.snn.api.layer.Layer;
import dev.snn.api.layer.ReadoutGradient;
import dev.snn.api.neuron.NeuronModel;
import dev.snn.api.neuron.Pass;
import dev.snn.api.neuron.State;
import dev.snn.api.plugin.Family;
import dev.snn.api.plugin.Part;
import dev.snn.api.tensor.Tensor;
import dev.snn.testkit.TestContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleBiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each line of docs/coming-from.md against the stored trace of the library it speaks of. */
class PeersTest {
  private static final Path PAGE = Path.of("../docs/coming-from.md");
  private static final Pattern LINE =
      Pattern.compile("\\| .+ \\| `(\\{type: .+})` \\| ([a-z0-9-]+) \\|");

  private static final TestContext CONTEXT =
      TestContext.of(Trace.SIZE, PeersTest.class.getClassLoader());

  private record Line(String name, String config) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Line> lines() throws IOException {
    List<Line> lines = new ArrayList<>();
    for (String line : Files.readAllLines(PAGE)) {
      Matcher m = LINE.matcher(line);
      if (m.matches()) {
        lines.add(new Line(m.group(2), m.group(1)));
      }
    }
    return lines;
  }

  @Test
  void everyTraceHasALine() throws IOException {
    try (Stream<Path> files = Files.list(Trace.FOLDER)) {
      List<String> traces =
          files
              .map(f -> f.getFileName().toString())
              .filter(f -> f.endsWith(".trace"))
              .map(f -> f.substring(0, f.length() - 6))
              .toList();
      assertThat(lines()).extracting(Line::name).containsExactlyInAnyOrderElementsOf(traces);
      assertThat(traces).hasSizeGreaterThan(20);
    }
  }

  @ParameterizedTest
  @MethodSource("lines")
  void neuron(Line line) throws IOException {
    Trace trace = Trace.read(line.name());
    Map<String, Object> options = new Flow(line.config()).mapping();
    Part part = new Part((String) options.remove("type"), options);
    if (part.type().equals("recurrent")) {
      layer(trace, part);
      return;
    }
    NeuronModel model = CONTEXT.create(Family.NEURON, "neuron", part, Trace.SIZE);
    Tensor x = trace.current();
    NeuronModel.Forward forward = model.forward(x.copy(), model.initialState(1), Pass.hard());
    if (model.output() == Capabilities.Output.SPIKES) {
      spikes(trace, forward.output().toTensor());
    } else {
      same("output", trace.numbers("h"), forward.output().toTensor());
    }
    same("membrane", trace.numbers("h"), forward.membrane());
    if (trace.has("v")) {
      same("membrane after the reset", trace.numbers("v"), after(model, x));
    }
    if (trace.has("g")) {
      gradients(line.name(), trace, model, forward);
    }
  }

  /** A layer with the identity as its weights and the recurrent weights of the script. */
  private static void layer(Trace trace, Part part) throws IOException {
    Layer layer = CONTEXT.create(Family.LAYER, "layer", part, Trace.SIZE);
    float[][] weight = layer.parameters().get(0).value();
    float[][] recurrent = layer.parameters().get(1).value();
    assertThat(layer.parameters()).hasSize(2);
    for (int i = 0; i < Trace.SIZE; i++) {
      for (int j = 0; j < Trace.SIZE; j++) {
        weight[i][j] = i == j ? 1 : 0;
        recurrent[i][j] = (float) (0.2 * Math.cos(0.37 * i + 1.1 * j));
      }
    }
    Layer.Forward forward = layer.forward(trace.current(), layer.initialState(1), Pass.hard());
    spikes(trace, forward.readout().output().toTensor());
    same("membrane", trace.numbers("h"), forward.readout().membrane());
    ReadoutGradient gradient = new ReadoutGradient(gradOutput(), gradMembrane(), null);
    same(
        "gradient of the input",
        trace.numbers("g"),
        layer.backward(forward.tape(), gradient, true, Pass.hard()));
  }

  private static void spikes(Trace trace, Tensor spikes) {
    int fired = 0;
    int wrong = 0;
    for (int t = 0; t < Trace.STEPS; t++) {
      for (int n = 0; n < Trace.SIZE; n++) {
        fired += trace.spike(t, n);
        wrong += trace.spike(t, n) == spikes.get(t, 0, n) ? 0 : 1;
      }
    }
    assertThat(wrong).as("spikes that differ, of %d", fired).isZero();
    assertThat(fired).as("spikes").isGreaterThan(200);
  }

  private static void same(String what, float[] expected, Tensor actual) {
    same(what, expected, actual, 1e-4);
  }

  private static void same(String what, float[] expected, Tensor actual, double tolerance) {
    assertThat(expected).hasSize(Trace.STEPS * Trace.SIZE);
    for (int k = 0; k < expected.length; k++) {
      int t = k / Trace.SIZE;
      int n = k % Trace.SIZE;
      assertThat((double) actual.get(t, 0, n))
          .as("%s of step %d, neuron %d", what, t, n)
          .isCloseTo(expected[k], within(tolerance * Math.max(1, Math.abs(expected[k]))));
    }
  }

  private static Tensor gradOutput() {
    return tensor((t, n) -> Math.cos(0.3 * t + n));
  }

  private static Tensor gradMembrane() {
    return tensor((t, n) -> 0.5 * Math.sin(0.7 * t + 1.3 * n));
  }

  private static Tensor tensor(ToDoubleBiFunction<Integer, Integer> f) {
    Tensor out = Tensor.zeros(Trace.STEPS, 1, Trace.SIZE);
    for (int t = 0; t < Trace.STEPS; t++) {
      for (int n = 0; n < Trace.SIZE; n++) {
        out.row(t, 0)[n] = (float) f.applyAsDouble(t, n);
      }
    }
    return out;
  }

  /** The membrane after each step, one step at a time. */
  private static Tensor after(NeuronModel model, Tensor x) {
    Tensor out = Tensor.zeros(Trace.STEPS, 1, Trace.SIZE);
    State state = model.initialState(1);
    for (int t = 0; t < Trace.STEPS; t++) {
      state = model.forward(x.timeRange(t, t + 1).copy(), state, Pass.hard()).last();
      System.arraycopy(state.get("v")[0], 0, out.row(t, 0), 0, Trace.SIZE);
    }
    return out;
  }

  private static void gradients(
      String name, Trace trace, NeuronModel model, NeuronModel.Forward forward) {
    // Its upswing multiplies what float rounds off; the largest difference is 2.9e-3.
    double tolerance = name.equals("norse-izhikevich") ? 4e-3 : 1e-4;
    Tensor gradOutput = model.output() == Capabilities.Output.SPIKES ? gradOutput() : null;
    NeuronModel.Backward back =
        model.backward(forward.tape(), gradOutput, gradMembrane(), null, Pass.hard());
    same("gradient of the input", trace.numbers("g"), back.gradCurrent(), tolerance);
    if (trace.has("w")) {
      double expected = trace.numbers("w")[0];
      assertThat((double) model.parameters().get(0).gradient()[0][0])
          .as("gradient of the decay")
          .isCloseTo(expected, within(1e-4 * Math.max(1, Math.abs(expected))));
    }
  }
}
