package dev.snn.neurons.lif;

import dev.snn.api.layer.Parameter;
import dev.snn.api.neuron.Firing;
import dev.snn.api.neuron.NeuronModel;
import dev.snn.api.neuron.NeuronPlugin;
import dev.snn.api.neuron.PointNeuron;
import dev.snn.api.neuron.Reset;
import dev.snn.api.plugin.Added;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Check;
import dev.snn.api.plugin.Doc;
import dev.snn.api.plugin.Family;
import dev.snn.api.plugin.InsteadOf;
import dev.snn.api.plugin.Part;
import dev.snn.api.plugin.PartOf;
import dev.snn.api.plugin.Value;
import java.util.Arrays;
import java.util.List;

/**
 * {@code plif}: leaky integrate-and-fire with a learnable time constant.
 *
 * <pre>
 *   k = sigmoid(w)        h_t = v_{t-1} + k (v_leak - v_{t-1} + r x_t)        dh/dw = k (1 - k) (v_leak - v_{t-1} + r x_t)
 * </pre>
 *
 * <p>w starts where {@code 1 - k = exp(-dt / tau_mem)}. One w for the layer, or one for each
 * neuron. {@code decay_input: false}: {@code h_t = v_{t-1} + k (v_leak - v_{t-1}) + r x_t}.
 */
public final class ParametricLif implements NeuronPlugin<ParametricLif.Config> {

  /** Options of {@code plif}. */
  public record Config(
      @Doc("membrane time constant at the start, ms") Value tauMem,
      @Doc("true: each neuron learns a time constant of its own; false: one for the layer")
          boolean perNeuron,
      @Doc("resistance: factor on the current") double r,
      @Doc("membrane at rest") double vLeak,
      @Doc("fires where the membrane reaches it") double vThreshold,
      @Doc("what a spike does to the membrane") Reset reset,
      @Doc("membrane after a spike, for reset zero") double vReset,
      @Doc("true: no gradient flows through the reset") boolean detachReset,
      @Doc("stands in for the derivative of the step") @PartOf("surrogate") Part surrogate,
      @Doc("decay per step at the start, 1 - k, instead of tau_mem") @InsteadOf("tau_mem") @Added
          Value alpha,
      @Doc("membrane at the start; v_leak where it is not given") @Added Double vInit,
      @Doc("false: the current is not scaled by k") @Added boolean decayInput,
      @Doc("true: a spike acts on the membrane of the next step, after its leak") @Added
          boolean resetDelay,
      @Doc("time after a spike in which the membrane is held and does not fire, ms, in whole steps")
          @Added
          double tRefractory,
      @Doc("true: a membrane exactly at the threshold does not fire") @Added boolean strict,
      @Doc("what is learned besides the time constant: r, v_threshold") @Added List<String> learn) {
    public Config {
      Check.finite("r", r);
      Check.finite("v_leak", vLeak);
      Extras.check(vInit, tRefractory, resetDelay);
      learn = Extras.learn(learn, "r", "v_threshold");
      if (!perNeuron && alpha != null && !(alpha instanceof Value.Constant)) {
        throw new IllegalArgumentException("alpha must be a constant unless per_neuron is true");
      }
      if (!perNeuron && tauMem != null && !(tauMem instanceof Value.Constant)) {
        throw new IllegalArgumentException("tau_mem must be a constant unless per_neuron is true");
      }
    }

    private boolean plain() {
      return decayInput && !resetDelay && tRefractory == 0 && !strict && learn.isEmpty();
    }

    private float start() {
      return (float) (vInit == null ? vLeak : vInit);
    }
  }

  @Override
  public String name() {
    return "plif";
  }

  @Override
  public Config defaults() {
    return new Config(
        Value.of(2),
        false,
        1,
        0,
        1,
        Reset.ZERO,
        0,
        true,
        Part.of("atan"),
        null,
        null,
        true,
        false,
        0,
        false,
        List.of());
  }

