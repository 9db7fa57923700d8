package dev.snn.neurons.layer;

import dev.snn.api.layer.Layer;
import dev.snn.api.layer.LayerPlugin;
import dev.snn.api.layer.Parameter;
import dev.snn.api.neuron.NeuronModel;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Check;
import dev.snn.api.plugin.Doc;
import dev.snn.api.plugin.Family;
import dev.snn.api.plugin.Part;
import dev.snn.api.plugin.PartOf;

/**
 * {@code recurrent}: every input line and every neuron to every neuron, {@code x_t = W^T s_t + V^T
 * o_{t-1} + bias} with the layer's own output o, then the neuron model. {@code W [In][Out]}, {@code
 * V [Out][Out]} and bias start uniform in {@code +- init_scale / sqrt(In)}, V with {@code
 * recurrent_scale} and the number of neurons in place of In.
 */
public final class Recurrent implements LayerPlugin<Recurrent.Config> {

  /** Options of {@code recurrent}. */
  public record Config(
      @Doc("number of neurons") int size,
      @Doc("neuron model") @PartOf("neuron") Part neuron,
      @Doc("true: add a trainable bias to the current (never where the neuron has its own)")
          boolean bias,
      @Doc("initial weights are uniform in +- init_scale / sqrt(inputs)") double initScale,
      @Doc("initial recurrent weights are uniform in +- recurrent_scale / sqrt(size)")
          double recurrentScale) {
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
    return new Config(128, Part.of("lif"), true, 1, 1);
  }

  @Override
  public Layer create(Config c, BuildContext context) {
    int in = context.inputSize();
    int size = c.size();
    NeuronModel neuron = context.create(Family.NEURON, "neuron", c.neuron(), size);
    Parameter weight =
        Parameter.uniform("weight", in, size, in, c.initScale(), context.random("weight"));
    Parameter recurrent =
        Parameter.uniform(
            "recurrent", size, size, size, c.recurrentScale(), context.random("recurrent"));
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
