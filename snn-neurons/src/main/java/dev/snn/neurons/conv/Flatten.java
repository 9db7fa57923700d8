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

/**
 * {@code flatten}: the same lines without neighbours. {@code dense} takes images as they are; this
 * is for what must not see one, such as a {@code concat} of images of several sizes.
 */
public final class Flatten implements LayerPlugin<Flatten.Config> {

  /** No options. */
  public record Config() {}

  @Override
  public String name() {
    return "flatten";
  }

  @Override
  public Config defaults() {
    return new Config();
  }

  @Override
  public Layer create(Config config, BuildContext context) {
    return new Model(context.inputShape());
  }

  @Override
  public String description() {
    return "the same lines, no longer an image";
  }

  private static final class Model extends Passing {
    Model(Shape in) {
      super(in, Shape.flat(in.size()));
    }

    @Override
    Passed map(Signal input, Pass pass) {
      return new Passed(input, new Seen(input));
    }

    @Override
    public Tensor backward(Tape tape, ReadoutGradient gradient, boolean needInput, Pass pass) {
      if (!needInput) {
        return null;
      }
      return gradient.output() == null
          ? ((Seen) tape).tensor(inputSize(), pass).fill(0)
          : gradient.output();
    }
  }
}
