package dev.snn.losses.decoder;

import dev.snn.api.codec.Decoder;
import dev.snn.api.codec.DecoderPlugin;
import dev.snn.api.data.DatasetInfo;
import dev.snn.api.layer.Parameter;
import dev.snn.api.layer.Readout;
import dev.snn.api.layer.ReadoutGradient;
import dev.snn.api.neuron.Pass;
import dev.snn.api.neuron.Tape;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Check;
import dev.snn.api.plugin.Doc;
import dev.snn.api.tensor.Tensor;
import dev.snn.kernels.Plane;
import java.util.List;
import java.util.OptionalLong;

/**
 * {@code lenet5}: the convolutional network of LeCun et al. 1998 with rectified linear units and
 * maxima, on an image of spike counts. Over the {@code direct} code with one step and no layers it
 * is a network without spikes.
 */
public final class LeNet5 implements DecoderPlugin<LeNet5.Config> {

  /** Options of {@code lenet5}; the defaults are those of the paper. */
  public record Config(
      @Doc("pixels per row of the readout; 0: those of the data set's images") int width,
      @Doc("side of both kernels, pixels; odd") int kernel,
      @Doc("side of the squares whose maximum goes on, pixels") int pool,
      @Doc("channels after the first convolution") int channels1,
      @Doc("channels after the second convolution") int channels2,
      @Doc("units of the first hidden layer") int hidden1,
      @Doc("units of the second hidden layer") int hidden2) {
    public Config {
      Check.atLeast("width", width, 0);
      Check.atLeastOne("kernel", kernel);
      Check.atLeastOne("pool", pool);
      Check.atLeastOne("channels1", channels1);
      Check.atLeastOne("channels2", channels2);
      Check.atLeastOne("hidden1", hidden1);
      Check.atLeastOne("hidden2", hidden2);
      if (kernel % 2 == 0) {
        throw new IllegalArgumentException("kernel must be odd, got " + kernel);
      }
    }
  }

  @Override
  public String name() {
    return "lenet5";
  }

  @Override
  public Config defaults() {
    return new Config(0, 5, 2, 6, 16, 120, 84);
  }

  @Override
  public Decoder create(Config c, BuildContext context) {
    Window window = new Window(context.steps(), context.inputSize(), 0, On.COUNTS);
    return new Model(
        window, new ConvolutionalNet(c, image(c, context), context.outputs(), context));
  }

  private static Plane image(Config c, BuildContext context) {
    int size = context.inputSize();
    DatasetInfo data = context.dataset();
    if (c.width() == 0 && data != null && data.features() == size) {
      return new Plane(data.channels(), data.height(), data.width());
    }
    if (c.width() == 0 || size % c.width() != 0) {
      throw new IllegalArgumentException(
          "lenet5 needs an image, but the readout has %d neurons; set width to the pixels per row"
              .formatted(size));
    }
    return new Plane(1, size / c.width(), c.width());
  }

  @Override
  public String description() {
    return "learned: LeNet-5 on an image of spike counts";
  }

  @Override
  public String citation() {
    return "doi:10.1109/5.726791";
  }

  private record Model(Window window, ConvolutionalNet net) implements Decoder {
    private record History(ConvolutionalNet.Trace trace) implements Tape {}

    @Override
    public int outputSize() {
      return net.outputs();
    }

    @Override
    public OptionalLong operations() {
      return OptionalLong.of(window.times() * net.operations());
    }

    @Override
    public List<Parameter> parameters() {
      return net.parameters();
    }

    @Override
    public Decoded decode(Readout readout, Pass pass) {
      ConvolutionalNet.Trace trace =
          net.forward(window.read(readout.output(), pass).toTensor(), pass);
      return new Decoded(trace.scores(), new History(trace));
    }

    @Override
    public ReadoutGradient backward(Tape tape, Tensor gradPrediction, Pass pass) {
      History history = (History) tape;
      return new ReadoutGradient(
          window.spread(net.backward(history.trace(), gradPrediction, pass), pass), null, null);
    }
  }
}
