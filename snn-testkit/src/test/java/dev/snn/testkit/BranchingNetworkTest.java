package dev.snn.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.snn.api.data.Samples;
import dev.snn.api.layer.Layer;
import dev.snn.api.layer.Merge;
import dev.snn.api.layer.Parameter;
import dev.snn.api.learning.Network;
import dev.snn.api.learning.NetworkBuilder;
import dev.snn.api.loss.Loss;
import dev.snn.api.neuron.Pass;
import dev.snn.api.plugin.NotApplicableException;
import dev.snn.api.tensor.Shape;
import dev.snn.api.tensor.Spikes;
import dev.snn.api.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BranchingNetworkTest {
  private static final int IN = 5;
  private static final int STEPS = 6;
  private static final int BATCH = 3;

  /**
   * Stem, two branches of which one reads also what it is added to, a skip from the input, and a
   * last layer.
   */
  private static Network network(Merge merge) {
    int width = merge == Merge.CONCAT ? 8 : 4;
    Network chain = TinyNetwork.create();
    return Network.builder(Shape.flat(IN))
        .layer("stem", layer("stem", IN, 4))
        .layer("left", layer("left", 4, 4))
        .merge("joined", merge, List.of("left", "stem"))
        .layer("right", layer("right", IN, width), NetworkBuilder.INPUT)
        .merge("sum", Merge.ADD, List.of("joined", "right", "joined"))
        .layer("last", layer("last", width, 3))
        .build(chain.decoder(), chain.loss());
  }

  private static Layer layer(String name, int in, int out) {
    return TinyNetwork.layer(name, in, out);
  }

  private static Spikes input() {
    return Examples.spikes("graph", STEPS, BATCH, IN, 0.5, false);
  }

  private static Samples samples() {
    return Samples.labelled(new long[] {1, 2, 3}, new float[BATCH][IN], new int[] {0, 1, 2});
  }

  private static void accumulate(Network network, Network.Forward forward, Pass pass) {
    Loss.Value loss = network.loss().evaluate(forward.outcome(), samples(), pass);
    network.backward(forward, loss.gradPrediction(), loss.gradReadout(), pass);
  }

  @ParameterizedTest
  @EnumSource(Merge.class)
  void gradientsOfABranchingNetworkAreExact(Merge merge) {
    Network network = network(merge);
    Pass pass = Pass.smooth();
    accumulate(network, network.forward(input(), pass), pass);

    for (Parameter p : network.parameters()) {
      Gradients.Result result =
          Gradients.check(
              p.name(),
              p.value(),
              p.gradient(),
              5e-3,
              3e-7,
              () ->
                  network
                      .loss()
                      .evaluate(network.forward(input(), pass).outcome(), samples(), pass)
                      .mean());
      assertThat(result.scale()).as(p.name()).isPositive();
    }
    assertThat(network.parameters())
        .extracting(Parameter::name)
        .containsExactly(
            "layers[0].weight",
            "layers[1].weight",
            "layers[3].weight",
            "layers[5].weight",
            "decoder.gain");
  }

  /** In a HARD pass sums of spikes flow as counts, and every row of the batch is on its own. */
  @Test
  void spikesThatAreAddedFlowAsCounts() {
    Network network = network(Merge.ADD);

    Network.Forward forward = network.forward(input(), Pass.hard());

    assertThat(forward.readouts().get(4).output())
        .isInstanceOfSatisfying(Spikes.class, s -> assertThat(s.raw().counts()).isNotNull());
    Tensor left = forward.readouts().get(1).output().toTensor();
    Tensor stem = forward.readouts().get(0).output().toTensor();
    Tensor joined = forward.readouts().get(2).output().toTensor();
    for (int r = 0; r < joined.rows().length; r++) {
      for (int n = 0; n < joined.size(); n++) {
        assertThat(joined.rows()[r][n]).isEqualTo(left.rows()[r][n] + stem.rows()[r][n]);
      }
    }
  }

  @Test
  void windowsGiveTheSameScoresAndCarryTheState() {
    Network network = network(Merge.CONCAT);
    for (Pass pass : List.of(Pass.hard(), Pass.smooth())) {
      Network.Forward whole = network.forward(input(), pass);
      for (int steps : new int[] {1, 4, 6, 9}) {
        Network.Forward parts = network.forwardInWindows(input(), steps, pass);
        new Snapshot()
            .put("scores", parts.decoded().prediction())
            .put("readout", parts.readout().output())
            .put("membrane", parts.readout().membrane())
            .put("probability", parts.readout().probability())
            .put("state", parts.last().nodes().get(1))
            .requireSame(
                new Snapshot()
                    .put("scores", whole.decoded().prediction())
                    .put("readout", whole.readout().output())
                    .put("membrane", whole.readout().membrane())
                    .put("probability", whole.readout().probability())
                    .put("state", whole.last().nodes().get(1)),
                "windows of " + steps);
      }
    }
  }

  /** Steps [0, 2) by themselves, then [2, 6) from the state after them. */
  @Test
  void aStateIsTakenAndReturned() {
    Network network = network(Merge.ADD);
    Network.Forward whole = network.forward(input(), Pass.hard());

    Network.Forward first = network.forward(input().timeRange(0, 2), Pass.hard());
    Network.Forward second =
        network.forward(input().timeRange(2, STEPS), first.last(), Pass.hard().startingAt(2));

    assertThat(second.readout().membrane().rows())
        .isDeepEqualTo(whole.readout().membrane().timeRange(2, STEPS).rows());
  }

  /** With windows of one step nothing is learnt through the membrane's memory. */
  @Test
  void noGradientGoesFromAWindowIntoTheOneBeforeIt() {
    Network network = TinyNetwork.create();
    Pass pass = Pass.smooth();
    accumulate(network, network.forward(input(), pass), pass);
    float[][] full = network.parameters().get(0).gradient().clone();
    full[0] = full[0].clone();
    network.parameters().forEach(Parameter::clearGradient);

    accumulate(network, network.forwardInWindows(input(), 1, pass), pass);

    assertThat(network.parameters().get(0).gradient()[0]).isNotEqualTo(full[0]);
  }

  @Test
  void chainsAreToldFromBranches() {
    assertThat(TinyNetwork.create().isChain()).isTrue();
    assertThatThrownBy(() -> network(Merge.ADD).requireChain("credit 'dfa'"))
        .isInstanceOf(NotApplicableException.class)
        .hasMessage(
            "credit 'dfa' needs a chain of layers, but this network branches at layers[2] 'joined'");
  }

  @Test
  void whatDoesNotFitIsRefused() {
    NetworkBuilder builder = Network.builder(Shape.flat(IN)).layer("a", layer("a", IN, 4));
    assertThatThrownBy(() -> builder.layer("b", layer("b", IN, 4)))
        .hasMessage("b takes 5 lines, but a gives 4");
    assertThatThrownBy(() -> builder.layer("b", layer("b", IN, 4), "c"))
        .hasMessage("layers[1] reads 'c', and no node before it has that name");
    assertThatThrownBy(() -> builder.layer("a", layer("b", 4, 4)))
        .hasMessage("two nodes are named 'a'");
    assertThatThrownBy(() -> builder.merge("m", Merge.ADD, List.of("a", NetworkBuilder.INPUT)))
        .hasMessage("merge 'add' needs inputs of one shape, got 4 and 5 from [a, input]");
    builder.layer("b", layer("b", IN, 4), NetworkBuilder.INPUT);
    assertThatThrownBy(() -> builder.build(null, null)).hasMessage("no node reads the output of a");
  }
}
