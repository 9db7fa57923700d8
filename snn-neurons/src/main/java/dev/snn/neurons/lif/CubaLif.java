package dev.snn.neurons.lif;

import dev.snn.api.neuron.NeuronModel;
import dev.snn.api.neuron.NeuronPlugin;
import dev.snn.api.neuron.Reset;
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
 * {@code cuba-lif}: leaky integrate-and-fire with a synaptic current, {@code tau_syn dI/dt = -I +
 * w_in x}, {@code tau_mem dv/dt = (v_leak - v) + r I}.
 *
 * <pre>
 *   i_t = a i_{t-1} + (1 - a) w_in x_t                      a = exp(-dt / tau_syn)
 *   h_t = v_leak + d (v_{t-1} - v_leak) + (1 - d) r i_t     d = exp(-dt / tau_mem)
 *   s_t = 1[h_t &gt;= v_threshold]
 * </pre>
 *
 * <p>{@code decay_current: false} leaves the factor {@code 1 - a} out, {@code decay_input: false}
 * {@code 1 - d}; with {@code current_delay} the membrane takes {@code i_{t-1}}. Symbols as in NIR
 * (Pedersen et al. 2024, doi:10.1038/s41467-024-52259-9).
 */
public final class CubaLif implements NeuronPlugin<CubaLif.Config> {

  /** Options of {@code cuba-lif}. */
  public record Config(
      @Doc("time constant of the synaptic current, ms") Value tauSyn,
      @Doc("decay per step of the synaptic current, instead of tau_syn") @InsteadOf("tau_syn")
          Value alphaSyn,
      @Doc("membrane time constant, ms") Value tauMem,
      @Doc("decay per step of the membrane, instead of tau_mem") @InsteadOf("tau_mem") Value alpha,
      @Doc("factor on the input") Value wIn,
      @Doc("false: the input is not scaled by 1 - a") boolean decayCurrent,
      @Doc("resistance: factor on the synaptic current") Value r,
      @Doc("false: the synaptic current is not scaled by 1 - d") boolean decayInput,
      @Doc("true: the membrane takes the synaptic current of the step before") boolean currentDelay,
      @Doc("membrane at rest") double vLeak,
      @Doc("membrane at the start; v_leak where it is not given") Double vInit,
      @Doc("fires where the membrane reaches it") double vThreshold,
      @Doc("true: a membrane exactly at the threshold does not fire") boolean strict,
      @Doc("what a spike does to the membrane") Reset reset,
      @Doc("membrane after a spike, for reset zero") double vReset,
      @Doc("true: a spike acts on the membrane of the next step, after its leak")
          boolean resetDelay,
      @Doc("time after a spike in which the membrane is held and does not fire, ms, in whole steps")
          double tRefractory,
      @Doc("true: no gradient flows through the reset") boolean detachReset,
      @Doc("what is learned: synaptic_decay, decay, r, v_threshold") List<String> learn,
      @Doc("true: each neuron learns values of its own; false: one for the layer")
          boolean perNeuron,
      @Doc("stands in for the derivative of the step") @PartOf("surrogate") Part surrogate) {
    public Config {
      Check.finite("v_leak", vLeak);
      Extras.check(vInit, tRefractory, resetDelay);
      learn = Extras.learn(learn, "synaptic_decay", "decay", "r", "v_threshold");
      Extras.shared("tau_syn", tauSyn, learn.contains("synaptic_decay"), perNeuron);
      Extras.shared("alpha_syn", alphaSyn, learn.contains("synaptic_decay"), perNeuron);
      Extras.shared("tau_mem", tauMem, learn.contains("decay"), perNeuron);
      Extras.shared("alpha", alpha, learn.contains("decay"), perNeuron);
      Extras.shared("r", r, learn.contains("r"), perNeuron);
    }
  }

  @Override
  public String name() {
    return "cuba-lif";
  }

  @Override
  public Config defaults() {
    return new Config(
        Value.of(5),
        null,
        Value.of(20),
        null,
        Value.of(1),
        true,
        Value.of(1),
        true,
        false,
        0,
        null,
        1,
        false,
        Reset.SUBTRACT,
        0,
        false,
        0,
        true,
        List.of(),
        false,
        Part.of("fast-sigmoid"));
  }

  @Override
  public NeuronModel create(Config c, BuildContext context) {
    int size = context.inputSize();
    Dynamics y = new Dynamics(size);
    float[] synaptic = Leak.decay("tau_syn", c.tauSyn(), "alpha_syn", c.alphaSyn(), size, context);
    float[] decay = Leak.decay("tau_mem", c.tauMem(), "alpha", c.alpha(), size, context);
    y.current = Coefficient.of("synaptic_decay", synaptic, c.learn(), c.perNeuron(), true);
    y.inputGain = context.draw("w_in", c.wIn(), size);
    y.decayCurrent = c.decayCurrent();
    y.currentDelay = c.currentDelay();
    y.decay = Coefficient.of("decay", decay, c.learn(), c.perNeuron(), true);
    y.r = Coefficient.of("r", context.draw("r", c.r(), size), c.learn(), c.perNeuron(), false);
    y.decayInput = c.decayInput();
    y.leak = (float) c.vLeak();
    y.start = (float) (c.vInit() == null ? c.vLeak() : c.vInit());
    Extras.fire(y, c.vThreshold(), c.learn(), c.perNeuron(), c.strict());
    Extras.reset(y, c.reset(), c.vReset(), c.resetDelay(), c.detachReset());
    y.refractory = Extras.steps(c.tRefractory(), context);
    y.surrogate = context.create(Family.SURROGATE, "surrogate", c.surrogate(), size);
    return new DynamicNeuron(y);
  }

  @Override
  public String description() {
    return "leaky integrate-and-fire with a synaptic current";
  }

  @Override
  public String citation() {
    return "Pedersen et al. 2024, doi:10.1038/s41467-024-52259-9";
  }
}
