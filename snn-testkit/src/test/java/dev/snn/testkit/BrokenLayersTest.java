package dev.snn.testkit;

import dev.snn.api.layer.Layer;
import dev.snn.api.layer.LayerPlugin;
import dev.snn.api.layer.Parameter;
import dev.snn.api.layer.Readout;
import dev.snn.api.layer.ReadoutGradient;
import dev.snn.api.neuron.Pass;
import dev.snn.api.neuron.State;
import dev.snn.api.neuron.Tape;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Doc;
import dev.snn.api.plugin.Family;
import dev.snn.api.random.Draws;
import dev.snn.api.tensor.Signal;
import dev.snn.api.tensor.Spikes;
import dev.snn.api.tensor.SpikesBuilder;
import dev.snn.api.tensor.Tensor;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class BrokenLayersTest {
  public record Config(@Doc("number of neurons") int size) {}

  /** A correct layer, then broken by a function. */
  public record Broken(UnaryOperator<Layer> how) implements LayerPlugin<Config> {
    @Override
    public String name() {
      return "test.layer";
    }

    @Override
    public Config defaults() {
      return new Config(3);
    }

    @Override
    public Layer create(Config config, BuildContext context) {
      return how.apply(TinyNetwork.layer(context.inputSize(), config.size()));
    }
  }

  /** Passes everything on. */
  private static class Wrapper implements Layer {
    final Layer layer;

    Wrapper(Layer layer) {
      this.layer = layer;
    }

    @Override
    public int inputSize() {
      return layer.inputSize();
    }

    @Override
    public int outputSize() {
      return layer.outputSize();
    }

    @Override
    public List<Parameter> parameters() {
      return layer.parameters();
    }

    @Override
    public State initialState(int batch) {
      return layer.initialState(batch);
    }

    @Override
    public Forward forward(Signal input, State initial, Pass pass) {
      return layer.forward(input, initial, pass);
    }

    @Override
    public Tensor backward(Tape tape, ReadoutGradient gradient, boolean needInput, Pass pass) {
      return layer.backward(tape, gradient, needInput, pass);
    }
  }

  private static void assertCaught(String check, UnaryOperator<Layer> how, String... detail) {
    Caught.by(check, Family.LAYER, new Broken(how), detail);
  }

  @Test
  void theUnbrokenLayerPasses() {
    List<CheckResult> failed =
        Contracts.check(Family.LAYER, new Broken(layer -> layer)).stream()
            .filter(r -> !r.passed())
            .toList();
    // A record with a component has no constructor without arguments, which is noticed.
    org.assertj.core.api.Assertions.assertThat(failed)
        .extracting(CheckResult::name)
        .containsExactly("constructor");
  }

  @Test
  void wrongFactorInTheWeightGradient() {
    assertCaught(
        "gradients",
        layer ->
            new Wrapper(layer) {
              @Override
              public Tensor backward(Tape tape, ReadoutGradient g, boolean needInput, Pass pass) {
                Tensor out = super.backward(tape, g, needInput, pass);
                float[] row = layer.parameters().get(0).gradient()[0];
                for (int j = 0; j < row.length; j++) {
                  row[j] *= 1.05f;
                }
                return out;
              }
            },
        "weight[0]",
        "central differences");
  }

  @Test
  void countsOfEventsIgnored() {
    assertCaught(
        "events, dense rows and held currents agree",
        layer ->
            new Wrapper(layer) {
              @Override
              public Forward forward(Signal input, State initial, Pass pass) {
                if (input instanceof Spikes s && !s.isBinary()) {
                  Spikes.Raw raw = s.raw();
                  input =
                      new Spikes(s.steps(), s.batch(), s.size(), raw.offsets(), raw.units(), null);
                }
                return super.forward(input, initial, pass);
              }
            },
        "events with counts against dense rows");
  }

  @Test
  void stateLostBetweenStretches() {
    assertCaught(
        "time split",
        layer ->
            new Wrapper(layer) {
              @Override
              public Forward forward(Signal input, State initial, Pass pass) {
                return super.forward(input, initialState(input.batch()), pass);
              }
            },
        "after the split");
  }

  @Test
  void inputGradientMissing() {
    assertCaught(
        "gradients",
        layer ->
            new Wrapper(layer) {
              @Override
              public Tensor backward(Tape tape, ReadoutGradient g, boolean needInput, Pass pass) {
                return super.backward(tape, g, needInput, pass).fill(0);
              }
            },
        "the input");
  }

  /** Spikes drawn from a probability of 1/2, moved by a bias, with a key made by a function. */
  private static Layer drawing(Layer layer, double bias, boolean byRow) {
    return new Wrapper(layer) {
      @Override
      public Forward forward(Signal input, State initial, Pass pass) {
        Forward f = super.forward(input, initial, pass);
        if (!pass.isHard()) {
          return f;
        }
        SpikesBuilder spikes = new SpikesBuilder(input.steps(), input.batch(), outputSize());
        for (int b = 0; b < input.batch(); b++) {
          long purpose = pass.purposeKey("test");
          long key = byRow ? Draws.mix(purpose, b) : pass.exampleKey(purpose, b);
          for (int t = 0; t < input.steps(); t++) {
            for (int n = 0; n < outputSize(); n++) {
              long at = (long) (pass.firstStep() + t) * outputSize() + n;
              if (Draws.uniform(key, at) < 0.5 + bias) {
                spikes.lane(b).add(t, n);
              }
            }
          }
        }
        Tensor half = Tensor.zeros(input.steps(), input.batch(), outputSize()).fill(0.5f);
        Readout readout = new Readout(spikes.build(), f.readout().membrane(), () -> half, true);
        return new Forward(readout, f.last(), f.tape());
      }
    };
  }

  @Test
  void drawsThatDependOnTheRow() {
    assertCaught("random draws", layer -> drawing(layer, 0, true), "in the other order");
    assertCaught("batch independence", layer -> drawing(layer, 0, true), "against alone");
  }

  @Test
  void drawsOffTheirProbability() {
    assertCaught("random draws", layer -> drawing(layer, 0.08, false), "standard deviations off");
  }
}
