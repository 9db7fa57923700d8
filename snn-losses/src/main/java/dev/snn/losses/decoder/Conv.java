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
import dev.snn.kernels.Convolution1d;
import java.util.List;
import java.util.stream.Stream;

/**
 * {@code conv}: the learned decoder of the reference code's image runs: the places of the spike
 * window are channels, and two convolutions run along the readout neurons (window &rarr; half of it
 * &rarr; {@code channels}, kernel 3, stride 2, padding 1, rectified), then a linear map. On counts
 * there is one channel.
 */
public final class Conv implements DecoderPlugin<Conv.Config> {

  /** Options of {@code conv}. */
  public record Config(
      @Doc("channels after the second convolution") int channels,
      @Doc("width of the kernels, readout neurons") int kernel,
      @Doc("stride of both convolutions") int stride,
      @Doc("window: every spike of the window; counts: spike counts only") On on,
      @Doc("decode at every step over this many steps; 0: once, over all steps") int tau) {
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
    return new Config(20, 3, 2, On.WINDOW, 0);
  }

  @Override
  public Decoder create(Config c, BuildContext context) {
    int neurons = context.inputSize();
    Window window = new Window(context.steps(), neurons, c.tau(), c.on());
    int places = window.features() / Math.max(1, neurons);
    int middle = Math.max(1, places / 2);
    Convolution1d first =
        new Convolution1d(neurons, places, c.kernel(), c.stride(), c.kernel() / 2);
    Convolution1d second =
        new Convolution1d(first.outputLength(), middle, c.kernel(), c.stride(), c.kernel() / 2);
    return new Model(
        window,
        first,
        Affine.create("conv1", first.patch(), middle, context),
        second,
        Affine.create("conv2", second.patch(), c.channels(), context),
        Affine.create("out", second.outputLength() * c.channels(), context.outputs(), context));
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
      Window window,
      Convolution1d first,
      Affine conv1,
      Convolution1d second,
      Affine conv2,
      Affine out)
      implements Decoder {

    private record History(Tensor patches1, Tensor y1, Tensor patches2, Tensor y2, Tensor flat)
        implements Tape {}

    @Override
    public int outputSize() {
      return out.outputs();
    }

    @Override
    public List<Parameter> parameters() {
      return Stream.of(conv1, conv2, out).flatMap(a -> a.parameters().stream()).toList();
    }

    /** Batches the decoding times together: they become rows of the batch. */
    @Override
    public Decoded decode(Readout readout, Pass pass) {
      Signal features = window.read(readout.output(), pass);
      int rows = features.steps() * features.batch();
      Tensor x = positions(features.toTensor(), first.length(), first.channels(), pass);
      Tensor patches1 = pass.arena().tensor(first.outputLength(), rows, first.patch());
      first.unfold(x, patches1, pass.parallel());
      Tensor y1 = Relu.forward(conv1.forward(patches1, pass), pass);
      Tensor patches2 = pass.arena().tensor(second.outputLength(), rows, second.patch());
      second.unfold(y1, patches2, pass.parallel());
      Tensor y2 = Relu.forward(conv2.forward(patches2, pass), pass);
      Tensor flat = flatten(y2, pass);
      Tensor scores = out.forward(flat, pass);
      Tensor prediction =
          new Tensor(features.steps(), features.batch(), scores.size(), scores.rows());
      return new Decoded(prediction, new History(patches1, y1, patches2, y2, flat));
    }

    @Override
    public ReadoutGradient backward(Tape tape, Tensor gradPrediction, Pass pass) {
      History h = (History) tape;
      int rows = gradPrediction.steps() * gradPrediction.batch();
      Tensor g = new Tensor(1, rows, gradPrediction.size(), gradPrediction.rows());
      Tensor gradFlat = out.backward(h.flat(), g, pass);
      Tensor g2 = positions(gradFlat, h.y2().steps(), h.y2().size(), pass);
      Relu.backward(h.y2(), g2, pass);
      Tensor g1 = pass.arena().tensor(second.length(), rows, second.channels());
      second.fold(conv2.backward(h.patches2(), g2, pass), g1, pass.parallel());
      Relu.backward(h.y1(), g1, pass);
      Tensor gx = pass.arena().tensor(first.length(), rows, first.channels());
      first.fold(conv1.backward(h.patches1(), g1, pass), gx, pass.parallel());
      Tensor features = flatten(gx, pass);
      Tensor perTime =
          new Tensor(
              gradPrediction.steps(), gradPrediction.batch(), features.size(), features.rows());
      return new ReadoutGradient(window.spread(perTime, pass), null, null);
    }

    /** {@code [.. x rows x (channel, position)] -> [position x rows x channel]}. */
    private static Tensor positions(Tensor x, int length, int channels, Pass pass) {
      int rows = x.rows().length;
      Tensor out = pass.arena().tensor(length, rows, channels);
      for (int r = 0; r < rows; r++) {
        float[] row = x.rows()[r];
        for (int l = 0; l < length; l++) {
          float[] to = out.row(l, r);
          for (int c = 0; c < channels; c++) {
            to[c] = row[c * length + l];
          }
        }
      }
      return out;
    }

    /** The inverse of {@link #positions}: {@code [1 x rows x (channel, position)]}. */
    private static Tensor flatten(Tensor y, Pass pass) {
      Tensor out = pass.arena().tensor(1, y.batch(), y.steps() * y.size());
      for (int r = 0; r < y.batch(); r++) {
        float[] row = out.row(0, r);
        for (int l = 0; l < y.steps(); l++) {
          float[] from = y.row(l, r);
          for (int c = 0; c < y.size(); c++) {
            row[c * y.steps() + l] = from[c];
          }
        }
      }
      return out;
    }
  }
}
