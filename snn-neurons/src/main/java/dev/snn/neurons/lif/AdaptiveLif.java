package dev.snn.neurons.lif;

import dev.snn.api.neuron.NeuronModel;
import dev.snn.api.neuron.NeuronPlugin;
import dev.snn.api.neuron.Pass;
import dev.snn.api.neuron.State;
import dev.snn.api.neuron.Surrogate;
import dev.snn.api.neuron.Tape;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Check;
import dev.snn.api.plugin.Doc;
import dev.snn.api.plugin.Family;
import dev.snn.api.plugin.InsteadOf;
import dev.snn.api.plugin.Part;
import dev.snn.api.plugin.PartOf;
import dev.snn.api.plugin.Value;
import dev.snn.api.tensor.SpikesBuilder;
import dev.snn.api.tensor.Tensor;
import java.util.List;

/**
 * {@code alif}: leaky integrate-and-fire with an adaptive threshold.
 *
 * <pre>
 *   h_t = d v_{t-1} + (1 - d) r x_t                d   = exp(-dt / tau_mem)
 *   A_t = v_threshold + beta a_{t-1}               rho = exp(-dt / tau_adapt)
 *   s_t = 1[h_t &gt;= A_t]
 *   v_t = h_t - s_t v_threshold                    a_t = rho a_{t-1} + s_t
 * </pre>
 *
 * <p>The surrogate sees {@code h_t - A_t}. {@code detach_reset} keeps gradients from the membrane's
 * reset; the path through the adaptation always carries gradients, which is what the model is for.
 */
public final class AdaptiveLif implements NeuronPlugin<AdaptiveLif.Config> {

  /** Options of {@code alif}. */
  public record Config(
      @Doc("membrane time constant, ms") Value tauMem,
      @Doc("decay per step, instead of tau_mem") @InsteadOf("tau_mem") Value alpha,
      @Doc("time constant of the adaptation, ms") Value tauAdapt,
      @Doc("how much one spike raises the threshold") double beta,
      @Doc("resistance: factor on the current") Value r,
      @Doc("threshold at rest") double vThreshold,
      @Doc("true: no gradient flows through the reset") boolean detachReset,
      @Doc("stands in for the derivative of the step") @PartOf("surrogate") Part surrogate) {
    public Config {
      Check.finite("beta", beta);
      Check.finite("v_threshold", vThreshold);
    }
  }

  @Override
  public String name() {
    return "alif";
  }

  @Override
  public Config defaults() {
    return new Config(
        Value.of(20), null, Value.of(200), 0.2, Value.of(1), 1, true, Part.of("triangular"));
  }

  @Override
  public NeuronModel create(Config c, BuildContext context) {
    int size = context.inputSize();
    float[] decay = Leak.decay("tau_mem", c.tauMem(), "alpha", c.alpha(), size, context);
    float[] adapt = Leak.decay("tau_adapt", c.tauAdapt(), null, null, size, context);
    float[] gain = context.draw("r", c.r(), size);
    for (int i = 0; i < size; i++) {
      gain[i] *= 1 - decay[i];
    }
    return new Model(
        size,
        decay,
        adapt,
        gain,
        (float) c.beta(),
        (float) c.vThreshold(),
        c.detachReset(),
        context.create(Family.SURROGATE, "surrogate", c.surrogate(), size));
  }

  @Override
  public String description() {
    return "leaky integrate-and-fire with an adaptive threshold";
  }

  @Override
  public String citation() {
    return "Bellec et al. 2020, doi:10.1038/s41467-020-17236-y, eqs. 7-9";
  }

