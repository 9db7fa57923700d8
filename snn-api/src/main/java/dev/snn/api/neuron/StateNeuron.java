package dev.snn.api.neuron;

import dev.snn.api.layer.Parameter;
import dev.snn.api.parallel.Parallel;
import dev.snn.api.tensor.Spikes;
import dev.snn.api.tensor.SpikesBuilder;
import dev.snn.api.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/**
 * The easy way to write a neuron with any number of state variables: give the charge equation of
 * each and its partial derivatives over a slice of neurons, and say what a spike does to it ({@link
 * StateVariable}). Firing, resets, threads and back-propagation through time are done here. With
 * one variable {@link PointNeuron} does the same in less memory.
 *
 * <pre>
 *   h_k = f_k(v_0, .., v_K-1, x)                                 charge, all from the step before
 *   e   = h_0 - v_threshold - sum_k raise_k h_k
 *   s   = 1[e &gt;= 0]                                              fire: the first is the membrane
 *   v_k = h_k,  (1 - s) h_k + s value_k  or  h_k + s value_k     what a spike does
 * </pre>
 *
 * <p>Backward, with {@code g(.)} for the gradient of the loss and {@code s' = surrogate'(e)}:
 *
 * <pre>
 *   g(e)   = (g(s) + sum_k g(v_k) dv_k/ds) s'                    dv_k/ds = 0 where detached
 *   g(h_k) = g(v_k) dv_k/dh_k - raise_k g(e) + [k = 0] (g(e) + g(membrane))
 *   g(x)   = sum_k g(h_k) df_k/dx        g(v_j) = sum_k g(h_k) df_k/dv_j
 * </pre>
 *
 * <p>The methods are called once per step and example with the N neurons of that row, from several
 * threads. {@code v[k][i]} is the k-th variable of neuron i.
 */
public abstract class StateNeuron implements NeuronModel {
  /** Values of a current that are asked for at once: they are read again from the cache. */
  private static final int CACHED = 1 << 16;

  /** Rows that are asked for at least, where examples are wide: weights pass by once for all. */
  private static final int ROWS = 64;

  private final int size;
  private final List<String> names;
  private final SpikeEffect effect;

  /**
   * N neurons.
   *
   * @param vThreshold fires where the first variable is at least this after the charge
   * @param surrogate stands in for the derivative of the step
   * @param variables the membrane first
   */
  protected StateNeuron(
      int size, double vThreshold, Surrogate surrogate, StateVariable... variables) {
    this.size = size;
    this.names = Arrays.stream(variables).map(StateVariable::name).toList();
    if (names.isEmpty() || names.stream().distinct().count() < names.size()) {
      throw new IllegalArgumentException(
          "a neuron needs variables with names of their own, got " + names);
    }
    this.effect = new SpikeEffect(size, (float) vThreshold, surrogate, variables);
  }

  /** Writes {@code h[k][i] = f_k(v[0][i], .., x[i])} for {@code i} in {@code [0, n)}. */
  protected abstract void charge(float[][] v, float[] x, float[][] h, int n);

  /**
   * Writes {@code dv[k][j][i] = df_k/dv_j} and {@code dx[k][i] = df_k/dx} at {@code (v[..][i],
   * x[i])} for {@code i} in {@code [0, n)}. All are zero before the call: write those that are not.
   */
  protected abstract void chargeGradient(
      float[][] v, float[] x, float[][][] dv, float[][] dx, int n);

  /**
   * True where {@link #chargeGradient} depends neither on v nor on x, as in linear equations. It is
   * then called once for all steps and gets no values to look at.
   */
  protected boolean constantGradient() {
    return false;
  }

  /**
   * Adds the gradient of each parameter: {@code grad[p][i] += sum_k gh[k][i] df_k/dparameter_p} at
   * {@code (v[..][i], x[i])}. Only models with {@link #parameters()} need it; {@code grad[p]} has
   * the length of parameter p's only row.
   */
  protected void parameterGradient(float[][] v, float[] x, float[][] gh, float[][] grad, int n) {}

  /** The equations, for checks of the partial derivatives. */
  public final Charge equations() {
    return new Charge() {
      @Override
      public List<String> variables() {
        return names;
      }

      @Override
      public void charge(float[][] v, float[] x, float[][] h, int n) {
        StateNeuron.this.charge(v, x, h, n);
      }

      @Override
      public void gradient(float[][] v, float[] x, float[][][] dv, float[][] dx, int n) {
        clear(dv, dx);
        chargeGradient(v, x, dv, dx, n);
      }

      @Override
      public void parameterGradient(float[][] v, float[] x, float[][] gh, float[][] grad, int n) {
        StateNeuron.this.parameterGradient(v, x, gh, grad, n);
      }
    };
  }

  @Override
  public final int size() {
    return size;
  }

  @Override
  public final State initialState(int batch) {
    float[][][] values = new float[names.size()][batch][];
    for (int k = 0; k < values.length; k++) {
      for (int b = 0; b < batch; b++) {
        values[k][b] = effect.initial(k);
      }
    }
    return new State(names, values);
  }

  /** What the charge made of each variable, and what fired of it. */
  private record History(Tensor current, State initial, Tensor[] charged, Spikes spikes)
      implements Tape {}

  @Override
  public final Forward forward(Tensor current, State initial, Pass pass) {
    return forward(current, CurrentSource.DONE, initial, pass);
  }

  /** Examples whose currents are asked for at once. */
  private int together(int steps) {
    return Math.max(1, Math.max(CACHED / Math.max(1, steps * size), ROWS / Math.max(1, steps)));
  }

