package dev.snn.neurons.lif;

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
import java.util.List;

/**
 * {@code lif}: leaky integrate-and-fire, {@code tau_mem dv/dt = (v_leak - v) + r I}.
 *
 * <pre>
 *   h_t = v_leak + d (v_{t-1} - v_leak) + (1 - d) r x_t        d = exp(-dt / tau_mem)
 *   s_t = 1[h_t &gt;= v_threshold]
 * </pre>
 *
 * <p>The step is the exact solution for a current held over dt. Symbols as in NIR (Pedersen et al.
 * 2024, doi:10.1038/s41467-024-52259-9): tau_mem in ms; r, v_leak, v_threshold, v_reset
 * dimensionless. {@code alpha} gives d directly. With {@code r = 1 / (1 - d)} a spike of weight w
 * raises the membrane by w; {@code decay_input: false} leaves the factor {@code 1 - d} out.
 *
 * <p>{@code reset_delay}: {@code h_t = f(h_{t-1}, x_t)}, minus {@code v_threshold} (subtract) or
 * set to v_reset (zero) where {@code s_{t-1} = 1}. {@code t_refractory}: for so long after a spike
 * {@code h_t = v_{t-1}} and {@code s_t = 0}.
 */
public final class Lif implements NeuronPlugin<Lif.Config> {

  /** Options of {@code lif}. */
  public record Config(
      @Doc("membrane time constant, ms") Value tauMem,
      @Doc("decay per step, instead of tau_mem") @InsteadOf("tau_mem") Value alpha,
      @Doc("resistance: factor on the current") Value r,
      @Doc("membrane at rest") double vLeak,
      @Doc("fires where the membrane reaches it") double vThreshold,
      @Doc("what a spike does to the membrane") Reset reset,
      @Doc("membrane after a spike, for reset zero") double vReset,
      @Doc("true: no gradient flows through the reset") boolean detachReset,
      @Doc("stands in for the derivative of the step") @PartOf("surrogate") Part surrogate,
      @Doc("membrane at the start; v_leak where it is not given") @Added Double vInit,
      @Doc(
              "false: the current is not scaled by 1 - d, so that a weight w raises the membrane by r w")
          @Added
          boolean decayInput,
      @Doc("true: a spike acts on the membrane of the next step, after its leak") @Added
          boolean resetDelay,
      @Doc("time after a spike in which the membrane is held and does not fire, ms, in whole steps")
          @Added
          double tRefractory,
      @Doc("true: a membrane exactly at the threshold does not fire") @Added boolean strict,
      @Doc("what is learned: decay, r, v_threshold") @Added List<String> learn,
      @Doc("true: each neuron learns values of its own; false: one for the layer") @Added
          boolean perNeuron) {
    public Config {
      Check.finite("v_leak", vLeak);
      Extras.check(vInit, tRefractory, resetDelay);
      learn = Extras.learn(learn, "decay", "r", "v_threshold");
      Extras.shared("tau_mem", tauMem, learn.contains("decay"), perNeuron);
      Extras.shared("alpha", alpha, learn.contains("decay"), perNeuron);
      Extras.shared("r", r, learn.contains("r"), perNeuron);
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
    return "lif";
  }

  @Override
  public Config defaults() {
    return new Config(
        Value.of(20),
        null,
        Value.of(1),
        0,
        1,
        Reset.SUBTRACT,
        0,
        true,
        Part.of("fast-sigmoid"),
        null,
        true,
        false,
        0,
        false,
        List.of(),
        false);
  }

  @Override
  public NeuronModel create(Config c, BuildContext context) {
    int size = context.inputSize();
    float[] decay = Leak.decay("tau_mem", c.tauMem(), "alpha", c.alpha(), size, context);
    float[] gain = context.draw("r", c.r(), size);
    if (!c.plain()) {
      return dynamic(c, decay, gain, context);
    }
    float[] rest = new float[size];
    for (int i = 0; i < size; i++) {
      gain[i] *= 1 - decay[i];
      rest[i] = (float) c.vLeak() * (1 - decay[i]);
    }
    Firing firing =
        new Firing(
            (float) c.vThreshold(),
            c.reset(),
            (float) c.vReset(),
            c.detachReset(),
            context.create(Family.SURROGATE, "surrogate", c.surrogate(), size));
    return new Model(size, firing, decay, gain, rest, c.start());
  }

  private static NeuronModel dynamic(Config c, float[] decay, float[] r, BuildContext context) {
    Dynamics y = new Dynamics(decay.length);
    y.decay = Coefficient.of("decay", decay, c.learn(), c.perNeuron(), true);
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
    return "leaky integrate-and-fire";
  }

  @Override
  public String citation() {
    return "Pedersen et al. 2024, doi:10.1038/s41467-024-52259-9";
  }

  private static final class Model extends PointNeuron {
    private final float[] decay;
    private final float[] gain;
    private final float[] rest;
    private final float start;

    Model(int size, Firing firing, float[] decay, float[] gain, float[] rest, float start) {
      super(size, firing);
      this.decay = decay;
      this.gain = gain;
      this.rest = rest;
      this.start = start;
    }

    @Override
    protected float initialMembrane() {
      return start;
    }

    @Override
    protected void charge(float[] v, float[] x, float[] h, int n) {
      for (int i = 0; i < n; i++) {
        h[i] = rest[i] + decay[i] * v[i] + gain[i] * x[i];
      }
    }

    @Override
    protected boolean constantGradient() {
      return true;
    }

    @Override
    protected void chargeGradient(float[] v, float[] x, float[] dv, float[] dx, int n) {
      System.arraycopy(decay, 0, dv, 0, n);
      System.arraycopy(gain, 0, dx, 0, n);
    }
  }
}
