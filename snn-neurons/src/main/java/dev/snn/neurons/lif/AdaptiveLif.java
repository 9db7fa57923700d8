package dev.snn.neurons.lif;

import dev.snn.api.neuron.NeuronModel;
import dev.snn.api.neuron.NeuronPlugin;
import dev.snn.api.neuron.Surrogate;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Check;
import dev.snn.api.plugin.Doc;
import dev.snn.api.plugin.Family;
import dev.snn.api.plugin.InsteadOf;
import dev.snn.api.plugin.Part;
import dev.snn.api.plugin.PartOf;
import dev.snn.api.plugin.Value;
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

  private static final class Model extends ExcessNeuron {
    private final int size;
    private final float[] decay;
    private final float[] adapt;
    private final float[] gain;
    private final float beta;
    private final float threshold;
    private final float reset;

    Model(
        int size,
        float[] decay,
        float[] adapt,
        float[] gain,
        float beta,
        float threshold,
        boolean detach,
        Surrogate surrogate) {
      super(List.of("v", "a"), size, surrogate, true);
      this.size = size;
      this.decay = decay;
      this.adapt = adapt;
      this.gain = gain;
      this.beta = beta;
      this.threshold = threshold;
      this.reset = detach ? 0 : threshold;
    }

    @Override
    void charge(float[][] state, float[] x, float[] h, float[] e) {
      float[] v = state[0];
      float[] a = state[1];
      for (int i = 0; i < size; i++) {
        h[i] = decay[i] * v[i] + gain[i] * x[i];
        e[i] = h[i] - threshold - beta * a[i];
      }
    }

    @Override
    void fire(float[][] state, float[] h, float[] s) {
      float[] v = state[0];
      float[] a = state[1];
      for (int i = 0; i < size; i++) {
        v[i] = h[i] - s[i] * threshold;
        a[i] = adapt[i] * a[i] + s[i];
      }
    }

    @Override
    void back(float[][] state, float[] slope, float[] gs, float[] gm, float[][] none, float[] gx) {
      float[] gv = state[0];
      float[] ga = state[1];
      for (int i = 0; i < size; i++) {
        float ge = (gs[i] + ga[i] - reset * gv[i]) * slope[i];
        float gh = gv[i] + gm[i] + ge;
        ga[i] = adapt[i] * ga[i] - beta * ge;
        gx[i] = gain[i] * gh;
        gv[i] = decay[i] * gh;
      }
    }
  }
}
