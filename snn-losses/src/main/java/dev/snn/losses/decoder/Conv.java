package dev.snn.losses.decoder;

import dev.snn.api.codec.Decoder;
import dev.snn.api.codec.DecoderPlugin;
import dev.snn.api.layer.Parameter;
import dev.snn.api.layer.Readout;
import dev.snn.api.layer.ReadoutGradient;
import dev.snn.api.neuron.Pass;
import dev.snn.api.neuron.Tape;
import dev.snn.api.plugin.Added;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Check;
import dev.snn.api.plugin.Doc;
import dev.snn.api.tensor.Tensor;
import dev.snn.kernels.Convolution2d;
import dev.snn.kernels.Plane;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * {@code conv}: the places of the spike window are channels, and two convolutions run along the
 * readout neurons (window &rarr; half of it &rarr; {@code channels}, kernel 3, stride 2, padding 1,
 * rectified), then a linear map. On counts there is one channel. The decoder of the reference
 * code's image runs is this without the rectification after the first convolution: {@code
 * rectify_first: false}.
 */
public final class Conv implements DecoderPlugin<Conv.Config> {

  /** Options of {@code conv}. */
  public record Config(
      @Doc("channels after the second convolution; after the first: half the places of the window")
          int channels,
      @Doc("width of both kernels, readout neurons; odd") int kernel,
      @Doc("stride of both convolutions, readout neurons") int stride,
      @Doc("window: every spike of the window; counts: spike counts only") On on,
      @Doc("decode at every step over this many steps; 0: once, over all steps") int tau,
      @Added
          @Doc(
              "true: rectified after both convolutions; false: after the second only, the reference's")
          boolean rectifyFirst) {
    public Config {
      Check.atLeastOne("channels", channels);
      Check.atLeastOne("kernel", kernel);
      Check.atLeastOne("stride", stride);
      if (kernel % 2 == 0) {
        throw new IllegalArgumentException("kernel must be odd, got " + kernel);
      }
    }
  }

  @Override
  public String name() {
    return "conv";
  }

  @Override
  public Config defaults() {
    return new Config(20, 3, 2, On.WINDOW, 0, true);
  }

  @Override
  public Decoder create(Config c, BuildContext context) {
    int neurons = context.inputSize();
    Window window = new Window(context.steps(), neurons, c.tau(), c.on());
    int places = window.features() / Math.max(1, neurons);
    Convolution first =
        convolution("conv1", new Plane(places, 1, neurons), Math.max(1, places / 2), c, context);
    Convolution second = convolution("conv2", first.out(), c.channels(), c, context);
    return new Model(
        window,
        first,
        second,
        c.rectifyFirst(),
        Affine.create("out", second.out().size(), context.outputs(), context));
  }

  private static Convolution convolution(
      String name, Plane in, int channels, Config c, BuildContext context) {
    return Convolution.create(
        name,
        new Convolution2d(in, channels, 1, c.kernel(), c.stride(), 0, c.kernel() / 2),
        context);
  }

  @Override
  public String description() {
    return "learned: two convolutions along the readout neurons, window places as channels";
  }

  @Override
  public String citation() {
    return "Skatchkovsky, Simeone, Jang 2021, arXiv:2106.01177, reference code";
  }

  private record Model(
      Window window, Convolution conv1, Convolution conv2, boolean rectifyFirst, Affine out)
      implements Decoder {

    private record History(Tensor features, Tensor y1, Tensor y2) implements Tape {}

    @Override
    public int outputSize() {
      return out.outputs();
    }

    @Override
    public OptionalLong operations() {
      return OptionalLong.of(
          window.times() * (conv1.operations() + conv2.operations() + out.operations()));
    }

    @Override
    public List<Parameter> parameters() {
      return Stream.of(conv1.parameters(), conv2.parameters(), out.parameters())
          .flatMap(List::stream)
          .toList();
    }

    /** A row of features is an image of one line: place by place, neuron by neuron. */
    @Override
    public Decoded decode(Readout readout, Pass pass) {
      Tensor features = window.read(readout.output(), pass).toTensor();
      Tensor y1 = conv1.forward(features, pass);
      y1 = rectifyFirst ? Relu.forward(y1, pass) : y1;
      Tensor y2 = Relu.forward(conv2.forward(y1, pass), pass);
      return new Decoded(out.forward(y2, pass), new History(features, y1, y2));
    }

    @Override
    public ReadoutGradient backward(Tape tape, Tensor gradPrediction, Pass pass) {
      History h = (History) tape;
      Tensor g = out.backward(h.y2(), gradPrediction, pass);
      Relu.backward(h.y2(), g, pass);
      g = conv2.backward(h.y1(), g, pass);
      if (rectifyFirst) {
        Relu.backward(h.y1(), g, pass);
      }
      g = conv1.backward(h.features(), g, pass);
      return new ReadoutGradient(window.spread(g, pass), null, null);
    }
  }
}
