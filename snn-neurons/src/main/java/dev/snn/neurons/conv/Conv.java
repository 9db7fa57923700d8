package dev.snn.neurons.conv;

import dev.snn.api.layer.Layer;
import dev.snn.api.layer.LayerPlugin;
import dev.snn.api.layer.Parameter;
import dev.snn.api.neuron.NeuronModel;
import dev.snn.api.plugin.Added;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Check;
import dev.snn.api.plugin.Doc;
import dev.snn.api.plugin.Family;
import dev.snn.api.plugin.Part;
import dev.snn.api.plugin.PartOf;
import dev.snn.api.tensor.Shape;
import dev.snn.kernels.Convolution2d;
import dev.snn.kernels.Plane;
import dev.snn.neurons.layer.WeightInit;

/**
 * {@code conv}: a convolution of each step's image, and neurons behind it where there are any.
 *
 * <pre>
 *   x[o, y, x] = bias[o] + sum_{c, i, j} W[o][(c k + i) k + j] s[c, y stride + i dilation - padding, x stride + j dilation - padding]
 * </pre>
 *
 * Outside the image there are zeros. With groups, c runs over the C / groups channels of o's group,
 * and W has a row of {@code C / groups k k} weights. From {@code [T x B x C H W]} to {@code [T x B
 * x O H' W']}, with {@code H' = (H + 2 padding - dilation (k - 1) - 1) / stride + 1}, rounded down.
 */
public final class Conv implements LayerPlugin<Conv.Config> {

  /** Options of {@code conv}. */
  public record Config(
      @Doc("number of output channels") int channels,
      @Doc("height and width of the kernel") int kernel,
      @Doc("pixels from one place of the kernel to the next") int stride,
      @Doc("rows and columns of zeros around the image") int padding,
      @Doc("true: add a trainable bias per channel (never where the neuron has its own)")
          boolean bias,
      @Doc("neuron model, one neuron per output value; null: none, the sums go on as they are")
          @PartOf("neuron")
          Part neuron,
      @Doc("distribution of the initial weights; biases start as uniform") WeightInit init,
      @Doc("factor on the initial weights") double initScale,
      @Doc("pixels from one place of the kernel to the next") @Added int dilation,
      @Doc("each group of channels sees its own share of the input channels only") @Added
          int groups) {
    public Config {
      Check.atLeastOne("channels", channels);
      Check.atLeastOne("kernel", kernel);
      Check.atLeastOne("stride", stride);
      Check.atLeast("padding", padding, 0);
      Check.positive("init_scale", initScale);
      Check.atLeastOne("dilation", dilation);
      Check.atLeastOne("groups", groups);
    }
  }

  @Override
  public String name() {
    return "conv";
  }

  @Override
  public Config defaults() {
    return new Config(8, 3, 1, 0, true, null, WeightInit.UNIFORM, 1, 1, 1);
  }

  @Override
  public Layer create(Config c, BuildContext context) {
    Shape in = context.inputShape();
    Convolution2d kernel =
        new Convolution2d(
            new Plane(in.channels(), in.height(), in.width()),
            c.channels(),
            c.kernel(),
            c.kernel(),
            c.stride(),
            c.padding(),
            c.padding(),
            c.dilation(),
            c.groups());
    Shape out = new Shape(c.channels(), kernel.out().height(), kernel.out().width());
    NeuronModel neuron =
        c.neuron() == null ? null : context.create(Family.NEURON, "neuron", c.neuron(), out.size());
    int fanIn = kernel.fanIn();
    Parameter weight =
        Parameter.of(
            "weight",
            c.init()
                .draw(
                    c.channels(),
                    fanIn,
                    c.channels() * c.kernel() * c.kernel(),
                    c.initScale(),
                    context.random("weight")));
    Parameter bias =
        c.bias() && (neuron == null || !neuron.ownsBias())
            ? Parameter.uniform(
                "bias", 1, c.channels(), fanIn, c.initScale(), context.random("bias"))
            : null;
    return new ConvModel(in, out, kernel, neuron, weight, bias);
  }

  @Override
  public String description() {
    return "a convolution of images, with or without neurons";
  }

  @Override
  public String citation() {
    return "LeCun et al. 1998, doi:10.1109/5.726791";
  }
}
