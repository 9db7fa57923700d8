package dev.snn.neurons.graded;

import dev.snn.api.layer.Capabilities;
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

/** The steps of {@link SigmaDelta}. Its membrane is the activation, before anything is sent. */
final class SigmaDeltaModel implements NeuronModel {
  private static final List<String> SUMMING = List.of("sent", "sum");
  private static final List<String> DIRECT = List.of("sent");

  private final float threshold;
  private final boolean accumulate;
  private final boolean relu;
  private final Parameter bias;
  private final Gate gate;
  private final int size;

  SigmaDeltaModel(
      float threshold, boolean accumulate, boolean relu, Parameter bias, Surrogate surrogate) {
    this.threshold = threshold;
    this.accumulate = accumulate;
    this.relu = relu;
    this.bias = bias;
    this.size = bias.value()[0].length;
    this.gate = new Gate(threshold, surrogate);
  }

  /** Activations, and what the receivers did not know of them. */
  private record History(Tensor activation, Tensor change) implements Tape {}

  @Override
  public int size() {
    return size;
  }

  @Override
  public Capabilities.Output output() {
    return Capabilities.Output.VALUES;
  }

  @Override
  public boolean ownsBias() {
    return true;
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(bias);
  }

  private List<String> names() {
    return accumulate ? SUMMING : DIRECT;
  }

  @Override
  public State initialState(int batch) {
    return State.zeros(names(), batch, size);
  }

  /** Writes the activations over the current. */
  @Override
  public Forward forward(Tensor current, State initial, Pass pass) {
    int steps = current.steps();
    int batch = current.batch();
    Tensor change = pass.arena().tensor(steps, batch, size);
    SpikesBuilder events = pass.isHard() ? new SpikesBuilder(steps, batch, size) : null;
    Tensor smooth = pass.isHard() ? null : pass.arena().tensor(steps, batch, size);
    State last = initial.copy();
    pass.parallel()
        .forEachBlock(
            batch,
            (block, from, to) -> {
              Gate.Rows rows = new Gate.Rows(size);
              for (int b = from; b < to; b++) {
                float[] sent = last.values()[0][b];
                for (int t = 0; t < steps; t++) {
                  float[] a = current.row(t, b);
                  float[] e = change.row(t, b);
                  activate(a, accumulate ? last.values()[1][b] : null);
                  for (int n = 0; n < size; n++) {
                    e[n] = a[n] - sent[n];
                  }
                  if (events != null) {
                    send(events.lane(b), t, e, sent);
                  } else {
                    gate.smooth(e, rows);
                    float[] s = smooth.row(t, b);
                    for (int n = 0; n < size; n++) {
                      s[n] = e[n] * rows.open[n];
                      sent[n] += s[n];
                    }
                  }
                }
              }
            });
    return new Forward(
        events == null ? smooth : events.build(), current, last, new History(current, change));
  }

  /** Writes the activation over the input. */
  private void activate(float[] x, float[] sum) {
    float[] offset = bias.value()[0];
    for (int n = 0; n < size; n++) {
      float g = x[n];
      if (sum != null) {
        sum[n] += g;
        g = sum[n];
      }
      g += offset[n];
      x[n] = relu ? Math.max(0, g) : g;
    }
  }

  /** Sends what is not below the threshold, NaN included. */
  private void send(SpikesBuilder.Lane lane, int t, float[] e, float[] sent) {
    for (int n = 0; n < size; n++) {
      if (!(Math.abs(e[n]) < threshold)) {
        lane.add(t, n, e[n]);
        sent[n] += e[n];
      }
    }
  }

  @Override
  public Backward backward(
      Tape tape, Tensor gradOutput, Tensor gradMembrane, State gradLast, Pass pass) {
    History history = (History) tape;
    int steps = history.change().steps();
    int batch = history.change().batch();
    Tensor back = gradOutput != null ? gradOutput : pass.arena().zeros(steps, batch, size);
    State grad = gradLast == null ? State.zeros(names(), batch, size) : gradLast.copy();
    float[][] partial = new float[Parallel.blocks(batch)][];
    pass.parallel()
        .forEachBlock(
            batch,
            (block, from, to) -> {
              Gate.Rows rows = new Gate.Rows(size);
              partial[block] = new float[size];
              for (int b = from; b < to; b++) {
                float[] sent = grad.values()[0][b];
                float[] sum = accumulate ? grad.values()[1][b] : null;
                for (int t = steps - 1; t >= 0; t--) {
                  gate.slope(history.change().row(t, b), pass.isHard(), rows);
                  float[] gm = gradMembrane == null ? null : gradMembrane.row(t, b);
                  float[] g = back.row(t, b);
                  throughSending(g, rows.slope, sent, gm);
                  throughActivation(history.activation().row(t, b), g, sum, partial[block]);
                }
              }
            });
    float[] all = bias.gradient()[0];
    for (float[] block : partial) {
      for (int n = 0; n < size; n++) {
        all[n] += block[n];
      }
    }
    return new Backward(back, grad);
  }

  /**
   * From the gradient of what is sent, {@code g}, and of what was sent so far to that of the
   * activation, which replaces g.
   */
  private void throughSending(float[] g, float[] slope, float[] sent, float[] membrane) {
    for (int n = 0; n < size; n++) {
      float change = (g[n] + sent[n]) * slope[n];
      sent[n] -= change;
      g[n] = membrane == null ? change : change + membrane[n];
    }
  }

  /** From the gradient of the activation to that of the input; NaN of the activation stays. */
  private void throughActivation(float[] a, float[] g, float[] sum, float[] toBias) {
    for (int n = 0; n < size; n++) {
      float through = !relu || a[n] > 0 ? g[n] : g[n] * (a[n] - a[n]);
      toBias[n] += through;
      if (sum != null) {
        sum[n] += through;
        through = sum[n];
      }
      g[n] = through;
    }
  }

  @Override
  public Tensor probability(Tape tape, Pass pass) {
    throw new UnsupportedOperationException("sigma-delta sends values, not spikes");
  }
}
