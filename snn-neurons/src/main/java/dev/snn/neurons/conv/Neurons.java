package dev.snn.neurons.conv;

import dev.snn.api.layer.Layer;
import dev.snn.api.layer.LayerPlugin;
import dev.snn.api.layer.Parameter;
import dev.snn.api.layer.Synapses;
import dev.snn.api.neuron.CurrentSource;
import dev.snn.api.neuron.NeuronModel;
import dev.snn.api.neuron.Pass;
import dev.snn.api.neuron.Tape;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Doc;
import dev.snn.api.plugin.Family;
import dev.snn.api.plugin.Part;
import dev.snn.api.plugin.PartOf;
import dev.snn.api.tensor.Shape;
import dev.snn.api.tensor.Signal;
import dev.snn.api.tensor.Tensor;
import java.util.List;
import java.util.Optional;

/**
 * {@code neurons}: a neuron on each line, without weights; the line is its current. Behind a merge,
 * as in the blocks of a Spiking ResNet.
 */
public final class Neurons implements LayerPlugin<Neurons.Config> {

  /** Options of {@code neurons}. */
  public record Config(@Doc("neuron model") @PartOf("neuron") Part neuron) {}

  @Override
  public String name() {
    return "neurons";
  }

  @Override
  public Config defaults() {
    return new Config(Part.of("lif"));
  }

  @Override
  public Layer create(Config c, BuildContext context) {
    NeuronModel neuron = context.create(Family.NEURON, "neuron", c.neuron(), context.inputSize());
    return new Model(context.inputShape(), neuron);
  }

  @Override
  public String description() {
    return "a neuron on each line, without weights";
  }

  @Override
  public String citation() {
    return "Fang et al. 2021, arXiv:2102.04159, fig. 1";
  }

  private static final class Model extends Mapping {
    Model(Shape shape, NeuronModel neuron) {
      super(shape, shape, neuron);
    }

    private enum Nothing implements Tape {
      KEPT
    }

    @Override
    public Optional<List<Synapses>> synapses() {
      return Optional.of(List.of());
    }

    @Override
    List<Parameter> own() {
      return List.of();
    }

    @Override
    Mapped map(Signal input, Pass pass) {
      Tensor current = pass.arena().tensor(input.steps(), input.batch(), input.size());
      CurrentSource rows =
          CurrentSource.byRow(
              input.steps(), input.batch(), r -> Rows.copy(input, r, current.rows()[r]));
      return new Mapped(current, rows, Nothing.KEPT);
    }

    @Override
    Tensor back(Tape tape, Tensor gradient, boolean needInput, Pass pass) {
      return gradient;
    }
  }
}
