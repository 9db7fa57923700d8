package dev.snn.neurons.layer;

import dev.snn.api.layer.Layer;
import dev.snn.api.layer.Parameter;
import dev.snn.api.layer.Readout;
import dev.snn.api.layer.ReadoutGradient;
import dev.snn.api.layer.Synapses;
import dev.snn.api.neuron.Pass;
import dev.snn.api.neuron.State;
import dev.snn.api.neuron.Tape;
import dev.snn.api.parallel.Parallel;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.random.Draws;
import dev.snn.api.tensor.Signal;
import dev.snn.api.tensor.Spikes;
import dev.snn.api.tensor.SpikesBuilder;
import dev.snn.api.tensor.Tensor;
import dev.snn.kernels.ConnectionProducts;
import dev.snn.kernels.Products;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The layer behind {@link SrmBernoulli}. The filters are linear, so the weighted spikes of each
 * basis are filtered instead of the inputs: {@code c_k = W_k^T s} sparse, then {@code u = sum_k
 * alpha_k * c_k}; column {@code k N + i} of the weights belongs to basis k and neuron i. An output
 * spike adds its feedback to the steps that follow it. The state holds what a later stretch of time
 * needs: the last {@code tau_ff - 1} rows of every c_k and the last {@code tau_fb} outputs.
 */
final class SrmLayer implements Layer {
  /** Rows of currents that are asked for at least: weights pass by once for all of them. */
  private static final int ROWS = 64;

  private final int in;
  private final int size;
  private final String path;
  private final float[][] forwardBases;
  private final float[][] feedbackBases;
  private final int taps;
  private final int memory;
  private final Parameter weight;
  private final Parameter feedback;
  private final Parameter bias;
  private final List<String> names = new ArrayList<>();

  /** The last state that was given as an initial one; all zero, so that adding it is no work. */
  private State silence;

  SrmLayer(SrmBernoulli.Config c, BuildContext context) {
    in = context.inputSize();
    size = c.size();
    path = context.path();
    forwardBases = RaisedCosine.bases(c.ffBases(), c.tauFf(), c.mu(), c.axisOffset());
    feedbackBases = RaisedCosine.bases(c.fbBases(), c.tauFb(), c.mu(), c.axisOffset());
    taps = c.tauFf();
    memory = feedbackBases.length == 0 ? 0 : c.tauFb();
    int rows = in * c.ffBases();
    weight =
        sideBySide(
            Parameter.uniform("weight", rows, size, rows, c.initScale(), context.random("weight")));
    feedback = Parameter.zeros("feedback", c.fbBases(), size);
    bias = Parameter.of("bias", new float[][] {context.draw("bias", c.bias(), size)});
    for (int k = 0; k < forwardBases.length; k++) {
      for (int d = 1; d < taps; d++) {
        names.add("c" + k + "-" + d);
      }
    }
    for (int d = 1; d <= c.tauFb(); d++) {
      names.add("y-" + d);
    }
  }

  /** The weights of the bases, drawn one below the other, next to each other. */
  private Parameter sideBySide(Parameter drawn) {
    float[][] rows = new float[in][forwardBases.length * size];
    for (int k = 0; k < forwardBases.length; k++) {
      for (int i = 0; i < in; i++) {
        System.arraycopy(drawn.value()[k * in + i], 0, rows[i], k * size, size);
      }
    }
    return Parameter.of(drawn.name(), rows);
  }

  /**
   * @param output spikes in a HARD pass, probabilities in a SMOOTH one
   */
  private record History(Signal input, State initial, Signal output, Tensor probability)
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
  public Optional<List<Synapses>> synapses() {
    Synapses forward = new Synapses(weight, Synapses.Source.INPUT);
    return Optional.of(
        feedback.value().length == 0
            ? List.of(forward)
            : List.of(forward, new Synapses(feedback, Synapses.Source.OWN)));
  }

  @Override
  public State initialState(int batch) {
    State known = silence;
    if (known == null || known.values()[0].length != batch) {
      known = State.zeros(names, batch, size);
      silence = known;
    }
    return known;
  }

