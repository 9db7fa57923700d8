package dev.snn.neurons.lif;

import dev.snn.api.layer.Parameter;
import dev.snn.api.neuron.NeuronModel;
import dev.snn.api.neuron.Pass;
import dev.snn.api.neuron.State;
import dev.snn.api.neuron.Surrogate;
import dev.snn.api.neuron.Tape;
import dev.snn.api.parallel.Parallel;
import dev.snn.api.tensor.SpikesBuilder;
import dev.snn.api.tensor.Tensor;
import java.util.List;

/**
 * A neuron with any number of state variables that fires where its membrane reaches zero. A model
 * gives one step forward and one step back over a row; time, examples, threads and surrogate are
 * handled here. {@code state[k]} is the row of the k-th variable.
 */
abstract class ExcessNeuron implements NeuronModel {
  private final List<String> names;
  private final int size;
  private final Surrogate surrogate;
  private final float least;

  /**
   * @param strict true where a membrane of exactly zero does not fire
   */
  ExcessNeuron(List<String> names, int size, Surrogate surrogate, boolean strict) {
    this.names = names;
    this.size = size;
    this.surrogate = surrogate;
    this.least = strict ? Float.MIN_VALUE : 0;
  }

  private record History(Tensor membrane) implements Tape {}

  /** Writes the membrane of a step and advances what does not depend on its spikes. */
  abstract void charge(float[][] state, float[] x, float[] membrane);

  /** Advances what depends on the spikes s of the step. */
  abstract void fire(float[][] state, float[] membrane, float[] s);

  /**
   * One step back: {@code state} holds the gradients of the variables after the step and receives
   * those before it.
   *
   * @param slope derivative of the surrogate
   * @param gs gradient of the output
   * @param gm gradient of the membrane
   * @param parameters gradients of the parameters' only rows, to be added to
   * @param gx receives the gradient of the current
   */
  abstract void back(
      float[][] state, float[] slope, float[] gs, float[] gm, float[][] parameters, float[] gx);

  @Override
  public final int size() {
    return size;
  }

  @Override
  public final State initialState(int batch) {
    return State.zeros(names, batch, size);
  }

  private static float[][] rows(State state, int b) {
    float[][] rows = new float[state.values().length][];
    for (int k = 0; k < rows.length; k++) {
      rows[k] = state.values()[k][b];
    }
    return rows;
  }

  @Override
  public final Forward forward(Tensor current, State initial, Pass pass) {
    int steps = current.steps();
    int batch = current.batch();
    Tensor membrane = pass.arena().tensor(steps, batch, size);
    SpikesBuilder spikes =
        pass.isHard() ? new SpikesBuilder(steps, batch, size, pass.arena()) : null;
    Tensor smooth = pass.isHard() ? null : pass.arena().tensor(steps, batch, size);
    State last = initial.copy();
    pass.parallel()
        .forEachBlock(
            batch,
            (block, from, to) -> {
              float[] fired = new float[size];
              for (int b = from; b < to; b++) {
                float[][] state = rows(last, b);
                for (int t = 0; t < steps; t++) {
                  float[] u = membrane.row(t, b);
                  float[] s = spikes == null ? smooth.row(t, b) : fired;
                  charge(state, current.row(t, b), u);
                  if (spikes == null) {
                    surrogate.primitive(u, 0, s, size);
                  } else {
                    spikes.lane(b).addWhereAtLeast(t, u, least, s);
                  }
                  fire(state, u, s);
                }
              }
            });
    return new Forward(
        spikes == null ? smooth : spikes.build(), membrane, last, new History(membrane));
  }

  @Override
  public final Backward backward(
      Tape tape, Tensor gradOutput, Tensor gradMembrane, State gradLast, Pass pass) {
    Tensor membrane = ((History) tape).membrane();
    int steps = membrane.steps();
    int batch = membrane.batch();
    Tensor gradCurrent = pass.arena().tensor(steps, batch, size);
    State grad = gradLast == null ? State.zeros(names, batch, size) : gradLast.copy();
    int count = parameters().size();
    float[][][] partial = new float[Parallel.blocks(batch)][count][size];
    pass.parallel()
        .forEachBlock(
            batch,
            (block, from, to) -> {
              float[] slope = new float[size];
              float[] zero = new float[size];
              for (int b = from; b < to; b++) {
                float[][] state = rows(grad, b);
                for (int t = steps - 1; t >= 0; t--) {
                  surrogate.derivative(membrane.row(t, b), 0, slope, size);
                  float[] gs = gradOutput == null ? zero : gradOutput.row(t, b);
                  float[] gm = gradMembrane == null ? zero : gradMembrane.row(t, b);
                  back(state, slope, gs, gm, partial[block], gradCurrent.row(t, b));
                }
              }
            });
    for (float[][] block : partial) {
      for (int k = 0; k < count; k++) {
        Parameter parameter = parameters().get(k);
        for (int i = 0; i < size; i++) {
          parameter.gradient()[0][i] += block[k][i];
        }
      }
    }
    return new Backward(gradCurrent, grad);
  }

  @Override
  public final Tensor probability(Tape tape, Pass pass) {
    Tensor membrane = ((History) tape).membrane();
    Tensor p = pass.arena().tensor(membrane.steps(), membrane.batch(), size);
    for (int r = 0; r < membrane.rows().length; r++) {
      surrogate.primitive(membrane.rows()[r], 0, p.rows()[r], size);
    }
    return p;
  }
}
