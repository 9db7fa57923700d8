package dev.snn.neurons.lif;

import dev.snn.api.neuron.NeuronModel;
import dev.snn.api.neuron.NeuronPlugin;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Check;
import dev.snn.api.plugin.Doc;
import dev.snn.api.plugin.InsteadOf;
import dev.snn.api.plugin.Value;

/**
 * {@code li}: a leaky integrator, {@code tau_mem dv/dt = (v_leak - v) + r I}, which never spikes
 * and puts its membrane out.
 *
 * <pre>
 *   v_t = v_leak + d (v_{t-1} - v_leak) + (1 - d) r u_t      d = exp(-dt / tau_mem)
 *   u_t = x_t, or with tau_syn i_t:
 *   i_t = a i_{t-1} + (1 - a) x_t                            a = exp(-dt / tau_syn)
 * </pre>
 *
 * <p>The step is the exact solution for a u held over dt. {@code decay_input: false} leaves {@code
 * 1 - d} out, {@code decay_current: false} {@code 1 - a}; with {@code current_delay} the membrane
 * takes {@code i_{t-1}}. Symbols as in NIR (Pedersen et al. 2024, doi:10.1038/s41467-024-52259-9).
 */
public final class Li implements NeuronPlugin<Li.Config> {

  /** Options of {@code li}. */
  public record Config(
      @Doc("membrane time constant, ms") Value tauMem,
      @Doc("decay per step, instead of tau_mem") @InsteadOf("tau_mem") Value alpha,
      @Doc("time constant of a synaptic current, ms; none where it is not given") Value tauSyn,
      @Doc("decay per step of the synaptic current, instead of tau_syn") @InsteadOf("tau_syn")
          Value alphaSyn,
      @Doc("false: the input of the synaptic current is not scaled by 1 - a") boolean decayCurrent,
      @Doc("true: the membrane takes the synaptic current of the step before") boolean currentDelay,
      @Doc("resistance: factor on the current") Value r,
      @Doc("false: the current is not scaled by 1 - d") boolean decayInput,
      @Doc("membrane at rest") double vLeak,
      @Doc("membrane at the start; v_leak where it is not given") Double vInit) {
    public Config {
      Check.finite("v_leak", vLeak);
      if (vInit != null) {
        Check.finite("v_init", vInit);
      }
      if (currentDelay && tauSyn == null && alphaSyn == null) {
        throw new IllegalArgumentException(
            "current_delay is of a synaptic current: give tau_syn or alpha_syn");
      }
    }
  }

  @Override
  public String name() {
    return "li";
  }

  @Override
  public Config defaults() {
    return new Config(Value.of(20), null, null, null, true, false, Value.of(1), true, 0, null);
  }

  @Override
  public NeuronModel create(Config c, BuildContext context) {
    int size = context.inputSize();
    float[] decay = Leak.decay("tau_mem", c.tauMem(), "alpha", c.alpha(), size, context);
    float[] gain = context.draw("r", c.r(), size);
    float[] rest = new float[size];
    for (int i = 0; i < size; i++) {
      gain[i] *= c.decayInput() ? 1 - decay[i] : 1;
      rest[i] = (float) c.vLeak() * (1 - decay[i]);
    }
    float[] synaptic = null;
    float[] into = null;
    if (c.tauSyn() != null || c.alphaSyn() != null) {
      synaptic = Leak.decay("tau_syn", c.tauSyn(), "alpha_syn", c.alphaSyn(), size, context);
      into = new float[size];
      for (int i = 0; i < size; i++) {
        into[i] = c.decayCurrent() ? 1 - synaptic[i] : 1;
      }
    }
    float start = (float) (c.vInit() == null ? c.vLeak() : c.vInit());
    return new LiModel(decay, gain, rest, synaptic, into, c.currentDelay(), start);
  }

  @Override
  public String description() {
    return "leaky integrator without spikes, which puts its membrane out";
  }

  @Override
  public String citation() {
    return "Pedersen et al. 2024, doi:10.1038/s41467-024-52259-9";
  }
}
