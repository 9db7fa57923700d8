package dev.snn.engine.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import dev.snn.api.codec.Decoder;
import dev.snn.api.layer.Capabilities;
import dev.snn.api.layer.Layer;
import dev.snn.api.layer.Parameter;
import dev.snn.api.layer.Readout;
import dev.snn.api.layer.Synapses;
import dev.snn.api.learning.Network;
import dev.snn.api.neuron.State;
import dev.snn.api.tensor.Constant;
import dev.snn.api.tensor.Shape;
import dev.snn.api.tensor.Signal;
import dev.snn.api.tensor.Spikes;
import dev.snn.api.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Networks small enough to count by hand. */
class EfficiencyTest {
  private static final Parameter WEIGHT =
      Parameter.of("weight", new float[][] {{1.3f, 0, -1.1f}, {0, 1.2f, 2.7f}});

  private static Layer layer(int size, Synapses... synapses) {
    Layer layer = mock(Layer.class);
    when(layer.synapses())
        .thenReturn(synapses.length == 0 ? Optional.empty() : Optional.of(List.of(synapses)));
    when(layer.capabilities()).thenReturn(Capabilities.SPIKING);
    when(layer.inputShape()).thenReturn(Shape.flat(3));
    when(layer.outputShape()).thenReturn(Shape.flat(size));
    when(layer.parameters()).thenReturn(List.of(WEIGHT));
    when(layer.initialState(1)).thenReturn(State.zeros(List.of("v"), 1, size));
    return layer;
  }

  private static Network network(OptionalLong decoder, Layer... layers) {
    Decoder made = mock(Decoder.class);
    when(made.parameters()).thenReturn(List.of());
    when(made.operations()).thenReturn(decoder);
    return Network.chain(List.of(layers), made, null);
  }

  /** Rows by step, then example. */
  private static Spikes spikes(int steps, float[]... rows) {
    return Spikes.of(new Tensor(steps, rows.length / steps, rows[0].length, rows));
  }

  private static Map<String, Double> count(Network network, Signal input, Signal... outputs) {
    Efficiency efficiency = new Efficiency(network);
    List<Readout> readouts = List.of(outputs).stream().map(Readout::of).toList();
    efficiency.add(new Network.Forward(input, readouts, List.of(), null, null));
    return efficiency.values();
  }

  @Test
  void spikesAddTheWeightsOfTheirLine() {
    Network network =
        network(OptionalLong.of(0), layer(3, new Synapses(WEIGHT, Synapses.Source.INPUT)));
    // Two steps, two examples, two lines: line 0 spikes twice, line 1 three times.
    Spikes input =
        spikes(2, new float[] {1, 1}, new float[] {0, 1}, new float[] {0, 1}, new float[] {1, 0});
    Spikes output =
        spikes(2, new float[] {1, 0, 0}, new float[3], new float[3], new float[] {0, 1, 1});

    assertThat(count(network, input, output))
        .containsExactly(
            // 3 of 2 x 2 x 3 outputs are 1.
            Map.entry("activation_sparsity", 1 - 3.0 / 12),
            // 2 of 6 weights are 0.
            Map.entry("connection_sparsity", 2.0 / 6),
            // 2 spikes of line 0 with 2 weights and 3 of line 1 with 2, over 2 examples.
            Map.entry("effective_acs", (2 * 2 + 3 * 2) / 2.0),
            Map.entry("effective_macs", 0.0),
            // 2 steps x 6 weights.
            Map.entry("dense_operations", 12.0),
            Map.entry("decoder_operations", 0.0),
            // 2 steps x 3 neurons.
            Map.entry("membrane_updates", 6.0),
            // 6 weights and 3 membranes.
            Map.entry("footprint_bytes", 4.0 * (6 + 3)));
  }

  @Test
  void sparseWeightsTakeTheRoomOfCompressedRows() {
    float[][] rows = new float[20][30];
    assertThat(SparseRows.saved(rows)).isEqualTo(4 * (600 - 21));
    for (int k = 0; k < 250; k++) {
      rows[k / 30][k % 30] = -1;
    }
    assertThat(SparseRows.saved(rows)).isEqualTo(4 * (600 - 21 - 500));
    for (int k = 250; k < 400; k++) {
      rows[k / 30][k % 30] = 1;
    }
    assertThat(SparseRows.saved(rows)).isZero();
    assertThat(SparseRows.saved(new float[0][])).isZero();
  }

