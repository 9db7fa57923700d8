package dev.snn.neurons.lif;

import dev.snn.api.neuron.NeuronModel;
import dev.snn.api.neuron.NeuronPlugin;
import dev.snn.api.neuron.Reset;
import dev.snn.api.neuron.StateVariable;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Check;
import dev.snn.api.plugin.Doc;
import dev.snn.api.plugin.Family;
import dev.snn.api.plugin.InsteadOf;
import dev.snn.api.plugin.Part;
import dev.snn.api.plugin.PartOf;
import dev.snn.api.plugin.Value;

/**
 * {@code alpha}: a membrane that answers an input with the difference of two exponentials.
 *
 * <pre>
 *   i_t = d i_{t-1} + r x_t                  d = exp(-dt / tau_mem)
 *   h_t = e v_{t-1} + g i_{t-1}              e = exp(-dt / tau_syn)
 *   s_t = 1[h_t &gt;= v_threshold]              g = k (d - e),  k = tau_mem / (tau_mem - tau_syn)
 * </pre>
 *
 * <p>Without spikes {@code v_t = k sum_n r x_{t-n} (d^n - e^n)}; where the time constants are the
 * same, the alpha function {@code r x (t / tau) exp(-t / tau)}. A spike sets both variables to zero
 * (zero), or takes {@code v_threshold} off v and {@code v_threshold / k} off i (subtract), so that
 * what was taken off comes back with tau_mem. With {@code reset_delay} it does so to the charge of
 * the next step, whose input it takes along: {@code h_t = (1 - s_{t-1}) f(v_{t-1}, i_{t-1})}.
 */
public final class Alpha implements NeuronPlugin<Alpha.Config> {

  /** Options of {@code alpha}. */
  public record Config(
      @Doc("time constant of the decay, ms") Value tauMem,
      @Doc("decay per step, instead of tau_mem") @InsteadOf("tau_mem") Value alpha,
      @Doc("time constant of the rise, ms") Value tauSyn,
      @Doc("decay per step of the rise, instead of tau_syn") @InsteadOf("tau_syn") Value alphaSyn,
      @Doc("factor on the input") double r,
      @Doc("fires where the membrane reaches it") double vThreshold,
      @Doc("true: a membrane exactly at the threshold does not fire") boolean strict,
      @Doc("what a spike does to membrane and current") Reset reset,
      @Doc("true: a spike acts on the membrane and current of the next step, after its input")
          boolean resetDelay,
      @Doc("true: no gradient flows through the reset") boolean detachReset,
      @Doc("stands in for the derivative of the step") @PartOf("surrogate") Part surrogate) {
    public Config {
      Check.finite("r", r);
      Check.finite("v_threshold", vThreshold);
    }
  }

  @Override
  public String name() {
    return "alpha";
  }

  @Override
  public Config defaults() {
    return new Config(
        Value.of(20),
        null,
        Value.of(5),
        null,
        1,
        1,
        false,
        Reset.ZERO,
        false,
        true,
        Part.of("fast-sigmoid"));
  }

  @Override
  public NeuronModel create(Config c, BuildContext context) {
    int size = context.inputSize();
    float[] slow = Leak.decay("tau_mem", c.tauMem(), "alpha", c.alpha(), size, context);
    float[] fast = Leak.decay("tau_syn", c.tauSyn(), "alpha_syn", c.alphaSyn(), size, context);
    double[] k = new double[size];
    float[] gain = new float[size];
    for (int i = 0; i < size; i++) {
      above(c.alpha() == null ? "tau_mem" : "alpha", slow[i]);
      above(c.alphaSyn() == null ? "tau_syn" : "alpha_syn", fast[i]);
      k[i] = Math.log(fast[i]) / (Math.log(fast[i]) - Math.log(slow[i]));
      gain[i] =
          slow[i] == fast[i]
              ? (float) (-slow[i] * Math.log(slow[i]))
              : (float) (k[i] * ((double) slow[i] - fast[i]));
    }
    float[] taken = new float[size];
    for (int i = 0; i < size; i++) {
      taken[i] = (float) (c.vThreshold() / k[i]);
    }
    return new AlphaModel(
        slow,
        fast,
        gain,
        taken,
        c,
        context.create(Family.SURROGATE, "surrogate", c.surrogate(), size),
        variables(c, taken));
  }

  /** The response of a decay of zero has no peak. */
  private static void above(String option, float decay) {
    if (!(decay > 0)) {
      throw new IllegalArgumentException(option + " makes a decay per step of 0");
    }
  }

  private static StateVariable[] variables(Config c, float[] taken) {
    StateVariable v = StateVariable.named("v");
    StateVariable i = StateVariable.named("i");
    if (c.reset() == Reset.NONE) {
      return new StateVariable[] {v, i};
    }
    if (c.resetDelay()) {
      StateVariable z = StateVariable.named("z").plus(1).detached(c.detachReset());
      return new StateVariable[] {v, i, z};
    }
    if (c.reset() == Reset.ZERO) {
      v = v.setTo(0);
      i = i.setTo(0);
    } else {
      float[] off = taken.clone();
      for (int n = 0; n < off.length; n++) {
        off[n] = -off[n];
      }
      v = v.plus((float) -c.vThreshold());
      i = i.plus(off);
    }
    return new StateVariable[] {v.detached(c.detachReset()), i.detached(c.detachReset())};
  }

  @Override
  public String description() {
    return "a membrane that answers with the difference of two exponentials";
  }

  @Override
  public String citation() {
    return "Rall 1967, doi:10.1152/jn.1967.30.5.1138; Eshraghian et al. 2023,"
        + " doi:10.1109/JPROC.2023.3308088";
  }
}