  @Override
  public NeuronModel create(Config c, BuildContext context) {
    int size = context.inputSize();
    float[] decay =
        Leak.decay("tau_mem", c.tauMem(), "alpha", c.alpha(), c.perNeuron() ? size : 1, context);
    float[] w = new float[decay.length];
    for (int i = 0; i < w.length; i++) {
      if (decay[i] == 0) {
        throw new IllegalArgumentException("alpha must be above 0, got 0.0");
      }
      w[i] = (float) Math.log((1 - decay[i]) / decay[i]);
    }
    if (!c.plain()) {
      return dynamic(c, Parameter.of("w", new float[][] {w}), context);
    }
    Firing firing =
        new Firing(
            (float) c.vThreshold(),
            c.reset(),
            (float) c.vReset(),
            c.detachReset(),
            context.create(Family.SURROGATE, "surrogate", c.surrogate(), size));
    return new Model(
        size,
        firing,
        Parameter.of("w", new float[][] {w}),
        (float) c.r(),
        (float) c.vLeak(),
        c.start());
  }

  private static NeuronModel dynamic(Config c, Parameter w, BuildContext context) {
    Dynamics y = new Dynamics(context.inputSize());
    y.decay = Coefficient.rate(w);
    float[] r = context.draw("r", Value.of(c.r()), y.size);
    y.r = Coefficient.of("r", r, c.learn(), c.perNeuron(), false);
    y.decayInput = c.decayInput();
    y.leak = (float) c.vLeak();
    y.start = c.start();
    Extras.fire(y, c.vThreshold(), c.learn(), c.perNeuron(), c.strict());
    Extras.reset(y, c.reset(), c.vReset(), c.resetDelay(), c.detachReset());
    y.refractory = Extras.steps(c.tRefractory(), context);
    y.surrogate = context.create(Family.SURROGATE, "surrogate", c.surrogate(), y.size);
    return new DynamicNeuron(y);
  }

  @Override
  public String description() {
    return "leaky integrate-and-fire with a learnable time constant";
  }

  @Override
  public String citation() {
    return "Fang et al. 2021, doi:10.1109/ICCV48922.2021.00266, eq. 8";
  }

  private static final class Model extends PointNeuron {
    private final Parameter w;
    private final float r;
    private final float leak;
    private final float start;

    Model(int size, Firing firing, Parameter w, float r, float leak, float start) {
      super(size, firing);
      this.w = w;
      this.r = r;
      this.leak = leak;
      this.start = start;
    }

    @Override
    public List<Parameter> parameters() {
      return List.of(w);
    }

    @Override
    protected float initialMembrane() {
      return start;
    }

    private boolean shared() {
      return w.value()[0].length == 1;
    }

    private float rate(int i) {
      return (float) (1 / (1 + Math.exp(-w.value()[0][i])));
    }

    @Override
    protected void charge(float[] v, float[] x, float[] h, int n) {
      if (shared()) {
        float k = rate(0);
        for (int i = 0; i < n; i++) {
          h[i] = v[i] + k * (leak - v[i] + r * x[i]);
        }
      } else {
        for (int i = 0; i < n; i++) {
          h[i] = v[i] + rate(i) * (leak - v[i] + r * x[i]);
        }
      }
    }

    @Override
    protected boolean constantGradient() {
      return true;
    }

    @Override
    protected void chargeGradient(float[] v, float[] x, float[] dv, float[] dx, int n) {
      if (shared()) {
        float k = rate(0);
        Arrays.fill(dv, 0, n, 1 - k);
        Arrays.fill(dx, 0, n, k * r);
      } else {
        for (int i = 0; i < n; i++) {
          float k = rate(i);
          dv[i] = 1 - k;
          dx[i] = k * r;
        }
      }
    }

    @Override
    protected void parameterGradient(float[] v, float[] x, float[] gradH, float[][] grad, int n) {
      boolean shared = shared();
      for (int i = 0; i < n; i++) {
        float k = rate(shared ? 0 : i);
        grad[0][shared ? 0 : i] += gradH[i] * k * (1 - k) * (leak - v[i] + r * x[i]);
      }
    }

    @Override
    protected boolean gradientFromCharge() {
      return true;
    }

    /** {@code dh/dw = (1 - k) (h - v)}. */
    @Override
    protected void chargedGradient(float[] v, float[] h, float[] gradH, float[][] grad, int n) {
      float[] sums = grad[0];
      if (shared()) {
        float rest = 1 - rate(0);
        for (int i = 0; i < n; i++) {
          sums[i] += rest * gradH[i] * (h[i] - v[i]);
        }
      } else {
        for (int i = 0; i < n; i++) {
          sums[i] += (1 - rate(i)) * gradH[i] * (h[i] - v[i]);
        }
      }
    }
  }
}
