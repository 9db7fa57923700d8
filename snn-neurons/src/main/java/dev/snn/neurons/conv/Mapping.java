package dev.snn.neurons.conv;

import dev.snn.api.layer.Capabilities;
import dev.snn.api.layer.Layer;
import dev.snn.api.layer.Parameter;
import dev.snn.api.layer.Readout;
import dev.snn.api.layer.ReadoutGradient;
import dev.snn.api.neuron.CurrentSource;
import dev.snn.api.neuron.NeuronModel;
import dev.snn.api.neuron.Pass;
import dev.snn.api.neuron.State;
import dev.snn.api.neuron.Tape;
import dev.snn.api.tensor.Shape;
import dev.snn.api.tensor.Signal;
import dev.snn.api.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/**
 * A function of each step, and neurons behind it where there are any: {@code x_t = f(s_t)}, then
 * the neuron model. Without neurons the layer puts out x.
 */
abstract class Mapping implements Layer {
  private final Shape in;
  private final Shape out;
  private final NeuronModel neuron;

  /**
   * A function between shapes.
   *
   * @param neuron one per value; null for none
   */
  Mapping(Shape in, Shape out, NeuronModel neuron) {
    this.in = in;
    this.out = out;
    this.neuron = neuron;
  }

  /**
   * What a function made, in rows of its own, and what it keeps for the way back.
   *
   * @param rows writes the values
   */
  record Mapped(Tensor values, CurrentSource rows, Tape tape) {
    /** Values that are written already. */
    Mapped(Tensor values, Tape tape) {
      this(values, CurrentSource.DONE, tape);
    }
  }

  private record History(int steps, int batch, Tape function, Tape neuron) implements Tape {}

  /** Evaluates the function. */
  abstract Mapped map(Signal input, Pass pass);

  /**
   * Adds to the gradients of {@link #own()}.
   *
   * @param gradient of the values {@code [T x B x Out]}; its arrays may be reused
   * @return the gradient of the input; may be null where it is not needed
   */
  abstract Tensor back(Tape tape, Tensor gradient, boolean needInput, Pass pass);

  /** The parameters of the function. */
  abstract List<Parameter> own();

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
    return neuron == null ? Capabilities.of(Capabilities.Output.VALUES) : Capabilities.of(neuron);
  }

  @Override
  public final List<Parameter> parameters() {
    List<Parameter> all = new ArrayList<>(own());
    if (neuron != null) {
      for (Parameter p : neuron.parameters()) {
        all.add(p.named("neuron." + p.name()));
      }
    }
    return all;
  }

  @Override
  public final State initialState(int batch) {
    return neuron == null ? State.NONE : neuron.initialState(batch);
  }

  @Override
  public final Forward forward(Signal input, State initial, Pass pass) {
    Mapped mapped = map(input, pass);
    if (neuron == null) {
      pass.parallel()
          .forEachBlock(input.batch(), (block, from, to) -> mapped.rows().fill(from, to));
      History history = new History(input.steps(), input.batch(), mapped.tape(), null);
      return new Forward(Readout.of(mapped.values()), State.NONE, history);
    }
    NeuronModel.Forward forward = neuron.forward(mapped.values(), mapped.rows(), initial, pass);
    Readout readout = Readout.of(neuron, forward, pass);
    History history = new History(input.steps(), input.batch(), mapped.tape(), forward.tape());
    return new Forward(readout, forward.last(), history);
  }

  @Override
  public final Tensor backward(Tape tape, ReadoutGradient gradient, boolean needInput, Pass pass) {
    History history = (History) tape;
    Tensor values = ReadoutGradient.sum(gradient.output(), gradient.probability(), pass.parallel());
    if (neuron != null) {
      values =
          neuron.backward(history.neuron(), values, gradient.membrane(), null, pass).gradCurrent();
    } else if (values == null) {
      values = pass.arena().zeros(history.steps(), history.batch(), out.size());
    }
    return back(history.function(), values, needInput, pass);
  }
}
