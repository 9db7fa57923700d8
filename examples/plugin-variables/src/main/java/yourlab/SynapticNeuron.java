package yourlab;

import dev.snn.api.neuron.NeuronModel;
import dev.snn.api.neuron.NeuronPlugin;
import dev.snn.api.neuron.StateNeuron;
import dev.snn.api.neuron.StateVariable;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Check;
import dev.snn.api.plugin.Doc;
import dev.snn.api.plugin.Family;
import dev.snn.api.plugin.Part;
import dev.snn.api.plugin.PartOf;

/**
 * Leaky integrate-and-fire with a synaptic current that decays; a spike sets the membrane to zero,
 * and the current stays.
 *
 * <pre>
 *   i_t = e i_{t-1} + (1 - e) r x_t      v_t = d v_{t-1} + (1 - d) i_t      d, e = exp(-dt / tau)
 * </pre>
 */
public final class SynapticNeuron implements NeuronPlugin<SynapticNeuron.Config> {
  /** Options. */
  public record Config(
      @Doc("time constant of the membrane, ms") double tauMem,
      @Doc("time constant of the synaptic current, ms") double tauSyn,
      @Doc("factor on the current") float r,
      @Doc("true: no gradient flows through the reset") boolean detachReset,
      @Doc("surrogate gradient") @PartOf("surrogate") Part surrogate) {
    public Config {
      Check.positive("tau_mem", tauMem);
      Check.positive("tau_syn", tauSyn);
    }
  }

  public String name() {
    return "yourlab.synaptic";
  }

  public Config defaults() {
    return new Config(10, 5, 20, true, Part.of("atan"));
  }

  public NeuronModel create(Config c, BuildContext context) {
    float d = (float) Math.exp(-context.dt() / c.tauMem());
    float e = (float) Math.exp(-context.dt() / c.tauSyn());
    var surrogate = context.create(Family.SURROGATE, "surrogate", c.surrogate(), 1);
    var v = StateVariable.named("v").setTo(0).detached(c.detachReset());
    return new StateNeuron(context.inputSize(), 1, surrogate, v, StateVariable.named("i")) {
      protected void charge(float[][] s, float[] x, float[][] h, int n) {
        for (int i = 0; i < n; i++) {
          h[1][i] = e * s[1][i] + (1 - e) * c.r() * x[i];
          h[0][i] = d * s[0][i] + (1 - d) * h[1][i];
        }
      }

      protected void chargeGradient(float[][] s, float[] x, float[][][] dv, float[][] dx, int n) {
        for (int i = 0; i < n; i++) {
          dv[0][0][i] = d;
          dv[0][1][i] = (1 - d) * e;
          dv[1][1][i] = e;
          dx[0][i] = (1 - d) * (1 - e) * c.r();
          dx[1][i] = (1 - e) * c.r();
        }
      }

      protected boolean constantGradient() {
        return true;
      }
    };
  }
}
