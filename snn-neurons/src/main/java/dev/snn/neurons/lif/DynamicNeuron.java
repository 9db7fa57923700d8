package dev.snn.neurons.lif;

import dev.snn.api.layer.Parameter;
import dev.snn.api.neuron.NeuronModel;
import dev.snn.api.neuron.Pass;
import dev.snn.api.neuron.State;
import dev.snn.api.neuron.Tape;
import dev.snn.api.parallel.Parallel;
import dev.snn.api.tensor.SpikesBuilder;
import dev.snn.api.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/**
 * The integrate-and-fire neuron with everything the plug-ins of this package can switch on:
 * synaptic current, adaptation, reset one step later, refractory time, learned coefficients. Their
 * plain forms have models of their own, which are faster.
 *
 * <pre>
 *   i_t = ds i_{t-1} + (1 - ds) x_t                           synaptic current
 *   c_t = v_leak + d (v_{t-1} - v_leak) + (1 - d) r u_t       charge; u is x, i_t or i_{t-1}
 *   c_t -= z_{t-1} v_threshold                                reset_delay, subtract
 *   m_t = 1[count_{t-1} &gt; 0]                                  refractory
 *   h_t = m_t v_{t-1} + (1 - m_t) c_t                         where it holds the membrane
 *   s_t = (1 - m_t) 1[c_t &gt;= v_threshold + beta a_{t-1}]
 *   v_t = reset(h_t, s_t), or h_t with reset_delay            z_t = s_t
 *   a_t = rho a_{t-1} + s_t                                   adaptation
 *   count_t = s_t steps + (1 - s_t) max(0, count_{t-1} - 1)
 * </pre>
 *
 * <p>The step of the count has the derivative of the surrogate, as that of the membrane has. In a
 * smooth pass m and the countdown are smooth between whole counts ({@link Countdown}), so that the
 * backward pass is exact there too.
 */
final class DynamicNeuron implements NeuronModel {
  private final Dynamics y;
  private final List<String> names;
  private final int size;

  DynamicNeuron(Dynamics dynamics) {
    this.y = dynamics;
    this.names = dynamics.names();
    this.size = dynamics.size;
  }

  /** The state before each step, one tensor for each variable. */
  private record History(Tensor current, Tensor[] states, Tensor excess) implements Tape {}

  @Override
  public int size() {
    return size;
  }

  @Override
  public List<Parameter> parameters() {
    return y.parameters();
  }

  @Override
  public State initialState(int batch) {
    State state = State.zeros(names, batch, size);
    for (float[] row : state.get("v")) {
      Arrays.fill(row, y.start);
    }
    if (names.contains("z")) {
      float[] threshold = y.threshold.values(size);
      for (float[] row : state.get("z")) {
        for (int n = 0; n < size; n++) {
          float over = y.start - threshold[n];
          row[n] = over > 0 || over == 0 && !y.strict ? 1 : 0;
        }
      }
    }
    return state;
  }

  private static float[][] rows(State state, int b) {
    float[][] rows = new float[state.values().length][];
    for (int k = 0; k < rows.length; k++) {
      rows[k] = state.values()[k][b];
    }
    return rows;
  }

  @Override
  public Forward forward(Tensor current, State initial, Pass pass) {
    int steps = current.steps();
    int batch = current.batch();
    Tensor membrane = pass.arena().tensor(steps, batch, size);
    Tensor excess = pass.arena().tensor(steps, batch, size);
    Tensor[] states = new Tensor[names.size()];
    for (int k = 0; k < states.length; k++) {
      states[k] = pass.arena().tensor(steps, batch, size);
    }
    SpikesBuilder spikes =
        pass.isHard() ? new SpikesBuilder(steps, batch, size, pass.arena()) : null;
    Tensor smooth = pass.isHard() ? null : pass.arena().tensor(steps, batch, size);
    State last = initial.copy();
    Step step = new Step(y, pass.isHard());
    pass.parallel()
        .forEachBlock(
            batch,
            (block, from, to) -> {
              float[] fired = new float[size];
              float[] c = new float[size];
              float[] m = new float[size];
              for (int b = from; b < to; b++) {
                float[][] state = rows(last, b);
                for (int t = 0; t < steps; t++) {
                  for (int k = 0; k < states.length; k++) {
                    System.arraycopy(state[k], 0, states[k].row(t, b), 0, size);
                  }
                  float[] x = current.row(t, b);
                  float[] h = membrane.row(t, b);
                  float[] e = excess.row(t, b);
                  step.charge(state, x, c, h, e, m);
                  float[] s = spikes == null ? smooth.row(t, b) : fired;
                  if (spikes == null) {
                    primitive(e, m, s);
                  } else {
                    trial(e, m, s);
                    float least = y.strict ? Float.MIN_VALUE : 0;
                    spikes.lane(b).addWhereAtLeast(t, s, least, s);
                  }
                  step.fire(state, x, c, h, s);
                }
              }
            });
    return new Forward(
        spikes == null ? smooth : spikes.build(),
        membrane,
        last,
        new History(current, states, excess));
  }

