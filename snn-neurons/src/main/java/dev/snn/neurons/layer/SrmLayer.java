package dev.snn.neurons.layer;

import dev.snn.api.layer.Layer;
import dev.snn.api.layer.Parameter;
import dev.snn.api.layer.Readout;
import dev.snn.api.layer.ReadoutGradient;
import dev.snn.api.neuron.Pass;
import dev.snn.api.neuron.State;
import dev.snn.api.neuron.Tape;
import dev.snn.api.parallel.Parallel;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.random.Draws;
import dev.snn.api.tensor.Signal;
import dev.snn.api.tensor.SpikesBuilder;
import dev.snn.api.tensor.Tensor;
import dev.snn.kernels.Products;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The layer behind {@link SrmBernoulli}. The filters are linear, so the weighted spikes of each
 * basis are filtered instead of the inputs: {@code c_k = W_k^T s} sparse, then {@code u = sum_k
 * alpha_k * c_k}. The state holds what a later stretch of time needs: the last {@code tau_ff - 1}
 * rows of every c_k and the last {@code tau_fb} outputs.
 */
final class SrmLayer implements Layer {
  private final int in;
  private final int size;
  private final String path;
  private final float[][] forwardBases;
  private final float[][] feedbackBases;
  private final Parameter weight;
  private final Parameter feedback;
  private final Parameter bias;
  private final List<String> names = new ArrayList<>();

  SrmLayer(SrmBernoulli.Config c, BuildContext context) {
    in = context.inputSize();
    size = c.size();
    path = context.path();
    forwardBases = RaisedCosine.bases(c.ffBases(), c.tauFf(), c.mu());
    feedbackBases = RaisedCosine.bases(c.fbBases(), c.tauFb(), c.mu());
    int rows = in * c.ffBases();
    weight = Parameter.uniform("weight", rows, size, rows, c.initScale(), context.random("weight"));
    feedback = Parameter.zeros("feedback", c.fbBases(), size);
    bias = Parameter.of("bias", new float[][] {context.draw("bias", c.bias(), size)});
    for (int k = 0; k < forwardBases.length; k++) {
      for (int d = 1; d < c.tauFf(); d++) {
        names.add("c" + k + "-" + d);
      }
    }
    for (int d = 1; d <= c.tauFb(); d++) {
      names.add("y-" + d);
    }
  }

  private record History(Signal input, State initial, Tensor output, Tensor probability)
      implements Tape {}

  @Override
  public int inputSize() {
    return in;
  }

  @Override
  public int outputSize() {
    return size;
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(weight, feedback, bias);
  }

  @Override
  public State initialState(int batch) {
    return State.zeros(names, batch, size);
  }

  private int taps() {
    return forwardBases[0].length;
  }

  private int memory() {
    return feedbackBases.length == 0 ? 0 : feedbackBases[0].length;
  }

  /** The rows of the weights (or of their gradient) that belong to basis k. */
  private float[][] basis(float[][] rows, int k) {
    return Arrays.copyOfRange(rows, k * in, (k + 1) * in);
  }

  /**
   * The row of a past step: from this stretch, or from the state ({@code base + delay - 1}) before
   * it.
   */
  private static float[] past(Tensor now, float[][][] state, int base, int t, int delay, int b) {
    return t >= delay ? now.row(t - delay, b) : state[base + delay - t - 1][b];
  }

  @Override
  public Forward forward(Signal input, State initial, Pass pass) {
    int steps = input.steps();
    int batch = input.batch();
    Tensor[] channel = new Tensor[forwardBases.length];
    for (int k = 0; k < channel.length; k++) {
      channel[k] = pass.arena().tensor(steps, batch, size);
      Products.forward(input, basis(weight.value(), k), null, channel[k], pass.parallel());
    }
    Tensor u = pass.arena().tensor(steps, batch, size);
    Tensor p = pass.arena().tensor(steps, batch, size);
    Tensor y = pass.arena().tensor(steps, batch, size);
    SpikesBuilder spikes = pass.isHard() ? new SpikesBuilder(steps, batch, size) : null;
    int fb = memory();
    float[][] taps = feedbackTaps();
    long purpose = pass.purposeKey(path);
    int offset = (taps() - 1) * channel.length;
    pass.parallel()
        .forEachBlock(
            batch,
            (block, from, to) -> {
              for (int b = from; b < to; b++) {
                long key = pass.exampleKey(purpose, b);
                for (int t = 0; t < steps; t++) {
                  float[] row = u.row(t, b);
                  System.arraycopy(bias.value()[0], 0, row, 0, size);
                  for (int k = 0; k < channel.length; k++) {
                    for (int d = 0; d < taps(); d++) {
                      addScaled(
                          row,
                          past(channel[k], initial.values(), k * (taps() - 1), t, d, b),
                          forwardBases[k][d]);
                    }
                  }
                  for (int d = 0; d < fb; d++) {
                    addProduct(row, past(y, initial.values(), offset, t, d + 1, b), taps[d]);
                  }
                  fire(
                      row,
                      p.row(t, b),
                      y.row(t, b),
                      key,
                      pass.firstStep() + t,
                      t,
                      spikes == null ? null : spikes.lane(b));
                }
              }
            });
    State last = lastState(initial, channel, y, steps, batch);
    Readout readout = new Readout(spikes == null ? y : spikes.build(), u, () -> p, true);
    return new Forward(readout, last, new History(input, initial, y, p));
  }

  /** {@code taps[d][i] = sum_k v_{ki} beta_k(d)}: the feedback filter of each neuron. */
  private float[][] feedbackTaps() {
    float[][] taps = new float[memory()][size];
    for (int d = 0; d < taps.length; d++) {
      for (int k = 0; k < feedbackBases.length; k++) {
        addScaled(taps[d], feedback.value()[k], feedbackBases[k][d]);
      }
    }
    return taps;
  }