  @Override
  public final Forward forward(Tensor current, CurrentSource source, State initial, Pass pass) {
    int steps = current.steps();
    int batch = current.batch();
    Tensor[] charged = new Tensor[names.size()];
    Arrays.setAll(charged, k -> pass.arena().tensor(steps, batch, size));
    SpikesBuilder spikes =
        pass.isHard() ? new SpikesBuilder(steps, batch, size, pass.arena()) : null;
    Tensor smooth = pass.isHard() ? null : pass.arena().tensor(steps, batch, size);
    State last = initial.copy();
    int together = together(steps);
    pass.parallel()
        .forEachBlock(
            batch,
            (block, from, to) -> {
              float[] fired = new float[size];
              float[] excess = new float[size];
              float[][] v = new float[charged.length][];
              float[][] h = new float[charged.length][];
              for (int b = from; b < to; b++) {
                if ((b - from) % together == 0) {
                  source.fill(b, Math.min(to, b + together));
                }
                rows(last, b, v);
                for (int t = 0; t < steps; t++) {
                  rows(charged, t * batch + b, h);
                  charge(v, current.row(t, b), h, size);
                  float[] s = spikes == null ? smooth.row(t, b) : fired;
                  effect.fire(h, excess, spikes == null ? null : spikes.lane(b), t, s);
                  effect.apply(h, s, v);
                }
              }
            });
    Spikes events = spikes == null ? null : spikes.build();
    return new Forward(
        events == null ? smooth : events,
        charged[0],
        last,
        new History(current, initial, charged, events));
  }

  @Override
  public final Backward backward(
      Tape tape, Tensor gradOutput, Tensor gradMembrane, State gradLast, Pass pass) {
    History history = (History) tape;
    int steps = history.current().steps();
    int batch = history.current().batch();
    Tensor gradCurrent = gradOutput != null ? gradOutput : pass.arena().tensor(steps, batch, size);
    State grad = gradLast == null ? State.zeros(names, batch, size) : gradLast.copy();
    List<Parameter> parameters = parameters();
    float[][][] partial = new float[Parallel.blocks(batch)][][];
    pass.parallel()
        .forEachBlock(
            batch,
            (block, from, to) -> {
              StepBack step = new StepBack(names.size(), size);
              partial[block] = buffers(parameters);
              boolean constant = constantGradient();
              if (constant) {
                chargeGradient(step.v, step.fired, step.dv, step.dx, size);
              }
              for (int b = from; b < to; b++) {
                rows(grad, b, step.gv);
                for (int t = steps - 1; t >= 0; t--) {
                  int r = t * batch + b;
                  rows(history.charged(), r, step.h);
                  fired(history, r, step);
                  effect.back(
                      step,
                      gradOutput == null ? null : gradOutput.row(t, b),
                      gradMembrane == null ? null : gradMembrane.row(t, b));
                  float[] x = history.current().row(t, b);
                  if (!constant || !parameters.isEmpty()) {
                    previous(history, t, b, step);
                  }
                  if (!constant) {
                    clear(step.dv, step.dx);
                    chargeGradient(step.v, x, step.dv, step.dx, size);
                  }
                  if (!parameters.isEmpty()) {
                    parameterGradient(step.v, x, step.gh, partial[block], size);
                  }
                  step.throughCharge(gradCurrent.row(t, b));
                }
              }
            });
    for (float[][] block : partial) {
      for (int p = 0; p < parameters.size(); p++) {
        float[] sum = parameters.get(p).gradient()[0];
        for (int i = 0; i < sum.length; i++) {
          sum[i] += block[p][i];
        }
      }
    }
    return new Backward(gradCurrent, grad);
  }

  /** Writes what row r fired. */
  private void fired(History history, int r, StepBack step) {
    if (history.spikes() != null) {
      history.spikes().denseRow(r, step.fired);
    } else {
      effect.fire(step.h, step.excess, null, 0, step.fired);
    }
  }

  /** Writes the variables before step t, rebuilt from the charge of step t-1. */
  private void previous(History history, int t, int b, StepBack step) {
    if (t == 0) {
      for (int k = 0; k < step.v.length; k++) {
        System.arraycopy(history.initial().values()[k][b], 0, step.v[k], 0, size);
      }
    } else {
      int r = (t - 1) * history.current().batch() + b;
      rows(history.charged(), r, step.h);
      fired(history, r, step);
      effect.apply(step.h, step.fired, step.v);
    }
  }

  @Override
  public final Tensor probability(Tape tape, Pass pass) {
    History history = (History) tape;
    Tensor p = pass.arena().tensor(history.current().steps(), history.current().batch(), size);
    pass.parallel()
        .forEach(
            history.current().steps(),
            t -> {
              float[][] h = new float[names.size()][];
              float[] excess = new float[size];
              for (int b = 0; b < p.batch(); b++) {
                rows(history.charged(), t * p.batch() + b, h);
                effect.fire(h, excess, null, 0, p.row(t, b));
              }
            });
    return p;
  }

  private static float[][] buffers(List<Parameter> parameters) {
    return parameters.stream().map(p -> new float[p.value()[0].length]).toArray(float[][]::new);
  }

  private static void rows(State state, int b, float[][] out) {
    for (int k = 0; k < out.length; k++) {
      out[k] = state.values()[k][b];
    }
  }

  private static void rows(Tensor[] tensors, int r, float[][] out) {
    for (int k = 0; k < out.length; k++) {
      out[k] = tensors[k].rows()[r];
    }
  }

  private static void clear(float[][][] dv, float[][] dx) {
    for (int k = 0; k < dx.length; k++) {
      Arrays.fill(dx[k], 0);
      for (float[] row : dv[k]) {
        Arrays.fill(row, 0);
      }
    }
  }
}
