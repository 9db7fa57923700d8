package dev.snn.neurons.conv;

import dev.snn.api.layer.Layer;
import dev.snn.api.layer.LayerPlugin;
import dev.snn.api.layer.ReadoutGradient;
import dev.snn.api.neuron.Pass;
import dev.snn.api.neuron.Tape;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.tensor.Shape;
import dev.snn.api.tensor.Signal;
import dev.snn.api.tensor.Spikes;
import dev.snn.api.tensor.Tensor;
import dev.snn.kernels.EventPool;
import dev.snn.kernels.MaxPool2d;

/**
 * {@code max-pool}: the largest value of each square of pixels, channel by channel and step by
 * step; spikes stay spikes. Of several largest values the first one gets the gradient, as in
 * PyTorch.
 */
public final class MaxPool implements LayerPlugin<PoolOptions> {

  @Override
  public String name() {
    return "max-pool";
  }

  @Override
  public PoolOptions defaults() {
    return new PoolOptions(2);
  }

  @Override
  public Layer create(PoolOptions c, BuildContext context) {
    MaxPool2d kernel = new MaxPool2d(c.plane(context), c.size());
    return new Model(context.inputShape(), c.out(context), kernel);
  }

  @Override
  public String description() {
    return "the largest value of each square of pixels";
  }

  @Override
  public String citation() {
    return "Fang et al. 2021, arXiv:2102.04159, sec. 4 (between the blocks of 7B-Net)";
  }

  private static final class Model extends Passing {
    private final MaxPool2d kernel;
    private final EventPool events;

    Model(Shape in, Shape out, MaxPool2d kernel) {
      super(in, out);
      this.kernel = kernel;
      this.events = new EventPool(kernel);
    }

    /** Which pixel of its square each value was, {@code [batch * outputs]} for each step. */
    private record Winners(Seen seen, char[][] steps) implements Tape {}

    /** Where the winners of a row begin in those of its step. */
    private int start(int r, int batch) {
      return r % batch * outputSize();
    }

    @Override
    Passed map(Signal input, Pass pass) {
      int batch = input.batch();
      char[][] winners = new char[input.steps()][];
      for (int t = 0; t < winners.length; t++) {
        winners[t] = pass.arena().chars(batch * outputSize());
      }
      Signal out =
          input instanceof Spikes spikes && EventPool.fits(spikes)
              ? Rows.events(
                  spikes,
                  outputSize(),
                  (r, row) -> events.pool(spikes, r, row, winners[r / batch], start(r, batch)),
                  pass)
              : Rows.map(
                  input,
                  outputSize(),
                  (r, in, row) -> kernel.pool(in, row, winners[r / batch], start(r, batch)),
                  pass);
      return new Passed(out, new Winners(new Seen(input), winners));
    }

    @Override
    public Tensor backward(Tape tape, ReadoutGradient gradient, boolean needInput, Pass pass) {
      if (!needInput) {
        return null;
      }
      Winners winners = (Winners) tape;
      int batch = winners.seen().batch();
      Tensor back = winners.seen().tensor(inputSize(), pass);
      if (gradient.output() == null) {
        return back.fill(0);
      }
      pass.parallel()
          .forEachBlock(
              back.rows().length,
              (block, from, to) -> {
                for (int r = from; r < to; r++) {
                  char[] places = winners.steps()[r / batch];
                  float[] g = gradient.output().rows()[r];
                  kernel.unpool(places, start(r, batch), g, back.rows()[r]);
                }
              });
      return back;
    }
  }
}