  private record Model(
      int size,
      float[] decay,
      float[] adapt,
      float[] gain,
      float beta,
      float threshold,
      boolean detach,
      Surrogate surrogate)
      implements NeuronModel {
    private static final List<String> STATE = List.of("v", "a");

    /** {@code excess = h - A}, kept because the surrogate needs it at every step. */
    private record History(Tensor excess) implements Tape {}

    @Override
    public State initialState(int batch) {
      return State.zeros(STATE, batch, size);
    }

    @Override
    public Forward forward(Tensor current, State initial, Pass pass) {
      int steps = current.steps();
      int batch = current.batch();
      Tensor membrane = pass.arena().tensor(steps, batch, size);
      Tensor excess = pass.arena().tensor(steps, batch, size);
      SpikesBuilder spikes = pass.isHard() ? new SpikesBuilder(steps, batch, size) : null;
      Tensor smooth = pass.isHard() ? null : pass.arena().tensor(steps, batch, size);
      State last = initial.copy();
      pass.parallel()
          .forEachBlock(
              batch,
              (block, from, to) -> {
                float[] fired = new float[size];
                for (int b = from; b < to; b++) {
                  float[] v = last.values()[0][b];
                  float[] a = last.values()[1][b];
                  for (int t = 0; t < steps; t++) {
                    float[] h = membrane.row(t, b);
                    float[] e = excess.row(t, b);
                    float[] s = spikes == null ? smooth.row(t, b) : fired;
                    charge(v, a, current.row(t, b), h, e);
                    if (spikes == null) {
                      surrogate.primitive(e, 0, s, size);
                    } else {
                      spikes.lane(b).addWhereAtLeast(t, e, 0);
                      step(e, s);
                    }
                    update(h, s, v, a);
                  }
                }
              });
      return new Forward(
          spikes == null ? smooth : spikes.build(), membrane, last, new History(excess));
    }

    private void charge(float[] v, float[] a, float[] x, float[] h, float[] e) {
      for (int i = 0; i < size; i++) {
        h[i] = decay[i] * v[i] + gain[i] * x[i];
        e[i] = h[i] - threshold - beta * a[i];
      }
    }

    private void step(float[] e, float[] s) {
      for (int i = 0; i < size; i++) {
        s[i] = e[i] >= 0 ? 1f : 0f;
      }
    }

    private void update(float[] h, float[] s, float[] v, float[] a) {
      for (int i = 0; i < size; i++) {
        v[i] = h[i] - s[i] * threshold;
        a[i] = adapt[i] * a[i] + s[i];
      }
    }

    @Override
    public Backward backward(
        Tape tape, Tensor gradOutput, Tensor gradMembrane, State gradLast, Pass pass) {
      Tensor excess = ((History) tape).excess();
      int steps = excess.steps();
      int batch = excess.batch();
      Tensor gradCurrent = pass.arena().tensor(steps, batch, size);
      State grad = gradLast == null ? State.zeros(STATE, batch, size) : gradLast.copy();
      pass.parallel()
          .forEachBlock(
              batch,
              (block, from, to) -> {
                float[] slope = new float[size];
                float[] zero = new float[size];
                for (int b = from; b < to; b++) {
                  for (int t = steps - 1; t >= 0; t--) {
                    surrogate.derivative(excess.row(t, b), 0, slope, size);
                    stepBack(
                        slope,
                        gradOutput == null ? zero : gradOutput.row(t, b),
                        gradMembrane == null ? zero : gradMembrane.row(t, b),
                        grad.values()[0][b],
                        grad.values()[1][b],
                        gradCurrent.row(t, b));
                  }
                }
              });
      return new Backward(gradCurrent, grad);
    }

    /**
     * One step back: {@code gv, ga} hold the gradients of v_t and a_t and receive those of v_{t-1}
     * and a_{t-1}.
     */
    private void stepBack(
        float[] slope, float[] gs, float[] gm, float[] gv, float[] ga, float[] gx) {
      float reset = detach ? 0 : threshold;
      for (int i = 0; i < size; i++) {
        float ge = (gs[i] + ga[i] - reset * gv[i]) * slope[i];
        float gh = gv[i] + gm[i] + ge;
        ga[i] = adapt[i] * ga[i] - beta * ge;
        gx[i] = gain[i] * gh;
        gv[i] = decay[i] * gh;
      }
    }

    @Override
    public Tensor probability(Tape tape, Pass pass) {
      Tensor excess = ((History) tape).excess();
      Tensor p = pass.arena().tensor(excess.steps(), excess.batch(), size);
      for (int r = 0; r < excess.rows().length; r++) {
        surrogate.primitive(excess.rows()[r], 0, p.rows()[r], size);
      }
      return p;
    }
  }
}
