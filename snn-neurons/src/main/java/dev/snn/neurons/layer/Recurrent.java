package dev.snn.neurons.layer;

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

/**
 * {@code recurrent}: every input line and every neuron to every neuron, {@code x_t = W^T s_t + V^T
 * o_{t-1} + bias} with the layer's own output o, then the neuron model. {@code W [In][Out]} and
 * {@code V [Out][Out]} start as {@link WeightInit} says, the bias uniform in {@code +- init_scale /
 * sqrt(In)}.
 */
public final class Recurrent implements LayerPlugin<Recurrent.Config> {

  /** Options of {@code recurrent}. */
  public record Config(
      @Doc("number of neurons") int size,
      @Doc("neuron model") @PartOf("neuron") Part neuron,
      @Doc("true: add a trainable bias to the current (never where the neuron has its own)")
          boolean bias,
      @Doc("factor on the initial weights; biases are uniform in +- init_scale / sqrt(inputs)")
          double initScale,
      @Doc("factor on the initial recurrent weights") double recurrentScale,
      @Doc("distribution of the initial weights") @Added WeightInit init,
      @Doc("distribution of the initial recurrent weights") @Added WeightInit recurrentInit) {
    public Config {
      Check.atLeastOne("size", size);
      Check.positive("init_scale", initScale);
      Check.positive("recurrent_scale", recurrentScale);
    }
  }

  @Override
  public String name() {
    return "recurrent";
  }

  @Override
  public Config defaults() {
    return new Config(128, Part.of("lif"), true, 1, 1, WeightInit.UNIFORM, WeightInit.UNIFORM);
  }

  @Override
  public Layer create(Config c, BuildContext context) {
    int in = context.inputSize();
    int size = c.size();
    NeuronModel neuron = context.create(Family.NEURON, "neuron", c.neuron(), size);
    Parameter weight = c.init().dense("weight", in, size, c.initScale(), context.random("weight"));
    Parameter recurrent =
        c.recurrentInit()
            .dense("recurrent", size, size, c.recurrentScale(), context.random("recurrent"));
    Parameter bias =
        c.bias() && !neuron.ownsBias()
            ? Parameter.uniform("bias", 1, size, in, c.initScale(), context.random("bias"))
            : null;
    return new RecurrentModel(in, neuron, weight, recurrent, bias);
  }

  @Override
  public String description() {
    return "all inputs and the layer's own spikes of the step before to all neurons";
  }

  @Override
  public String citation() {
    return "Bellec et al. 2020, doi:10.1038/s41467-020-17236-y, eq. 6";
  }
}
