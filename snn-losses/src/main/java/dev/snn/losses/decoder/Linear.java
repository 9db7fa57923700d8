package dev.snn.losses.decoder;

import dev.snn.api.codec.Decoder;
import dev.snn.api.codec.DecoderPlugin;
import dev.snn.api.layer.Parameter;
import dev.snn.api.layer.Readout;
import dev.snn.api.layer.ReadoutGradient;
import dev.snn.api.neuron.Pass;
import dev.snn.api.neuron.Tape;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Doc;
import dev.snn.api.tensor.Signal;
import dev.snn.api.tensor.Tensor;
import java.util.List;
import java.util.OptionalLong;

/** {@code linear}: scores are a learned linear map of the spike window, or of the counts. */
public final class Linear implements DecoderPlugin<Linear.Config> {

  /** Options of {@code linear}. */
  public record Config(
      @Doc("window: every spike of the window; counts: spike counts only") On on,
      @Doc("decode at every step over this many steps; 0: once, over all steps") int tau) {}

  @Override
  public String name() {
    return "linear";
  }

  @Override
  public Config defaults() {
    return new Config(On.WINDOW, 0);
  }

  @Override
  public Decoder create(Config c, BuildContext context) {
    Window window = new Window(context.steps(), context.inputSize(), c.tau(), c.on());
    return new Model(window, Affine.create("out", window.features(), context.outputs(), context));
  }

  @Override
  public String description() {
    return "learned: linear in the spike window or the counts";
  }

  @Override
  public String citation() {
    return "Skatchkovsky, Simeone, Jang 2021, arXiv:2106.01177";
  }

  private record Model(Window window, Affine out) implements Decoder {
    private record History(Signal features) implements Tape {}

    @Override
    public int outputSize() {
      return out.outputs();
    }

    @Override
    public OptionalLong operations() {
      return OptionalLong.of(window.times() * out.operations());
    }

    @Override
    public List<Parameter> parameters() {
      return out.parameters();
    }

    @Override
    public Decoded decode(Readout readout, Pass pass) {
      Signal features = window.read(readout.output(), pass);
      return new Decoded(out.forward(features, pass), new History(features));
    }

    @Override
    public ReadoutGradient backward(Tape tape, Tensor gradPrediction, Pass pass) {
      Tensor gradFeatures = out.backward(((History) tape).features(), gradPrediction, pass);
      return new ReadoutGradient(window.spread(gradFeatures, pass), null, null);
    }
  }
}
