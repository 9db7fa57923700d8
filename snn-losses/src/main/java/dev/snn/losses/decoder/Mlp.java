package dev.snn.losses.decoder;

import dev.snn.api.codec.Decoder;
import dev.snn.api.codec.DecoderPlugin;
import dev.snn.api.layer.Parameter;
import dev.snn.api.layer.Readout;
import dev.snn.api.layer.ReadoutGradient;
import dev.snn.api.neuron.Pass;
import dev.snn.api.neuron.Tape;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Check;
import dev.snn.api.plugin.Doc;
import dev.snn.api.tensor.Signal;
import dev.snn.api.tensor.Tensor;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * {@code mlp}: a learned decoder with one hidden layer of rectified linear units, {@code scores =
 * W2^T max(0, W1^T f + b1) + b2}, on the spike window or on the counts.
 */
public final class Mlp implements DecoderPlugin<Mlp.Config> {

  /** Options of {@code mlp}. */
  public record Config(
      @Doc("number of hidden units; 0: half the number of features") int hidden,
      @Doc("window: every spike of the window; counts: spike counts only") On on,
      @Doc("decode at every step over this many steps; 0: once, over all steps") int tau) {
    public Config {
      Check.atLeast("hidden", hidden, 0);
    }
  }

  @Override
  public String name() {
    return "mlp";
  }

  @Override
  public Config defaults() {
    return new Config(256, On.WINDOW, 0);
  }

  @Override
  public Decoder create(Config c, BuildContext context) {
    Window window = new Window(context.steps(), context.inputSize(), c.tau(), c.on());
    int hidden = c.hidden() == 0 ? Math.max(1, window.features() / 2) : c.hidden();
    return new Model(
        window,
        Affine.create("hidden", window.features(), hidden, context),
        Affine.create("out", hidden, context.outputs(), context));
  }

  @Override
  public String description() {
    return "learned: one hidden layer on the spike window or the counts";
  }

  @Override
  public String citation() {
    return "Skatchkovsky, Simeone, Jang 2021, arXiv:2106.01177";
  }

  private record Model(Window window, Affine hidden, Affine out) implements Decoder {
    private record History(Signal features, Tensor hidden) implements Tape {}

    @Override
    public int outputSize() {
      return out.outputs();
    }

    @Override
    public OptionalLong operations() {
      return OptionalLong.of(window.times() * (hidden.operations() + out.operations()));
    }

    @Override
    public List<Parameter> parameters() {
      return Stream.of(hidden, out).flatMap(a -> a.parameters().stream()).toList();
    }

    @Override
    public Decoded decode(Readout readout, Pass pass) {
      Signal features = window.read(readout.output(), pass);
      Tensor h = Relu.forward(hidden.forward(features, pass), pass);
      return new Decoded(out.forward(h, pass), new History(features, h));
    }

    @Override
    public ReadoutGradient backward(Tape tape, Tensor gradPrediction, Pass pass) {
      History history = (History) tape;
      Tensor g = out.backward(history.hidden(), gradPrediction, pass);
      Relu.backward(history.hidden(), g, pass);
      return new ReadoutGradient(
          window.spread(hidden.backward(history.features(), g, pass), pass), null, null);
    }
  }
}
