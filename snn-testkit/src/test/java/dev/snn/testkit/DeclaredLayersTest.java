package dev.snn.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.snn.api.layer.Capabilities;
import dev.snn.api.layer.Layer;
import dev.snn.api.layer.LayerPlugin;
import dev.snn.api.layer.Readout;
import dev.snn.api.neuron.Pass;
import dev.snn.api.neuron.State;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Family;
import dev.snn.api.tensor.Signal;
import dev.snn.api.tensor.Tensor;
import dev.snn.testkit.Functions.Config;
import dev.snn.testkit.Functions.Drop;
import dev.snn.testkit.Functions.Norm;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** The contract holds of layers for what they declare, and catches those that lie. */
class DeclaredLayersTest {
  /** A layer for a number of lines. */
  public record Lying(IntFunction<Layer> how) implements LayerPlugin<Config> {
    @Override
    public String name() {
      return "test.lying";
    }

    @Override
    public Config defaults() {
      return new Config();
    }

    @Override
    public Layer create(Config config, BuildContext context) {
      return how.apply(context.inputSize());
    }
  }

  private static void caught(String check, IntFunction<Layer> how, String... detail) {
    Caught.by(check, Family.LAYER, new Lying(how), detail);
  }

  private static void holds(LayerPlugin<?> plugin, String declared) {
    assertThat(Contracts.check(Family.LAYER, plugin))
        .allSatisfy(r -> assertThat(r.passed()).as(r.toString()).isTrue())
        .anySatisfy(
            r -> {
              assertThat(r.name()).isEqualTo("declares");
              assertThat(r.detail()).isEqualTo(declared);
            });
  }

  @Test
  void layersWithoutNeuronsKeepTheContractOfWhatTheyDeclare() {
    holds(new Functions.SumPlugin(), "counts");
    holds(new Functions.NormPlugin(), "values, batch statistics");
    holds(new Functions.DropPlugin(), "values, training noise");
  }

  @Test
  void valuesCalledSpikes() {
    caught(
        "shapes and range of the output",
        n ->
            new Drop(n, "drop") {
              @Override
              public Capabilities capabilities() {
                return Capabilities.of(Capabilities.Output.SPIKES).withTrainingNoise();
              }
            },
        "the output of a HARD pass is a Tensor, not Spikes");
  }

  @Test
  void aMembraneThatIsNotThere() {
    caught(
        "shapes and range of the output",
        n ->
            new Drop(n, "drop") {
              @Override
              public Capabilities capabilities() {
                return new Capabilities(Capabilities.Output.VALUES, true, false, false, true);
              }
            },
        "declares a membrane, but its readout has none");
  }

  @Test
  void aProbabilityThatIsNotDeclared() {
    caught(
        "shapes and range of the output",
        n ->
            new Drop(n, "drop") {
              @Override
              public Forward forward(Signal input, State initial, Pass pass) {
                Forward f = super.forward(input, initial, pass);
                Tensor p = f.readout().output().toTensor();
                Readout readout = new Readout(p, null, () -> p, false);
                return new Forward(readout, f.last(), f.tape());
              }
            },
        "shows a firing probability that it does not declare");
  }

  @Test
  void statisticsOverTheBatchThatAreNotDeclared() {
    IntFunction<Layer> how =
        n ->
            new Norm(n) {
              @Override
              public Capabilities capabilities() {
                return Capabilities.of(Capabilities.Output.VALUES);
              }
            };
    caught("batch independence", how, "against alone");
    caught("purity", how, "a pass modified its input or a parameter");
  }

  @Test
  void statisticsOverTheBatchInEvaluationToo() {
    caught(
        "batch independence",
        n ->
            new Norm(n) {
              @Override
              boolean ofBatch(Pass pass) {
                return true;
              }
            },
        "against alone");
  }

  @Test
  void runningValuesThatEvaluationUpdates() {
    caught(
        "purity",
        n ->
            new Norm(n) {
              @Override
              boolean ofBatch(Pass pass) {
                mean.value()[0][0] += 0.5f;
                return super.ofBatch(pass);
              }
            },
        "an evaluation pass modified");
  }

  @Test
  void runningValuesThatAreNoParameters() {
    caught(
        "parameters are all there is to keep",
        n ->
            new Norm(n) {
              @Override
              public java.util.List<dev.snn.api.layer.Parameter> parameters() {
                return java.util.List.of(gain, variance);
              }
            },
        "what is kept between passes must be a parameter");
  }

  @Test
  void anExemptionThatIsNotNeeded() {
    caught(
        "batch independence",
        n ->
            new Norm(n) {
              @Override
              boolean ofBatch(Pass pass) {
                return false;
              }
            },
        "declares batch statistics, but in training passes too no example depends on its batch");
    caught(
        "random draws",
        n ->
            new Drop(n, "drop") {
              @Override
              float mask(Pass pass, int b, int k) {
                return 1;
              }
            },
        "declares training noise, but another key gives the same output");
  }

  @Test
  void noiseThatIsNotDeclaredOrDrawnInEvaluation() {
    caught(
        "random draws",
        n ->
            new Drop(n, "drop") {
              @Override
              public Capabilities capabilities() {
                return Capabilities.of(Capabilities.Output.VALUES);
              }
            },
        "another key changes the output");
    caught(
        "random draws",
        n ->
            new Drop(n, "drop") {
              @Override
              float mask(Pass pass, int b, int k) {
                Pass training =
                    new Pass(
                        true,
                        pass.spiking(),
                        pass.parallel(),
                        pass.arena(),
                        pass.key(),
                        pass.ids(),
                        0);
                return super.mask(training, b, k);
              }
            },
        "another key changes the output of an evaluation pass");
  }

  @Test
  void gradientsThatForgetTheStatistics() {
    caught(
        "gradients",
        n ->
            new Norm(n) {
              private boolean forward;

              @Override
              public Forward forward(Signal signal, State initial, Pass pass) {
                forward = true;
                Forward f = super.forward(signal, initial, pass);
                forward = false;
                return f;
              }

              @Override
              boolean ofBatch(Pass pass) {
                return forward && super.ofBatch(pass);
              }
            },
        "central differences");
  }
}
