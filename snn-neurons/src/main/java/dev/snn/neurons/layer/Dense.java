package dev.snn.neurons.layer;

import dev.snn.api.layer.Capabilities;
import dev.snn.api.layer.Layer;
import dev.snn.api.layer.LayerPlugin;
import dev.snn.api.layer.Parameter;
import dev.snn.api.layer.Readout;
import dev.snn.api.layer.ReadoutGradient;
import dev.snn.api.layer.Synapses;
import dev.snn.api.neuron.NeuronModel;
import dev.snn.api.neuron.Pass;
import dev.snn.api.neuron.State;
import dev.snn.api.neuron.Tape;
import dev.snn.api.plugin.Added;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Check;
import dev.snn.api.plugin.Doc;
import dev.snn.api.plugin.Family;
import dev.snn.api.plugin.Part;
import dev.snn.api.plugin.PartOf;
import dev.snn.api.tensor.Signal;
import dev.snn.api.tensor.Tensor;
import dev.snn.kernels.ConnectionProducts;
import dev.snn.kernels.Products;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code dense}: every input line to every neuron, {@code x_t = W^T s_t + bias}, then the neuron
 * model. W has one row per input line, {@code [In][Out]}; weights start as {@link WeightInit} says,
 * the bias uniform in {@code +-init_scale / sqrt(In)}.
 */
public final class Dense implements LayerPlugin<Dense.Config> {

  /** Options of {@code dense}. */
  public record Config(
      @Doc("number of neurons") int size,
      @Doc("neuron model") @PartOf("neuron") Part neuron,
      @Doc("true: add a trainable bias to the current (never where the neuron has its own)")
          boolean bias,
      @Doc("factor on the initial weights; biases are uniform in +- init_scale / sqrt(inputs)")
          double initScale,
      @Doc("distribution of the initial weights") @Added WeightInit init) {
    public Config {
      Check.atLeastOne("size", size);
      Check.positive("init_scale", initScale);
    }
  }

  @Override
  public String name() {
    return "dense";
  }

  @Override
  public Config defaults() {
    return new Config(128, Part.of("lif"), true, 1, WeightInit.UNIFORM);
  }

  @Override
  public Layer create(Config c, BuildContext context) {
    int in = context.inputSize();
    NeuronModel neuron = context.create(Family.NEURON, "neuron", c.neuron(), c.size());
    Parameter weight =
        c.init().dense("weight", in, c.size(), c.initScale(), context.random("weight"));
    Parameter bias =
        c.bias() && !neuron.ownsBias()
            ? Parameter.uniform("bias", 1, c.size(), in, c.initScale(), context.random("bias"))
            : null;
    return new Model(in, neuron, weight, bias);
  }

  @Override
  public String description() {
    return "all inputs to all neurons";
  }

  private record Model(int inputSize, NeuronModel neuron, Parameter weight, Parameter bias)
      implements Layer {

    private record History(Signal input, Tape neuron) implements Tape {}

    @Override
    public int outputSize() {
      return neuron.size();
    }

    @Override
    public Capabilities capabilities() {
      return Capabilities.of(neuron);
    }

    @Override
    public List<Parameter> parameters() {
      List<Parameter> all = new ArrayList<>();
      all.add(weight);
      if (bias != null) {
        all.add(bias);
      }
      for (Parameter p : neuron.parameters()) {
        all.add(p.named("neuron." + p.name()));
      }
      return all;
    }

    @Override
    public Optional<List<Synapses>> synapses() {
      return Optional.of(List.of(new Synapses(weight, Synapses.Source.INPUT)));
    }

    @Override
    public State initialState(int batch) {
      return neuron.initialState(batch);
    }

    @Override
    public Forward forward(Signal input, State initial, Pass pass) {
      Tensor current = pass.arena().tensor(input.steps(), input.batch(), neuron.size());
      float[] offset = bias == null ? null : bias.value()[0];
      NeuronModel.Forward forward;
      try (Products.Source source =
          ConnectionProducts.source(input, weight, offset, current, pass.parallel())) {
        forward = neuron.forward(current, source, initial, pass);
      }
      Readout readout = Readout.of(neuron, forward, pass);
      return new Forward(readout, forward.last(), new History(input, forward.tape()));
    }

    @Override
    public Tensor backward(Tape tape, ReadoutGradient gradient, boolean needInput, Pass pass) {
      History history = (History) tape;
      Tensor gradOutput = ReadoutGradient.sum(gradient.output(), gradient.probability());
      Tensor gradCurrent =
          neuron
              .backward(history.neuron(), gradOutput, gradient.membrane(), null, pass)
              .gradCurrent();
      ConnectionProducts.gradients(history.input(), gradCurrent, weight, bias, pass.parallel());
      if (!needInput) {
        return null;
      }
      Tensor gradInput = pass.arena().tensor(gradCurrent.steps(), gradCurrent.batch(), inputSize);
      ConnectionProducts.gradInput(gradCurrent, weight, gradInput, pass.parallel());
      return gradInput;
    }
  }
}