  private void fire(
      float[] u, float[] p, float[] y, long key, long step, int t, SpikesBuilder.Lane lane) {
    for (int i = 0; i < size; i++) {
      p[i] = (float) (1 / (1 + Math.exp(-u[i])));
    }
    if (lane == null) {
      System.arraycopy(p, 0, y, 0, size);
      return;
    }
    for (int i = 0; i < size; i++) {
      boolean spike = Draws.uniform(key, step * size + i) < p[i];
      y[i] = spike ? 1 : 0;
      if (spike) {
        lane.add(t, i);
      }
    }
  }

  private State lastState(State initial, Tensor[] channel, Tensor y, int steps, int batch) {
    State last = State.zeros(names, batch, size);
    for (int b = 0; b < batch; b++) {
      int at = 0;
      for (int k = 0; k < channel.length; k++) {
        int base = k * (taps() - 1);
        for (int d = 1; d < taps(); d++, at++) {
          last.values()[at][b] = past(channel[k], initial.values(), base, steps, d, b).clone();
        }
      }
      int base = at;
      for (int d = 1; at < names.size(); d++, at++) {
        last.values()[at][b] = past(y, initial.values(), base, steps, d, b).clone();
      }
    }
    return last;
  }

  @Override
  public Tensor backward(Tape tape, ReadoutGradient gradient, boolean needInput, Pass pass) {
    History history = (History) tape;
    Tensor y = history.output();
    int steps = y.steps();
    int batch = y.batch();
    Tensor gu = gradPotential(history, gradient, pass);
    Tensor gradInput = needInput ? pass.arena().zeros(steps, batch, in) : null;
    for (int k = 0; k < forwardBases.length; k++) {
      Tensor gc = correlate(gu, forwardBases[k], pass);
      Products.gradWeight(history.input(), gc, basis(weight.gradient(), k), pass.parallel());
      if (needInput) {
        Tensor part = pass.arena().tensor(steps, batch, in);
        Products.gradInput(gc, basis(weight.value(), k), part, pass.parallel());
        ReadoutGradient.sum(gradInput, part);
      }
    }
    return gradInput;
  }

  /**
   * Gradient of u, from the last step to the first, with the path through the feedback; adds those
   * of bias and feedback.
   */
  private Tensor gradPotential(History history, ReadoutGradient gradient, Pass pass) {
    Tensor y = history.output();
    Tensor p = history.probability();
    int steps = y.steps();
    int batch = y.batch();
    Tensor gu = pass.arena().tensor(steps, batch, size);
    float[][] taps = feedbackTaps();
    int blocks = Parallel.blocks(batch);
    float[][] gradBias = new float[blocks][size];
    float[][][] gradTaps = new float[blocks][memory()][size];
    int offset = (taps() - 1) * forwardBases.length;
    pass.parallel()
        .forEachBlock(
            batch,
            (block, from, to) -> {
              float[] gy = new float[size];
              for (int b = from; b < to; b++) {
                for (int t = steps - 1; t >= 0; t--) {
                  Arrays.fill(gy, 0);
                  add(gy, gradient.output(), t, b);
                  add(gy, gradient.probability(), t, b);
                  for (int d = 0; d < taps.length && t + 1 + d < steps; d++) {
                    addProduct(gy, gu.row(t + 1 + d, b), taps[d]);
                  }
                  float[] g = gu.row(t, b);
                  float[] q = p.row(t, b);
                  for (int i = 0; i < size; i++) {
                    g[i] = gy[i] * q[i] * (1 - q[i]);
                  }
                  add(g, gradient.membrane(), t, b);
                  addScaled(gradBias[block], g, 1);
                  for (int d = 0; d < taps.length; d++) {
                    addProduct(
                        gradTaps[block][d],
                        g,
                        past(y, history.initial().values(), offset, t, d + 1, b));
                  }
                }
              }
            });
    for (int block = 0; block < blocks; block++) {
      addScaled(bias.gradient()[0], gradBias[block], 1);
      for (int k = 0; k < feedbackBases.length; k++) {
        for (int d = 0; d < taps.length; d++) {
          addScaled(feedback.gradient()[k], gradTaps[block][d], feedbackBases[k][d]);
        }
      }
    }
    return gu;
  }

  /** {@code out_t = sum_d filter_d g_{t+d}}: the transpose of filtering. */
  private Tensor correlate(Tensor g, float[] filter, Pass pass) {
    Tensor out = pass.arena().tensor(g.steps(), g.batch(), size);
    pass.parallel()
        .forEachBlock(
            g.batch(),
            (block, from, to) -> {
              for (int b = from; b < to; b++) {
                for (int t = 0; t < g.steps(); t++) {
                  float[] row = out.row(t, b);
                  Arrays.fill(row, 0);
                  for (int d = 0; d < filter.length && t + d < g.steps(); d++) {
                    addScaled(row, g.row(t + d, b), filter[d]);
                  }
                }
              }
            });
    return out;
  }

  private void add(float[] to, Tensor from, int t, int b) {
    if (from != null) {
      addScaled(to, from.row(t, b), 1);
    }
  }

  private static void addScaled(float[] to, float[] from, float factor) {
    for (int i = 0; i < to.length; i++) {
      to[i] += factor * from[i];
    }
  }

  private static void addProduct(float[] to, float[] a, float[] b) {
    for (int i = 0; i < to.length; i++) {
      to[i] += a[i] * b[i];
    }
  }
}
