package dev.snn.neurons.nonlinear;

import dev.snn.api.neuron.Firing;
import dev.snn.api.neuron.NeuronModel;
import dev.snn.api.neuron.NeuronPlugin;
import dev.snn.api.neuron.PointNeuron;
import dev.snn.api.neuron.Reset;
import dev.snn.api.neuron.Surrogate;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Check;
import dev.snn.api.plugin.Doc;
import dev.snn.api.plugin.Family;
import dev.snn.api.plugin.Part;
import dev.snn.api.plugin.PartOf;
import dev.snn.neurons.lif.Thresholds;

/**
 * {@code qif}: quadratic integrate-and-fire, {@code tau_mem dv/dt = a (v - v_leak) (v - v_crit) + r
 * I}.
 *
 * <pre>
 *   h_t = v_{t-1} + k (a (v_{t-1} - v_leak) (v_{t-1} - v_crit) + r x_t)      k = dt / tau_mem
 *   s_t = 1[h_t &gt;= v_threshold]
 * </pre>
 *
 * <p>One Euler step. Above v_crit the membrane runs away without input, and v_threshold only says
 * where that is called a spike.
 */
public final class Qif implements NeuronPlugin<Qif.Config> {

  /** Options of {@code qif}. */
  public record Config(
      @Doc("membrane time constant, ms") double tauMem,
      @Doc("strength of the quadratic term, 1 / units of the membrane") double a,
      @Doc("factor on the current") double r,
      @Doc("membrane at rest") double vLeak,
      @Doc("membrane above which it runs away") double vCrit,
      @Doc("membrane at the start; v_leak where it is not given") Double vInit,
      @Doc("fires where the membrane reaches it") double vThreshold,
      @Doc("true: a membrane exactly at the threshold does not fire") boolean strict,
      @Doc("what a spike does to the membrane") Reset reset,
      @Doc("membrane after a spike, for reset zero") double vReset,
      @Doc("true: no gradient flows through the reset") boolean detachReset,
      @Doc("stands in for the derivative of the step") @PartOf("surrogate") Part surrogate) {
    public Config {
      Check.positive("tau_mem", tauMem);
      Check.positive("a", a);
      Check.finite("a", a);
      Check.finite("r", r);
      Check.finite("v_leak", vLeak);
      Check.finite("v_crit", vCrit);
      Check.finite("v_threshold", vThreshold);
      Check.finite("v_reset", vReset);
      if (vInit != null) {
        Check.finite("v_init", vInit);
      }
    }
  }

  @Override
  public String name() {
    return "qif";
  }

  @Override
  public Config defaults() {
    return new Config(
        20, 1, 1, 0, 0.5, null, 1, false, Reset.ZERO, 0, true, Part.of("fast-sigmoid"));
  }

  @Override
  public NeuronModel create(Config c, BuildContext context) {
    int size = context.inputSize();
    Surrogate surrogate = context.create(Family.SURROGATE, "surrogate", c.surrogate(), size);
    return new Model(size, c, context.dt(), surrogate);
  }

  @Override
  public String description() {
    return "quadratic integrate-and-fire";
  }

  @Override
  public String citation() {
    return "Latham et al. 2000, doi:10.1152/jn.2000.83.2.808";
  }

  private static final class Model extends PointNeuron {
    private final float quadratic;
    private final float linear;
    private final float constant;
    private final float gain;
    private final float start;

    /** The step as a polynomial: {@code h = constant + (1 + linear) v + quadratic v^2 + gain x}. */
    Model(int size, Config c, double dt, Surrogate surrogate) {
      super(
          size,
          new Firing(
              Thresholds.least(c.vThreshold(), c.strict()),
              c.reset(),
              (float) c.vReset(),
              c.detachReset(),
              surrogate));
      double k = dt / c.tauMem();
      this.quadratic = (float) (k * c.a());
      this.linear = (float) (-k * c.a() * (c.vLeak() + c.vCrit()));
      this.constant = (float) (k * c.a() * c.vLeak() * c.vCrit());
      this.gain = (float) (k * c.r());
      this.start = (float) (c.vInit() == null ? c.vLeak() : c.vInit());
    }

    @Override
    protected float initialMembrane() {
      return start;
    }

    @Override
    protected void charge(float[] v, float[] x, float[] h, int n) {
      for (int i = 0; i < n; i++) {
        h[i] = v[i] + (constant + (linear + quadratic * v[i]) * v[i]) + gain * x[i];
      }
    }

    @Override
    protected void chargeGradient(float[] v, float[] x, float[] dv, float[] dx, int n) {
      for (int i = 0; i < n; i++) {
        dv[i] = 1 + (linear + 2 * quadratic * v[i]);
        dx[i] = gain;
      }
    }
  }
}
