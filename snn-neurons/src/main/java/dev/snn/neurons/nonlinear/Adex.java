package dev.snn.neurons.nonlinear;

import dev.snn.api.neuron.NeuronModel;
import dev.snn.api.neuron.NeuronPlugin;
import dev.snn.api.neuron.StateVariable;
import dev.snn.api.neuron.Surrogate;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Check;
import dev.snn.api.plugin.Doc;
import dev.snn.api.plugin.Family;
import dev.snn.api.plugin.Part;
import dev.snn.api.plugin.PartOf;

/**
 * {@code adex}: adaptive exponential integrate-and-fire, in mV, ms, nA and MOhm.
 *
 * <pre>
 *   tau_mem dv/dt = (v_leak - v) + D exp((v - v_rheobase) / D) + r (x - w)      D = slope_factor
 *   tau_w   dw/dt = a (v - v_leak) - w
 *   s_t = 1[v &gt;= v_threshold]                                                   v = v_reset, w = w + b
 * </pre>
 *
 * <p>{@code substeps} Euler steps of both within dt. Above m = max_exponent the exponential {@code
 * exp(y)} is bent over, smoothly, to {@code exp(m) (2 - exp(m - y))}, so that the upswing of a
 * spike and its derivative stay bounded. The default threshold is V_T + 5 Delta_T, where that
 * begins: below it nothing is bent, and the published peak of 20 mV would be reached less than 0.1
 * ms later.
 */
public final class Adex implements NeuronPlugin<Adex.Config> {

  /** Options of {@code adex}. */
  public record Config(
      @Doc("membrane time constant, ms") double tauMem,
      @Doc("resistance: factor on current and adaptation, MOhm") double r,
      @Doc("membrane at rest, mV") double vLeak,
      @Doc("membrane where the upswing begins (V_T), mV") double vRheobase,
      @Doc("how gradually it begins (Delta_T), mV") double slopeFactor,
      @Doc("time constant of the adaptation, ms") double tauW,
      @Doc("how much the adaptation follows the membrane, uS") double a,
      @Doc("what a spike adds to the adaptation, nA") double b,
      @Doc("membrane at the start, mV; v_leak where it is not given") Double vInit,
      @Doc("fires where the membrane reaches it, mV") double vThreshold,
      @Doc("true: a membrane exactly at the threshold does not fire") boolean strict,
      @Doc("membrane after a spike, mV") double vReset,
      @Doc("Euler steps within a step") int substeps,
      @Doc("where the exponential is bent over, to at most twice its value there")
          double maxExponent,
      @Doc("true: no gradient flows through what a spike does") boolean detachReset,
      @Doc("stands in for the derivative of the step, of v in mV") @PartOf("surrogate")
          Part surrogate) {
    public Config {
      Check.positive("tau_mem", tauMem);
      Check.positive("tau_w", tauW);
      Check.positive("slope_factor", slopeFactor);
      Check.finite("r", r);
      Check.finite("v_leak", vLeak);
      Check.finite("v_rheobase", vRheobase);
      Check.finite("a", a);
      Check.finite("b", b);
      Check.finite("v_threshold", vThreshold);
      Check.finite("v_reset", vReset);
      Resets.below("v_reset", vReset, vThreshold);
      Check.between("substeps", substeps, 1, 1000);
      Check.between("max_exponent", maxExponent, 0, 40);
      if (vInit != null) {
        Check.finite("v_init", vInit);
      }
    }
  }

  @Override
  public String name() {
    return "adex";
  }

  @Override
  public Config defaults() {
    return new Config(
        9.3667,
        33.3333,
        -70.6,
        -50.4,
        2,
        144,
        0.004,
        0.0805,
        null,
        -40.4,
        false,
        -70.6,
        10,
        5,
        true,
        Part.of("atan", "alpha", 0.2));
  }

  @Override
  public NeuronModel create(Config c, BuildContext context) {
    int size = context.inputSize();
    Surrogate surrogate = context.create(Family.SURROGATE, "surrogate", c.surrogate(), size);
    float start = (float) (c.vInit() == null ? c.vLeak() : c.vInit());
    return new AdexModel(
        size,
        c,
        context.dt(),
        surrogate,
        StateVariable.named("v")
            .startingAt(start)
            .setTo((float) c.vReset())
            .detached(c.detachReset()),
        StateVariable.named("w").plus((float) c.b()).detached(c.detachReset()));
  }

  @Override
  public String description() {
    return "exponential integrate-and-fire with an adaptation current";
  }

  @Override
  public String citation() {
    return "Brette and Gerstner 2005, doi:10.1152/jn.00686.2005";
  }
}