  @Override
  public Forward forward(Signal input, State initial, Pass pass) {
    int steps = input.steps();
    int batch = input.batch();
    Tensor channels = pass.arena().tensor(steps, batch, forwardBases.length * size);
    Tensor u = pass.arena().tensor(steps, batch, size);
    Tensor p = pass.arena().tensor(steps, batch, size);
    SpikesBuilder spikes = pass.isHard() ? new SpikesBuilder(steps, batch, size) : null;
    float[][] feedbackTaps = feedbackTaps();
    long purpose = pass.purposeKey(path);
    int together = Math.max(1, ROWS / Math.max(1, steps));
    try (Products.Source source =
        ConnectionProducts.source(input, weight, null, channels, pass.parallel())) {
      pass.parallel()
          .forEachBlock(
              batch,
              (block, from, to) -> {
                float[] potential = new float[(steps + memory) * size];
                float[][] channel = new float[taps - 1 + steps][size];
                float[][] sums = new float[steps][size];
                for (int b = from; b < to; b++) {
                  if ((b - from) % together == 0) {
                    source.fill(b, Math.min(to, b + together));
                  }
                  filter(channels, initial, b, channel, sums);
                  for (int t = 0; t < steps; t++) {
                    System.arraycopy(sums[t], 0, potential, t * size, size);
                  }
                  if (initial != silence) {
                    recall(initial, b, steps, feedbackTaps, potential);
                  }
                  SpikesBuilder.Lane lane = spikes == null ? null : spikes.lane(b);
                  long key = pass.exampleKey(purpose, b);
                  for (int t = 0; t < steps; t++) {
                    System.arraycopy(potential, t * size, u.row(t, b), 0, size);
                    Flat.sigmoid(u.row(t, b), p.row(t, b), size);
                    if (lane == null) {
                      for (int d = 0; d < memory; d++) {
                        Flat.addProduct(
                            potential, (t + 1 + d) * size, p.row(t, b), feedbackTaps[d], size);
                      }
                    } else {
                      fire(
                          p.row(t, b), key, pass.firstStep() + t, t, lane, feedbackTaps, potential);
                    }
                  }
                }
              });
    }
    Signal output = spikes == null ? p : spikes.build();
    State last = lastState(initial, channels, output, steps, batch);
    Readout readout = new Readout(output, u, () -> p, true);
    return new Forward(readout, last, new History(input, initial, output, p));
  }

  /** Writes bias and filtered channels of an example, a row for each step. */
  private void filter(Tensor channels, State initial, int b, float[][] channel, float[][] sums) {
    for (float[] row : sums) {
      System.arraycopy(bias.value()[0], 0, row, 0, size);
    }
    for (int k = 0; k < forwardBases.length; k++) {
      for (int d = 1; d < taps && initial != silence; d++) {
        float[] past = initial.values()[k * (taps - 1) + d - 1][b];
        System.arraycopy(past, 0, channel[taps - 1 - d], 0, size);
      }
      for (int t = 0; t < sums.length; t++) {
        System.arraycopy(channels.row(t, b), k * size, channel[taps - 1 + t], 0, size);
      }
      for (int t = 0; t < sums.length; t++) {
        Flat.addTaps(sums[t], channel, taps - 1 + t, forwardBases[k], size);
      }
    }
  }

  /** Adds the feedback of the outputs before this stretch of time, the oldest first. */
  private void recall(State initial, int b, int steps, float[][] feedbackTaps, float[] potential) {
    for (int ago = memory; ago >= 1; ago--) {
      float[] y = output(initial, ago)[b];
      for (int d = ago - 1; d < memory && d - ago + 1 < steps; d++) {
        Flat.addProduct(potential, (d - ago + 1) * size, y, feedbackTaps[d], size);
      }
    }
  }

  /** The outputs {@code ago} steps before the first one. */
  private float[][] output(State state, int ago) {
    return state.values()[(taps - 1) * forwardBases.length + ago - 1];
  }

  /** Draws the spikes of a step and adds their feedback to the steps that follow. */
  private void fire(
      float[] p,
      long key,
      long step,
      int t,
      SpikesBuilder.Lane lane,
      float[][] feedbackTaps,
      float[] potential) {
    for (int i = 0; i < size; i++) {
      if (Draws.uniform(key, step * size + i) < p[i]) {
        lane.add(t, i);
        for (int d = 0; d < memory; d++) {
          potential[(t + 1 + d) * size + i] += feedbackTaps[d][i];
        }
      }
    }
  }

  /** {@code taps[d][i] = sum_k v_{ki} beta_k(d)}: the feedback filter of each neuron. */
  private float[][] feedbackTaps() {
    float[][] filters = new float[memory][size];
    for (int d = 0; d < memory; d++) {
      for (int k = 0; k < feedbackBases.length; k++) {
        Flat.addScaled(filters[d], 0, feedback.value()[k], 0, feedbackBases[k][d], size);
      }
    }
    return filters;
  }

  private State lastState(State initial, Tensor channels, Signal output, int steps, int batch) {
    State last = State.zeros(names, batch, size);
    for (int b = 0; b < batch; b++) {
      for (int k = 0; k < forwardBases.length; k++) {
        for (int d = 1; d < taps; d++) {
          float[] to = last.values()[k * (taps - 1) + d - 1][b];
          if (d <= steps) {
            System.arraycopy(channels.row(steps - d, b), k * size, to, 0, size);
          } else {
            float[] from = initial.values()[k * (taps - 1) + d - steps - 1][b];
            System.arraycopy(from, 0, to, 0, size);
          }
        }
      }
      for (int ago = 1; (taps - 1) * forwardBases.length + ago <= names.size(); ago++) {
        float[] to = output(last, ago)[b];
        if (ago > steps) {
          System.arraycopy(output(initial, ago - steps)[b], 0, to, 0, size);
        } else if (output instanceof Spikes spikes) {
          spikes.denseRow((steps - ago) * batch + b, to);
        } else {
          System.arraycopy(((Tensor) output).row(steps - ago, b), 0, to, 0, size);
        }
      }
    }
    return last;
  }

