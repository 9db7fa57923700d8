package dev.snn.neurons.conv;

import dev.snn.api.layer.Capabilities;
import dev.snn.api.layer.Layer;
import dev.snn.api.layer.Parameter;
import dev.snn.api.layer.Readout;
import dev.snn.api.layer.Synapses;
import dev.snn.api.neuron.Pass;
import dev.snn.api.neuron.State;
import dev.snn.api.neuron.Tape;
import dev.snn.api.tensor.Shape;
import dev.snn.api.tensor.Signal;
import dev.snn.api.tensor.Tensor;
import java.util.List;
import java.util.Optional;

/**
 * A layer without weights or neurons: what it puts out depends on the step's input alone. It has no
 * synapses, so that it costs no synaptic operations.
 */
abstract class Passing implements Layer {
  private final Shape in;
  private final Shape out;

  Passing(Shape in, Shape out) {
    this.in = in;
    this.out = out;
  }

  /** How long the input was, and of how many examples. */
  record Seen(int steps, int batch) implements Tape {
    Seen(Signal input) {
      this(input.steps(), input.batch());
    }

    Tensor tensor(int size, Pass pass) {
      return pass.arena().tensor(steps, batch, size);
    }
  }

  /** What comes out, and what is kept for the way back. */
  record Passed(Signal output, Tape tape) {}

  abstract Passed map(Signal input, Pass pass);

  @Override
  public final Forward forward(Signal input, State initial, Pass pass) {
    Passed passed = map(input, pass);
    return new Forward(Readout.of(passed.output()), State.NONE, passed.tape());
  }

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
  public Capabilities capabilities() {
    return Capabilities.of(Capabilities.Output.VALUES);
  }

  @Override
  public final List<Parameter> parameters() {
    return List.of();
  }

  @Override
  public final Optional<List<Synapses>> synapses() {
    return Optional.of(List.of());
  }

  @Override
  public final State initialState(int batch) {
    return State.NONE;
  }
}