  @Test
  void heldCurrentsAndCountsMultiply() {
    Network network =
        network(OptionalLong.of(7), layer(3, new Synapses(WEIGHT, Synapses.Source.INPUT)));
    Spikes silent = spikes(4, new float[3], new float[3], new float[3], new float[3]);

    Map<String, Double> held =
        count(network, new Constant(4, 2, new float[][] {{0, 0.5f}}), silent);
    Map<String, Double> counts =
        count(
            network,
            spikes(4, new float[] {1, 0}, new float[] {2, 0}, new float[2], new float[2]),
            silent);

    // The value of line 1 meets 2 weights at each of 4 steps.
    assertThat(held).containsEntry("effective_macs", 8.0).containsEntry("effective_acs", 0.0);
    assertThat(held).containsEntry("activation_sparsity", 1.0);
    assertThat(held).containsEntry("decoder_operations", 7.0);
    // Two events of line 0, one of them of two spikes: no additions alone.
    assertThat(counts).containsEntry("effective_macs", 4.0).containsEntry("effective_acs", 0.0);
  }

  @Test
  void sharedWeightsCountForEachSynapse() {
    // Line 0 meets 5 synapses, one of which has a weight of zero, line 1 meets 7, three zeros.
    Synapses.Shared shared = zeros -> zeros ? new int[] {5, 7} : new int[] {4, 4};
    Network network =
        network(OptionalLong.of(0), layer(3, new Synapses(WEIGHT, Synapses.Source.INPUT, shared)));
    Spikes silent = spikes(2, new float[3], new float[3]);

    Map<String, Double> counts =
        count(network, spikes(2, new float[] {1, 0}, new float[] {1, 1}), silent);

    assertThat(counts).containsEntry("effective_acs", 12.0);
    // 2 steps of 5 + 7 synapses; the weights themselves are 6, 2 of them zero.
    assertThat(counts).containsEntry("dense_operations", 24.0);
    assertThat(counts).containsEntry("connection_sparsity", 2.0 / 6);
    assertThat(counts).containsEntry("footprint_bytes", 4.0 * (6 + 3));
  }

  @Test
  void feedbackActsAtTheNextStep() {
    Parameter own = Parameter.of("feedback", new float[][] {{1, 0}, {1, 1}});
    Parameter all = Parameter.of("recurrent", new float[][] {{0, 1}, {1, 1}});
    Network network =
        network(
            OptionalLong.empty(),
            layer(
                2,
                new Synapses(own, Synapses.Source.OWN),
                new Synapses(all, Synapses.Source.OUTPUT)));
    // Neuron 0 spikes at steps 0 and 1, neuron 1 at steps 1 and 2; step 2 is the last.
    Spikes output = spikes(3, new float[] {1, 0}, new float[] {1, 1}, new float[] {0, 1});

    Map<String, Double> counts =
        count(network, spikes(3, new float[1], new float[1], new float[1]), output);

    // Own: column 0 has two weights that are not 0, column 1 one: 2 + 2 + 1. Output: row 0 has one,
    // row 1 two: 1 + 1 + 2.
    assertThat(counts).containsEntry("effective_acs", 9.0);
    // What is fed back after the last step has no effect: 2 of 3 steps count, for both.
    assertThat(counts).containsEntry("dense_operations", 2.0 * (4 + 4));
    assertThat(counts).containsEntry("connection_sparsity", 2.0 / 8);
    assertThat(counts).doesNotContainKey("decoder_operations");
  }

  @Test
  void aLayerThatDoesNotTellLeavesOperationsOut() {
    Network network =
        network(
            OptionalLong.of(0), layer(3, new Synapses(WEIGHT, Synapses.Source.INPUT)), layer(1));
    Spikes output = spikes(1, new float[] {1, 0, 0});

    assertThat(count(network, spikes(1, new float[2]), output, spikes(1, new float[1])))
        .containsOnlyKeys(
            "activation_sparsity", "decoder_operations", "membrane_updates", "footprint_bytes")
        .hasEntrySatisfying(
            "activation_sparsity", x -> assertThat(x).isCloseTo(0.75, within(1e-12)));
  }

  @Test
  void withoutLayersThereIsTheDecoderAlone() {
    assertThat(count(network(OptionalLong.of(30)), spikes(1, new float[2])))
        .containsOnlyKeys("decoder_operations", "footprint_bytes");
  }
}