  /** The excess, below zero in the refractory time. */
  private void trial(float[] e, float[] m, float[] out) {
    System.arraycopy(e, 0, out, 0, size);
    if (y.refractory > 0) {
      for (int n = 0; n < size; n++) {
        out[n] = m[n] > 0 ? -1 : e[n];
      }
    }
  }

  private void primitive(float[] e, float[] m, float[] out) {
    y.surrogate.primitive(e, 0, out, size);
    if (y.refractory > 0) {
      for (int n = 0; n < size; n++) {
        out[n] *= 1 - m[n];
      }
    }
  }

  @Override
  public Backward backward(
      Tape tape, Tensor gradOutput, Tensor gradMembrane, State gradLast, Pass pass) {
    History history = (History) tape;
    Tensor current = history.current();
    int steps = current.steps();
    int batch = current.batch();
    Tensor gradCurrent = pass.arena().tensor(steps, batch, size);
    State grad = gradLast == null ? State.zeros(names, batch, size) : gradLast.copy();
    Coefficient[] coefficients = y.coefficients();
    float[][][] partial = new float[Parallel.blocks(batch)][coefficients.length][];
    Step step = new Step(y, pass.isHard());
    pass.parallel()
        .forEachBlock(
            batch,
            (block, from, to) -> {
              float[][] own = partial[block];
              for (int k = 0; k < own.length; k++) {
                own[k] = coefficients[k] == null ? null : coefficients[k].gradients();
              }
              float[] slope = new float[size];
              float[] counter = new float[size];
              float[] c = new float[size];
              float[] m = new float[size];
              float[] unused = new float[size];
              float[] p = new float[size];
              float[][] w = new float[coefficients.length][size];
              float[][] state = new float[names.size()][];
              for (int b = from; b < to; b++) {
                float[][] g = rows(grad, b);
                for (int t = steps - 1; t >= 0; t--) {
                  for (int k = 0; k < state.length; k++) {
                    state[k] = history.states()[k].row(t, b);
                  }
                  float[] x = current.row(t, b);
                  float[] e = history.excess().row(t, b);
                  step.charge(state, x, c, unused, e, m);
                  y.surrogate.derivative(e, 0, slope, size);
                  if (y.refractory > 0) {
                    y.surrogate.derivative(state[state.length - 1], 0, counter, size);
                  }
                  if (pass.isHard()) {
                    fired(e, p);
                  } else {
                    y.surrogate.primitive(e, 0, p, size);
                  }
                  step.back(
                      state,
                      new Step.Back(
                          x,
                          c,
                          m,
                          p,
                          slope,
                          counter,
                          gradOutput == null ? null : gradOutput.row(t, b),
                          gradMembrane == null ? null : gradMembrane.row(t, b),
                          gradCurrent.row(t, b)),
                      g,
                      w);
                  for (int k = 0; k < own.length; k++) {
                    if (own[k] != null) {
                      coefficients[k].add(w[k], own[k]);
                    }
                  }
                }
              }
            });
    for (float[][] block : partial) {
      for (int k = 0; k < coefficients.length; k++) {
        if (block[k] != null) {
          float[] to = coefficients[k].parameter().gradient()[0];
          for (int n = 0; n < to.length; n++) {
            to[n] += block[k][n];
          }
        }
      }
    }
    return new Backward(gradCurrent, grad);
  }

  private void fired(float[] e, float[] out) {
    for (int n = 0; n < size; n++) {
      out[n] = e[n] > 0 || e[n] == 0 && !y.strict ? 1 : 0;
    }
  }

  @Override
  public Tensor probability(Tape tape, Pass pass) {
    History history = (History) tape;
    Tensor excess = history.excess();
    Tensor p = pass.arena().tensor(excess.steps(), excess.batch(), size);
    int at = names.indexOf("refractory");
    for (int row = 0; row < excess.rows().length; row++) {
      float[] out = p.rows()[row];
      y.surrogate.primitive(excess.rows()[row], 0, out, size);
      if (at >= 0) {
        float[] count = history.states()[at].rows()[row];
        for (int n = 0; n < size; n++) {
          out[n] *= 1 - Countdown.mask(count[n]);
        }
      }
    }
    return p;
  }
}
