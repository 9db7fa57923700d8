package dev.snn.neurons.conv;

import static org.assertj.core.api.Assertions.assertThat;

import dev.snn.api.layer.Layer;
import dev.snn.api.layer.LayerPlugin;
import dev.snn.api.layer.Parameter;
import dev.snn.api.layer.ReadoutGradient;
import dev.snn.api.neuron.Pass;
import dev.snn.api.plugin.Part;
import dev.snn.api.tensor.Shape;
import dev.snn.api.tensor.Signal;
import dev.snn.api.tensor.Spikes;
import dev.snn.api.tensor.Tensor;
import dev.snn.testkit.PartBinder;
import dev.snn.testkit.PeerValues;
import dev.snn.testkit.TestContext;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Outputs, gradients and running values of HARD passes against PyTorch's; made by peer.py. */
class AutogradTest {
  private static final int STEPS = 3;
  private static final int BATCH = 2;
  private static final Shape IMAGE = new Shape(2, 6, 6);
  private static final double TOLERANCE = 1e-3;
  private static final PeerValues CASES = PeerValues.read(AutogradTest.class, "peer.txt");

  private static final Part NEURON =
      Part.of("if", "reset", "zero", "surrogate", Map.of("type", "atan", "alpha", 2.0));

  private static final Map<String, Part> LAYERS =
      Map.of(
          "conv", Part.of("conv", "channels", 3, "stride", 2, "padding", 1),
          "conv-groups",
              Part.of("conv", "channels", 4, "kernel", 2, "padding", 1, "dilation", 3, "groups", 2),
          "conv-if", Part.of("conv", "channels", 2, "padding", 1, "neuron", NEURON),
          "batch-norm", Part.of("batch-norm"),
          "batch-norm-if", Part.of("batch-norm", "neuron", NEURON),
          "max-pool", Part.of("max-pool"),
          "avg-pool", Part.of("avg-pool"));

  private static final Map<String, LayerPlugin<?>> PLUGINS =
      Map.of(
          "conv", new Conv(),
          "batch-norm", new BatchNorm(),
          "max-pool", new MaxPool(),
          "avg-pool", new AvgPool());

  private static Tensor tensor(float[] values) {
    return PeerValues.tensor(values, STEPS, BATCH);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "conv",
        "conv-groups",
        "conv-if",
        "batch-norm",
        "batch-norm-if",
        "max-pool",
        "avg-pool"
      })
  void gradientsAreThoseOfAutograd(String name) {
    Map<String, float[]> peer = CASES.of(name);
    TestContext context = TestContext.of(0, getClass().getClassLoader()).withInputShape(IMAGE);
    Tensor dense = tensor(peer.get("input"));
    boolean binary = name.startsWith("conv") || name.equals("avg-pool");
    Signal input = binary ? Spikes.of(dense) : dense;
    Part part = LAYERS.get(name);
    Layer layer = make(PLUGINS.get(part.type()), part, context);
    for (Parameter p : layer.parameters()) {
      if (p.trainable()) {
        put(peer.get(p.name()), p.value());
      }
    }
    Layer.Forward forward = layer.forward(input, layer.initialState(BATCH), Pass.hard());
    close("output", peer.get("output"), forward.readout().output().toTensor().rows());
    ReadoutGradient gradient =
        new ReadoutGradient(tensor(peer.get("gradient_of_output")), null, null);
    Tensor back = layer.backward(forward.tape(), gradient, true, Pass.hard());
    close("gradient of the input", peer.get("gradient_of_input"), back.rows());
    for (Parameter p : layer.parameters()) {
      if (p.trainable()) {
        close("gradient of " + p.name(), peer.get("gradient_of_" + p.name()), p.gradient());
      } else {
        close(p.name(), peer.get(p.name().replace("variance", "var")), p.value());
      }
    }
  }

  private static <C extends Record> Layer make(
      LayerPlugin<C> plugin, Part part, TestContext context) {
    C config = PartBinder.bind(plugin.defaults(), part.options());
    return plugin.create(config, context);
  }

  private static void put(float[] values, float[][] rows) {
    int at = 0;
    for (float[] row : rows) {
      System.arraycopy(values, at, row, 0, row.length);
      at += row.length;
    }
    assertThat(at).isEqualTo(values.length);
  }

  /** Largest difference relative to the largest value. */
  private static void close(String what, float[] expected, float[][] rows) {
    int at = 0;
    double largest = 0;
    double difference = 0;
    for (float[] row : rows) {
      for (float x : row) {
        largest = Math.max(largest, Math.abs(expected[at]));
        difference = Math.max(difference, Math.abs(expected[at++] - x));
      }
    }
    assertThat(at).as(what).isEqualTo(expected.length);
    assertThat(largest).as(what).isPositive();
    assertThat(difference / largest).as(what).isLessThan(TOLERANCE);
  }
}
