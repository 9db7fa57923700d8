package dev.snn.neurons.lif;

import dev.snn.api.neuron.Firing;
import dev.snn.api.neuron.NeuronModel;
import dev.snn.api.neuron.NeuronPlugin;
import dev.snn.api.neuron.PointNeuron;
import dev.snn.api.neuron.Reset;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Check;
import dev.snn.api.plugin.Doc;
import dev.snn.api.plugin.Family;
import dev.snn.api.plugin.InsteadOf;
import dev.snn.api.plugin.Part;
import dev.snn.api.plugin.PartOf;
import dev.snn.api.plugin.Value;

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
 * raises the membrane by w.
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
      @Doc("stands in for the derivative of the step") @PartOf("surrogate") Part surrogate) {
    public Config {
      Check.finite("v_leak", vLeak);
    }
  }

  @Override
  public String name() {
    return "lif";
  }

  @Override
  public Config defaults() {
    return new Config(
        Value.of(20), null, Value.of(1), 0, 1, Reset.SUBTRACT, 0, true, Part.of("fast-sigmoid"));
  }

  @Override
  public NeuronModel create(Config c, BuildContext context) {
    int size = context.inputSize();
    float[] decay = Leak.decay("tau_mem", c.tauMem(), "alpha", c.alpha(), size, context);
    float[] gain = context.draw("r", c.r(), size);
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
    return new Model(size, firing, decay, gain, rest, (float) c.vLeak());
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
    private final float leak;

    Model(int size, Firing firing, float[] decay, float[] gain, float[] rest, float leak) {
      super(size, firing);
      this.decay = decay;
      this.gain = gain;
      this.rest = rest;
      this.leak = leak;
    }

    @Override
    protected float initialMembrane() {
      return leak;
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
