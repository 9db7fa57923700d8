package dev.snn.api.neuron;

import dev.snn.api.layer.Capabilities;
import dev.snn.api.layer.Parameter;
import dev.snn.api.tensor.Signal;
import dev.snn.api.tensor.Tensor;
import java.util.List;

/**
 * A population of N neurons as pure functions over a whole stretch of time: state in, state out.
 * Most models are easier to write as a {@link PointNeuron}, or a {@link StateNeuron} where there is
 * more than one variable; implement this interface when a model has a shape of its own.
 *
 * <p>A model holds structure and parameters only, never the state of a run: {@code [0, T)} at once
 * equals {@code [0, k)} then {@code [k, T)} with the state carried over, bit for bit, and a row's
 * result does not depend on the other rows of its batch.
 */
public interface NeuronModel {

  /** Number of neurons N. */
  int size();

  /**
   * What its output is: spikes of 0 or 1, or real values, as of a leaky integrator that passes its
   * membrane on. A model of values has no firing probability.
   */
  default Capabilities.Output output() {
    return Capabilities.Output.SPIKES;
  }

  /** The state every example starts from. */
  State initialState(int batch);

  /**
   * Runs the neurons.
   *
   * @param current input current {@code [T x B x N]}; the model takes it over, and may keep it or
   *     use its arrays for results
   * @param initial state before the first step; not modified
   */
  Forward forward(Tensor current, State initial, Pass pass);

  /**
   * The same with a current that is not written yet. A model that goes through its examples one by
   * one asks for each just before it reads it.
   *
   * @param source writes into {@code current}
   */
  default Forward forward(Tensor current, CurrentSource source, State initial, Pass pass) {
    pass.parallel().forEachBlock(current.batch(), (block, from, to) -> source.fill(from, to));
    return forward(current, initial, pass);
  }

  /**
   * Back-propagates through a forward pass; adds to the gradients of {@link #parameters()}.
   *
   * @param gradOutput gradient of the output {@code [T x B x N]}, or null for zero; taken over like
   *     the current
   * @param gradMembrane gradient of {@link Forward#membrane()}, or null for zero
   * @param gradLast gradient of the last state, or null for zero
   */
  Backward backward(Tape tape, Tensor gradOutput, Tensor gradMembrane, State gradLast, Pass pass);

  /**
   * The firing probability a readout rule may use: a stochastic neuron's own, a deterministic one's
   * surrogate primitive of {@code v - v_threshold}; {@code [T x B x N]}. Its gradient enters {@link
   * #backward} as a gradient of the output. Nobody asks a model of {@link #output() values}.
   */
  Tensor probability(Tape tape, Pass pass);

  /** Trainable parameters; empty for most models. */
  default List<Parameter> parameters() {
    return List.of();
  }

  /**
   * True when the model adds its own bias after filtering the current, so that a layer must not add
   * one before.
   */
  default boolean ownsBias() {
    return false;
  }

  /**
   * @param output {@link dev.snn.api.tensor.Spikes} in a HARD pass, a Tensor of values in [0, 1] in
   *     a SMOOTH one; any signal of a model of values
   * @param membrane the membrane before the reset {@code [T x B x N]}
   * @param last state after the last step
   */
  record Forward(Signal output, Tensor membrane, State last, Tape tape) {}

  /**
   * @param gradCurrent gradient of the input current {@code [T x B x N]}
   * @param gradInitial gradient of the initial state
   */
  record Backward(Tensor gradCurrent, State gradInitial) {}
}
