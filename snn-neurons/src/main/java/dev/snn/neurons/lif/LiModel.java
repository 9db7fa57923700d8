package dev.snn.neurons.lif;

import dev.snn.api.layer.Capabilities;
import dev.snn.api.neuron.NeuronModel;
import dev.snn.api.neuron.Pass;
import dev.snn.api.neuron.State;
import dev.snn.api.neuron.Tape;
import dev.snn.api.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/** The steps of {@link Li}, which are linear: nothing of the way forward is kept. */
final class LiModel implements NeuronModel {
  private final float[] decay;
  private final float[] gain;
  private final float[] rest;

  /** Decay of the synaptic current and factor on its input; null where there is none. */
  private final float[] synaptic;

  private final float[] into;
  private final boolean delayed;
  private final float start;
  private final int size;
  private final List<String> names;

  LiModel(
      float[] decay,
      float[] gain,
      float[] rest,
      float[] synaptic,
      float[] into,
      boolean delayed,
      float start) {
    this.decay = decay;
    this.gain = gain;
    this.rest = rest;
    this.synaptic = synaptic;
    this.into = into;
    this.delayed = delayed;
    this.start = start;
    this.size = decay.length;
    this.names = synaptic == null ? List.of("v") : List.of("v", "i");
  }

  private record History(int steps, int batch) implements Tape {}

  @Override
  public int size() {
    return size;
  }

  @Override
  public Capabilities.Output output() {
    return Capabilities.Output.VALUES;
  }

  @Override
  public State initialState(int batch) {
    State state = State.zeros(names, batch, size);
    for (float[] row : state.get("v")) {
      Arrays.fill(row, start);
    }
    return state;
  }

  /** Writes the membranes over the current. */
  @Override
  public Forward forward(Tensor current, State initial, Pass pass) {
    State last = initial.copy();
    pass.parallel()
        .forEachBlock(
            current.batch(),
            (block, from, to) -> {
              for (int b = from; b < to; b++) {
                float[] v = last.values()[0][b];
                float[] i = synaptic == null ? null : last.values()[1][b];
                for (int t = 0; t < current.steps(); t++) {
                  float[] row = current.row(t, b);
                  if (i != null) {
                    filter(i, row);
                  }
                  integrate(v, row);
                }
              }
            });
    return new Forward(current, current, last, new History(current.steps(), current.batch()));
  }

  /** Advances the synaptic current and writes what the membrane takes over the input. */
  private void filter(float[] i, float[] x) {
    for (int n = 0; n < size; n++) {
      float before = i[n];
      i[n] = synaptic[n] * before + into[n] * x[n];
      x[n] = delayed ? before : i[n];
    }
  }

  private void integrate(float[] v, float[] u) {
    for (int n = 0; n < size; n++) {
      v[n] = rest[n] + decay[n] * v[n] + gain[n] * u[n];
      u[n] = v[n];
    }
  }

  @Override
  public Backward backward(
      Tape tape, Tensor gradOutput, Tensor gradMembrane, State gradLast, Pass pass) {
    int steps = ((History) tape).steps();
    int batch = ((History) tape).batch();
    Tensor back = gradOutput != null ? gradOutput : pass.arena().zeros(steps, batch, size);
    State grad = gradLast == null ? State.zeros(names, batch, size) : gradLast.copy();
    pass.parallel()
        .forEachBlock(
            batch,
            (block, from, to) -> {
              for (int b = from; b < to; b++) {
                float[] gv = grad.values()[0][b];
                float[] gi = synaptic == null ? null : grad.values()[1][b];
                for (int t = steps - 1; t >= 0; t--) {
                  float[] g = back.row(t, b);
                  if (gradMembrane != null) {
                    add(gradMembrane.row(t, b), g);
                  }
                  throughMembrane(g, gv);
                  if (gi != null) {
                    throughCurrent(g, gi);
                  }
                }
              }
            });
    return new Backward(back, grad);
  }

  private void add(float[] from, float[] to) {
    for (int n = 0; n < size; n++) {
      to[n] += from[n];
    }
  }

  /** From the gradient of the membrane of a step to that of what it took and of the one before. */
  private void throughMembrane(float[] g, float[] gv) {
    for (int n = 0; n < size; n++) {
      float all = g[n] + gv[n];
      g[n] = gain[n] * all;
      gv[n] = decay[n] * all;
    }
  }

  private void throughCurrent(float[] g, float[] gi) {
    for (int n = 0; n < size; n++) {
      float all = delayed ? gi[n] : gi[n] + g[n];
      gi[n] = synaptic[n] * all + (delayed ? g[n] : 0);
      g[n] = into[n] * all;
    }
  }

  @Override
  public Tensor probability(Tape tape, Pass pass) {
    throw new UnsupportedOperationException("li does not fire");
  }
}
