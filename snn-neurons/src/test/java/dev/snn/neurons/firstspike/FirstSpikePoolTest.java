package dev.snn.neurons.firstspike;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.snn.api.layer.Layer;
import dev.snn.api.neuron.Pass;
import dev.snn.api.tensor.Shape;
import dev.snn.api.tensor.Spikes;
import dev.snn.api.tensor.SpikesBuilder;
import dev.snn.testkit.TestContext;
import org.junit.jupiter.api.Test;

class FirstSpikePoolTest {
  private static Layer layer(int size, int padding, Shape in) {
    return new FirstSpikePool()
        .create(
            new FirstSpikePool.Config(size, padding),
            TestContext.of(1, FirstSpikePoolTest.class.getClassLoader()).withInputShape(in));
  }

  /** Of 3 x 3 pixels the last row and column fill no square. */
  @Test
  void theFirstOfASquareCounts() {
    Layer layer = layer(2, 0, new Shape(2, 3, 3));
    assertThat(layer.outputShape()).isEqualTo(new Shape(2, 1, 1));
    SpikesBuilder builder = new SpikesBuilder(4, 1, 18);
    builder.lane(0).add(0, 8);
    builder.lane(0).add(1, 0);
    builder.lane(0).add(1, 4);
    builder.lane(0).add(2, 1);
    builder.lane(0).add(3, 9 + 4);
    Spikes out =
        (Spikes)
            layer.forward(builder.build(), layer.initialState(1), Pass.hard()).readout().output();
    assertThat(out.toTensor().rows()).isDeepEqualTo(new float[][] {{0, 0}, {1, 0}, {0, 0}, {0, 1}});
  }

  @Test
  void paddingMovesTheSquares() {
    Layer layer = layer(2, 1, new Shape(1, 2, 2));
    assertThat(layer.outputShape()).isEqualTo(new Shape(1, 2, 2));
    SpikesBuilder builder = new SpikesBuilder(1, 1, 4);
    builder.lane(0).add(0, 1);
    builder.lane(0).add(0, 2);
    Spikes out =
        (Spikes)
            layer.forward(builder.build(), layer.initialState(1), Pass.hard()).readout().output();
    assertThat(out.toTensor().rows()).isDeepEqualTo(new float[][] {{0, 1, 1, 0}});
  }

  @Test
  void aSquareMustFit() {
    assertThatThrownBy(() -> layer(4, 0, new Shape(1, 3, 5)))
        .hasMessage(
            "size must be at most 3, the smaller side of the input 1 x 3 x 5 with its padding, got 4");
  }
}
