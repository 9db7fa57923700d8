package dev.snn.api.neuron;

import dev.snn.api.layer.Parameter;
import dev.snn.api.parallel.Parallel;
import dev.snn.api.tensor.Spikes;
import dev.snn.api.tensor.SpikesBuilder;
import dev.snn.api.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/**
 * The easy way to write a neuron with one membrane variable ({@link StateNeuron} is for more): give
 * the charge equation {@code h = f(v, x)} and its partial derivatives over a slice of neurons;
 * firing, reset, threads and back-propagation through time are done here.
 *
 * <pre>
 *   h_t = f(v_{t-1}, x_t)                     charge
 *   s_t = 1[h_t &gt;= v_threshold]               fire
 *   v_t = h_t - s_t v_threshold               reset (subtract)
 * </pre>
 *
 * <p>Backward, with {@code g(.)} for the gradient of the loss and {@code s' = surrogate'(h -
 * v_threshold)}:
 *
 * <pre>
 *   g(h) = g(v_t) dv/dh + (g(s) + g(v_t) dv/ds) s' + g(membrane)      dv/ds = 0 where detached
 *   g(x) = g(h) df/dx        g(v_{t-1}) = g(h) df/dv
 * </pre>
 *
 * <p>The methods are called once per step and example with the N neurons of that row, from several
 * threads.
 */
public abstract class PointNeuron implements NeuronModel {
  private static final List<String> STATE = List.of("v");

  /** Values of a current that are asked for at once: they are read again from the cache. */
  private static final int CACHED = 1 << 16;

  /** Rows that are asked for at least, where examples are wide: weights pass by once for all. */
  private static final int ROWS = 64;

  private final int size;
  private final Firing firing;
  private final PointReset reset;

  /** N neurons that fire and reset as given. */
  protected PointNeuron(int size, Firing firing) {
    this.size = size;
    this.firing = firing;
    this.reset = new PointReset(size, firing);
  }

  /** Writes {@code h[i] = f(v[i], x[i])} for {@code i} in {@code [0, n)}. */
  protected abstract void charge(float[] v, float[] x, float[] h, int n);

  /**
   * Writes {@code dv[i] = df/dv} and {@code dx[i] = df/dx} at {@code (v[i], x[i])} for {@code i} in
   * {@code [0, n)}.
   */
  protected abstract void chargeGradient(float[] v, float[] x, float[] dv, float[] dx, int n);

  /**
   * True where {@link #chargeGradient} depends neither on v nor on x, as in a linear charge
   * equation. It is then called once for all steps and gets no values to look at, and {@link
   * #charge} may be asked to write h over x (the same array). That halves the memory.
   */
  protected boolean constantGradient() {
    return false;
  }

  /**
   * Adds the gradient of each parameter: {@code grad[k][i] += gradH[i] * df/dparameter_k} at {@code
   * (v[i], x[i])}. Only models with {@link #parameters()} need it; {@code grad[k]} has the length
   * of parameter k's only row.
   */
  protected void parameterGradient(float[] v, float[] x, float[] gradH, float[][] grad, int n) {}

  /**
   * True where {@link #chargedGradient} is asked instead of {@link #parameterGradient}: the current
   * is not needed then, so that with a {@link #constantGradient} its arrays become the membrane's.
   */
  protected boolean gradientFromCharge() {
    return false;
  }

  /**
   * Adds the gradient of each parameter neuron by neuron, {@code grad[k][i] += gradH[i] *
   * df/dparameter_k}, of a charge that went from {@code v[i]} to {@code h[i]}; {@code grad[k]} has
   * n values, also where parameter k has one for all, which gets their sum.
   */
  protected void chargedGradient(float[] v, float[] h, float[] gradH, float[][] grad, int n) {}

  /** The membrane every example starts from. */
  protected float initialMembrane() {
    return 0;
  }

  /** The equation, for checks of the partial derivatives. */
  public final Charge equations() {
    return new Charge() {
      @Override
      public List<String> variables() {
        return STATE;
      }

      @Override
      public void charge(float[][] v, float[] x, float[][] h, int n) {
        PointNeuron.this.charge(v[0], x, h[0], n);
      }

      @Override
      public void gradient(float[][] v, float[] x, float[][][] dv, float[][] dx, int n) {
        chargeGradient(v[0], x, dv[0][0], dx[0], n);
      }

      @Override
      public void parameterGradient(float[][] v, float[] x, float[][] gh, float[][] grad, int n) {
        PointNeuron.this.parameterGradient(v[0], x, gh[0], grad, n);
      }
    };
  }

