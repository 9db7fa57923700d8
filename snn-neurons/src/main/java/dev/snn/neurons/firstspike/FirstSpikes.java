package dev.snn.neurons.firstspike;

import dev.snn.api.layer.Capabilities;
import dev.snn.api.layer.Layer;
import dev.snn.api.layer.Readout;
import dev.snn.api.layer.ReadoutGradient;
import dev.snn.api.neuron.Pass;
import dev.snn.api.neuron.State;
import dev.snn.api.neuron.Tape;
import dev.snn.api.plugin.NotApplicableException;
import dev.snn.api.tensor.Shape;
import dev.snn.api.tensor.Signal;
import dev.snn.api.tensor.Spikes;
import dev.snn.api.tensor.SpikesBuilder;
import dev.snn.api.tensor.Tensor;
import java.util.List;

/** A layer that walks over the spikes of an example and spikes at most once per line. */
abstract class FirstSpikes implements Layer {
  private static final Tape NOTHING = new Tape() {};

  private final String name;
  private final Shape in;
  private final Shape out;

  FirstSpikes(String name, Shape in, Shape out) {
    this.name = name;
    this.in = in;
    this.out = out;
  }

  /**
   * Walks over an example.
   *
   * @param state of the example, changed
   * @param lane takes the spikes
   */
  abstract void walk(Spikes input, int example, float[] state, SpikesBuilder.Lane lane);

  /** Name of the one state variable. */
  abstract String variable();

  @Override
  public final int inputSize() {
    return in.size();
  }

  @Override
  public final int outputSize() {
    return out.size();
  }

  @Override
  public final Shape inputShape() {
    return in;
  }

  @Override
  public final Shape outputShape() {
    return out;
  }

  @Override
  public final Capabilities capabilities() {
    return Capabilities.of(Capabilities.Output.SPIKES).withoutGradient();
  }

  @Override
  public final State initialState(int batch) {
    return State.zeros(List.of(variable()), batch, outputSize());
  }

  @Override
  public final Forward forward(Signal input, State initial, Pass pass) {
    if (!pass.isHard()) {
      throw noGradient();
    }
    Spikes spikes = input instanceof Spikes s ? s : Spikes.of(input.toTensor());
    State last = initial.copy();
    SpikesBuilder builder =
        new SpikesBuilder(input.steps(), input.batch(), outputSize(), pass.arena());
    float[][] rows = last.get(variable());
    pass.parallel()
        .forEachBlock(
            input.batch(),
            (block, from, to) -> {
              for (int b = from; b < to; b++) {
                walk(spikes, b, rows[b], builder.lane(b));
              }
            });
    return new Forward(Readout.of(builder.build()), last, NOTHING);
  }

  @Override
  public final Tensor backward(Tape tape, ReadoutGradient gradient, boolean needInput, Pass pass) {
    throw noGradient();
  }

  private NotApplicableException noGradient() {
    return new NotApplicableException(
        "layer '%s' has no gradient; train it with procedure 'layerwise'".formatted(name));
  }
}