  @Override
  public Tensor backward(Tape tape, ReadoutGradient gradient, boolean needInput, Pass pass) {
    History history = (History) tape;
    int steps = history.probability().steps();
    int batch = history.probability().batch();
    Tensor gradChannels = pass.arena().tensor(steps, batch, forwardBases.length * size);
    float[][] feedbackTaps = feedbackTaps();
    int blocks = Parallel.blocks(batch);
    float[][] gradBias = new float[blocks][size];
    float[][][] gradTaps = new float[blocks][memory][size];
    pass.parallel()
        .forEachBlock(
            batch,
            (block, from, to) -> {
              float[] gu = new float[(steps + memory) * size];
              float[] channel = new float[steps * size];
              for (int b = from; b < to; b++) {
                gradPotential(history.probability(), gradient, b, feedbackTaps, gu);
                for (int t = 0; t < steps; t++) {
                  Flat.addScaled(gradBias[block], 0, gu, t * size, 1, size);
                }
                gradFeedback(history, b, gu, gradTaps[block]);
                gradChannels(gu, gradChannels, b, channel);
              }
            });
    for (int block = 0; block < blocks; block++) {
      Flat.addScaled(bias.gradient()[0], 0, gradBias[block], 0, 1, size);
      for (int k = 0; k < feedbackBases.length; k++) {
        for (int d = 0; d < memory; d++) {
          Flat.addScaled(
              feedback.gradient()[k], 0, gradTaps[block][d], 0, feedbackBases[k][d], size);
        }
      }
    }
    ConnectionProducts.gradWeight(history.input(), gradChannels, weight, pass.parallel());
    if (!needInput) {
      return null;
    }
    Tensor gradInput = pass.arena().tensor(steps, batch, in);
    ConnectionProducts.gradInput(gradChannels, weight, gradInput, pass.parallel());
    return gradInput;
  }

  /**
   * Gradient of u of an example, from the last step to the first, with the path through the
   * feedback unless outputs are fixed; what stands behind the last step is zero.
   */
  private void gradPotential(
      Tensor probability, ReadoutGradient gradient, int b, float[][] feedbackTaps, float[] gu) {
    float[] gy = new float[size];
    for (int t = probability.steps() - 1; t >= 0; t--) {
      Arrays.fill(gy, 0);
      add(gy, 0, gradient.output(), t, b);
      add(gy, 0, gradient.probability(), t, b);
      for (int d = 0; d < memory && !gradient.outputsFixed(); d++) {
        Flat.addProduct(gy, gu, (t + 1 + d) * size, feedbackTaps[d], size);
      }
      float[] p = probability.row(t, b);
      for (int i = 0; i < size; i++) {
        gu[t * size + i] = gy[i] * p[i] * (1 - p[i]);
      }
      add(gu, t * size, gradient.membrane(), t, b);
    }
  }

  private void add(float[] to, int at, Tensor from, int t, int b) {
    if (from != null) {
      Flat.addScaled(to, at, from.row(t, b), 0, 1, size);
    }
  }

  /** {@code g(taps_d) += sum_t gu_{t+1+d} y_t}, with the outputs before this stretch. */
  private void gradFeedback(History history, int b, float[] gu, float[][] gradTaps) {
    int steps = history.probability().steps();
    for (int ago = 1; ago <= memory && history.initial() != silence; ago++) {
      float[] y = output(history.initial(), ago)[b];
      for (int d = ago - 1; d < memory && d - ago + 1 < steps; d++) {
        Flat.addProduct(gradTaps[d], gu, (d - ago + 1) * size, y, size);
      }
    }
    for (int t = 0; t < steps; t++) {
      int r = t * history.probability().batch() + b;
      if (history.output() instanceof Spikes spikes) {
        Spikes.Raw events = spikes.raw();
        for (int e = events.offsets()[r]; e < events.offsets()[r + 1]; e++) {
          int i = events.units()[e];
          for (int d = 0; d < memory; d++) {
            gradTaps[d][i] += gu[(t + 1 + d) * size + i];
          }
        }
      } else {
        float[] y = history.probability().rows()[r];
        for (int d = 0; d < memory; d++) {
          Flat.addProduct(gradTaps[d], gu, (t + 1 + d) * size, y, size);
        }
      }
    }
  }

  /** {@code g(c_k)_t = sum_d alpha_k(d) gu_{t+d}}: the transpose of filtering. */
  private void gradChannels(float[] gu, Tensor gradChannels, int b, float[] channel) {
    int steps = gradChannels.steps();
    for (int k = 0; k < forwardBases.length; k++) {
      Arrays.fill(channel, 0);
      for (int d = 0; d < Math.min(taps, steps); d++) {
        Flat.addScaled(channel, 0, gu, d * size, forwardBases[k][d], (steps - d) * size);
      }
      for (int t = 0; t < steps; t++) {
        System.arraycopy(channel, t * size, gradChannels.row(t, b), k * size, size);
      }
    }
  }
}
