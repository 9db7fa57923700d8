package dev.snn.neurons.conv;

import dev.snn.api.layer.Layer;
import dev.snn.api.layer.LayerPlugin;
import dev.snn.api.layer.ReadoutGradient;
import dev.snn.api.neuron.Pass;
import dev.snn.api.neuron.Tape;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.tensor.Shape;
import dev.snn.api.tensor.Signal;
import dev.snn.api.tensor.Tensor;
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

    Model(Shape in, Shape out, MaxPool2d kernel) {
      super(in, out);
      this.kernel = kernel;
    }

    @Override
    Signal map(Signal input, Pass pass) {
      return Rows.map(input, outputSize(), kernel::pool, pass);
    }

    @Override
    public Tensor backward(Tape tape, ReadoutGradient gradient, boolean needInput, Pass pass) {
      if (!needInput) {
        return null;
      }
      Signal input = ((Seen) tape).input();
      Tensor back = pass.arena().tensor(input.steps(), input.batch(), inputSize());
      if (gradient.output() == null) {
        return back.fill(0);
      }
      pass.parallel()
          .forEachBlock(
              back.rows().length,
              (block, from, to) -> {
                float[] scratch = new float[inputSize()];
                for (int r = from; r < to; r++) {
                  kernel.unpool(
                      Rows.of(input, r, scratch), gradient.output().rows()[r], back.rows()[r]);
                }
              });
      return back;
    }
  }
}
