package dev.snn.neurons.conv;

import dev.snn.api.layer.Layer;
import dev.snn.api.layer.LayerPlugin;
import dev.snn.api.neuron.NeuronModel;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Check;
import dev.snn.api.plugin.Doc;
import dev.snn.api.plugin.Family;
import dev.snn.api.plugin.Part;
import dev.snn.api.plugin.PartOf;

/**
 * {@code batch-norm}: each channel normalised over time, batch and image, and neurons behind it
 * where there are any.
 *
 * <pre>
 *   x = weight[c] scale (s - mean[c]) / sqrt(variance[c] + epsilon) + bias[c]
 * </pre>
 *
 * Training passes take mean and variance of the batch and move the running ones towards them,
 * {@code running = (1 - momentum) running + momentum batch} with the unbiased variance; evaluation
 * passes take the running ones. The threshold-dependent variant, tdBN, is {@code scale: alpha
 * v_threshold}.
 */
public final class BatchNorm implements LayerPlugin<BatchNorm.Config> {

  /** Options of {@code batch-norm}. */
  public record Config(
      @Doc("neuron model, one neuron per value; null: none, the normalised values go on")
          @PartOf("neuron")
          Part neuron,
      @Doc("share of the batch in the running mean and variance after each training pass")
          double momentum,
      @Doc("added to the variance") double epsilon,
      @Doc("factor on normalised values; tdBN: alpha times the threshold of the neurons behind")
          double scale,
      @Doc("initial weight of every channel; 0 makes a residual block begin as the identity")
          double weight,
      @Doc("initial bias of every channel") double bias) {
    public Config {
      Check.between("momentum", momentum, 0, 1);
      Check.positive("epsilon", epsilon);
      Check.positive("scale", scale);
      Check.finite("weight", weight);
      Check.finite("bias", bias);
    }
  }

  @Override
  public String name() {
    return "batch-norm";
  }

  @Override
  public Config defaults() {
    return new Config(null, 0.1, 1e-5, 1, 1, 0);
  }

  @Override
  public Layer create(Config c, BuildContext context) {
    NeuronModel neuron =
        c.neuron() == null
            ? null
            : context.create(Family.NEURON, "neuron", c.neuron(), context.inputSize());
    return new BatchNormModel(context.inputShape(), neuron, c);
  }

  @Override
  public String description() {
    return "channels normalised over time, batch and image, with or without neurons";
  }

  @Override
  public String citation() {
    return "Ioffe and Szegedy 2015, arXiv:1502.03167; tdBN: Zheng et al. 2021, arXiv:2011.05280";
  }
}