  @Override
  public final int size() {
    return size;
  }

  @Override
  public final State initialState(int batch) {
    State state = State.zeros(STATE, batch, size);
    if (initialMembrane() != 0) {
      for (float[] row : state.values()[0]) {
        Arrays.fill(row, initialMembrane());
      }
    }
    return state;
  }

  private record History(Tensor current, State initial, Tensor membrane, Spikes spikes)
      implements Tape {

    /** Writes what row r fired: its spikes, or in a smooth pass the surrogate's primitive. */
    void fired(int r, Firing firing, float[] out) {
      if (spikes != null) {
        spikes.denseRow(r, out);
      } else {
        float[] h = membrane.rows()[r];
        firing.surrogate().primitive(h, firing.vThreshold(), out, out.length);
      }
    }
  }

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
    boolean inPlace = constantGradient() && (parameters().isEmpty() || gradientFromCharge());
    Tensor membrane = inPlace ? current : pass.arena().tensor(steps, batch, size);
    boolean hard = pass.isHard();
    SpikesBuilder spikes = hard ? new SpikesBuilder(steps, batch, size, pass.arena()) : null;
    Tensor smooth = hard ? null : pass.arena().tensor(steps, batch, size);
    float[][] first = initial.get("v");
    float[][] last = pass.arena().tensor(1, batch, size).rows();
    int together = together(steps);
    pass.parallel()
        .forEachBlock(
            batch,
            (block, from, to) -> {
              float[] fired = new float[size];
              for (int b = from; b < to; b++) {
                if (!source.isByRow() && (b - from) % together == 0) {
                  source.fill(b, Math.min(to, b + together));
                }
                float[] v = last[b];
                System.arraycopy(first[b], 0, v, 0, size);
                for (int t = 0; t < steps; t++) {
                  if (source.isByRow()) {
                    source.fillRow(t, b);
                  }
                  float[] h = membrane.row(t, b);
                  charge(v, current.row(t, b), h, size);
                  if (hard) {
                    spikes.lane(b).addWhereAtLeast(t, h, firing.vThreshold(), fired);
                    reset.apply(h, fired, v);
                  } else {
                    float[] out = smooth.row(t, b);
                    firing.surrogate().primitive(h, firing.vThreshold(), out, size);
                    reset.apply(h, out, v);
                  }
                }
              }
            });
    Spikes events = hard ? spikes.build() : null;
    return new Forward(
        hard ? events : smooth,
        membrane,
        new State(STATE, new float[][][] {last}),
        new History(current, initial, membrane, events));
  }

  @Override
  public final Backward backward(
      Tape tape, Tensor gradOutput, Tensor gradMembrane, State gradLast, Pass pass) {
    History history = (History) tape;
    Tensor current = history.current();
    Tensor membrane = history.membrane();
    int steps = current.steps();
    int batch = current.batch();
    Tensor gradCurrent = gradOutput != null ? gradOutput : pass.arena().tensor(steps, batch, size);
    float[][] gradInitial = pass.arena().tensor(1, batch, size).rows();
    List<Parameter> parameters = parameters();
    boolean constant = constantGradient();
    boolean charged = gradientFromCharge();
    boolean previous = !constant || !parameters.isEmpty();
    boolean spikes = previous && firing.reset() != Reset.NONE || firing.reset() == Reset.ZERO;
    float[][][] partial = new float[Parallel.blocks(batch)][][];
    pass.parallel()
        .forEachBlock(
            batch,
            (block, from, to) -> {
              float[][] sums = buffers(parameters, charged);
              float[] v = new float[size];
              float[] fired = new float[size];
              float[] before = new float[size];
              float[] slope = new float[size];
              float[] gh = new float[size];
              float[] dv = new float[size];
              float[] dx = new float[size];
              if (constant) {
                chargeGradient(v, v, dv, dx, size);
              }
              boolean uniform = constant && isUniform(dx) && isUniform(dv);
              for (int b = from; b < to; b++) {
                float[] gv = gradInitial[b];
                if (gradLast == null) {
                  Arrays.fill(gv, 0, size, 0);
                } else {
                  System.arraycopy(gradLast.get("v")[b], 0, gv, 0, size);
                }
                for (int t = steps - 1; t >= 0; t--) {
                  float[] h = membrane.row(t, b);
                  firing.surrogate().derivative(h, firing.vThreshold(), slope, size);
                  if (spikes && (t == steps - 1 || !previous)) {
                    history.fired(t * batch + b, firing, fired);
                  }
                  float[] gs = gradOutput == null ? null : gradOutput.row(t, b);
                  reset.gradient(h, fired, slope, gv, gs, gh);
                  if (gradMembrane != null) {
                    add(gh, gradMembrane.row(t, b));
                  }
                  float[] x = current.row(t, b);
                  if (previous) {
                    previous(t, b, history, before, v);
                    float[] later = fired;
                    fired = before;
                    before = later;
                  }
                  if (!constant) {
                    chargeGradient(v, x, dv, dx, size);
                  }
                  if (charged) {
                    chargedGradient(v, h, gh, sums, size);
                  } else if (!parameters.isEmpty()) {
                    parameterGradient(v, x, gh, sums, size);
                  }
                  float[] gx = gradCurrent.row(t, b);
                  if (uniform) {
                    products(gh, dx[0], gx, dv[0], gv);
                  } else {
                    products(gh, dx, gx, dv, gv);
                  }
                }
              }
              partial[block] = charged ? summed(sums, parameters) : sums;
            });
    for (float[][] block : partial) {
      for (int k = 0; k < parameters.size(); k++) {
        add(parameters.get(k).gradient()[0], block[k]);
      }
    }
    return new Backward(gradCurrent, new State(STATE, new float[][][] {gradInitial}));
  }

  @Override
  public final Tensor probability(Tape tape, Pass pass) {
    Tensor membrane = ((History) tape).membrane();
    Tensor p = pass.arena().tensor(membrane.steps(), membrane.batch(), size);
    pass.parallel()
        .forEach(
            membrane.steps(),
            t -> {
              for (int b = 0; b < membrane.batch(); b++) {
                firing
                    .surrogate()
                    .primitive(membrane.row(t, b), firing.vThreshold(), p.row(t, b), size);
              }
            });
    return p;
  }

  private float[][] buffers(List<Parameter> parameters, boolean perNeuron) {
    float[][] buffers = new float[parameters.size()][];
    for (int k = 0; k < buffers.length; k++) {
      buffers[k] = new float[perNeuron ? size : parameters.get(k).value()[0].length];
    }
    return buffers;
  }

  /** Of what is of each neuron the sum where the parameter is one for all. */
  private float[][] summed(float[][] perNeuron, List<Parameter> parameters) {
    float[][] summed = perNeuron.clone();
    for (int k = 0; k < summed.length; k++) {
      if (parameters.get(k).value()[0].length != size) {
        double sum = 0;
        for (float g : perNeuron[k]) {
          sum += g;
        }
        summed[k] = new float[] {(float) sum};
      }
    }
    return summed;
  }

  /** Writes the membrane before step t, rebuilt from the membrane of step t-1. */
  private void previous(int t, int b, History history, float[] fired, float[] v) {
    if (t == 0) {
      System.arraycopy(history.initial().get("v")[b], 0, v, 0, size);
    } else {
      if (firing.reset() != Reset.NONE) {
        history.fired((t - 1) * history.membrane().batch() + b, firing, fired);
      }
      reset.apply(history.membrane().row(t - 1, b), fired, v);
    }
  }

  private static void add(float[] to, float[] from) {
    for (int i = 0; i < to.length; i++) {
      to[i] += from[i];
    }
  }

  /** {@code gx = gh dx} and {@code gv = gh dv}. */
  private static void products(float[] gh, float[] dx, float[] gx, float[] dv, float[] gv) {
    for (int i = 0; i < gh.length; i++) {
      float g = gh[i];
      gx[i] = g * dx[i];
      gv[i] = g * dv[i];
    }
  }

  /** The same of factors that all neurons have: two rows less to pass through. */
  private static void products(float[] gh, float dx, float[] gx, float dv, float[] gv) {
    for (int i = 0; i < gh.length; i++) {
      float g = gh[i];
      gx[i] = g * dx;
      gv[i] = g * dv;
    }
  }

  private static boolean isUniform(float[] row) {
    for (float x : row) {
      if (x != row[0]) {
        return false;
      }
    }
    return row.length > 0;
  }
}
