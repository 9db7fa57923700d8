package yourlab;

import dev.snn.api.layer.Parameter;
import dev.snn.api.neuron.Firing;
import dev.snn.api.neuron.NeuronModel;
import dev.snn.api.neuron.NeuronPlugin;
import dev.snn.api.neuron.PointNeuron;
import dev.snn.api.neuron.Reset;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Check;
import dev.snn.api.plugin.Doc;
import dev.snn.api.plugin.Family;
import dev.snn.api.plugin.Part;
import dev.snn.api.plugin.PartOf;
import java.util.Arrays;
import java.util.List;

/**
 * Leaky integrate-and-fire, each neuron with a gain r that is learned.
 *
 * <pre>
 *   h_t = d v_{t-1} + (1 - d) r x_t      d = exp(-dt / tau_mem)
 *   dh/dv = d      dh/dx = (1 - d) r      dh/dr = (1 - d) x_t
 * </pre>
 *
 * <p>A neuron spikes where h reaches 1; the spike subtracts 1.
 */
public final class NewPlugin implements NeuronPlugin<NewPlugin.Config> {
  /** Options. */
  public record Config(
      @Doc("membrane time constant, ms") double tauMem,
      @Doc("gain before training") double r,
      @Doc("true: no gradient flows through the reset") boolean detachReset,
      @Doc("surrogate gradient") @PartOf("surrogate") Part surrogate) {
    public Config {
      Check.positive("tau_mem", tauMem);
      Check.finite("r", r);
    }
  }

  public String name() {
    return "yourlab.name";
  }

  public Config defaults() {
    return new Config(10, 10, true, Part.of("atan"));
  }

  public NeuronModel create(Config c, BuildContext context) {
    float d = (float) Math.exp(-context.dt() / c.tauMem());
    var surrogate = context.create(Family.SURROGATE, "surrogate", c.surrogate(), 1);
    var firing = new Firing(1, Reset.SUBTRACT, 0, c.detachReset(), surrogate);
    float[] r = new float[context.inputSize()];
    Arrays.fill(r, (float) c.r());
    var gain = Parameter.of("r", new float[][] {r});
    return new PointNeuron(r.length, firing) {
      public List<Parameter> parameters() {
        return List.of(gain);
      }

      protected void charge(float[] v, float[] x, float[] h, int n) {
        for (int i = 0; i < n; i++) {
          h[i] = d * v[i] + (1 - d) * r[i] * x[i];
        }
      }

      protected void chargeGradient(float[] v, float[] x, float[] dv, float[] dx, int n) {
        Arrays.fill(dv, 0, n, d);
        for (int i = 0; i < n; i++) {
          dx[i] = (1 - d) * r[i];
        }
      }

      protected void parameterGradient(float[] v, float[] x, float[] gh, float[][] grad, int n) {
        for (int i = 0; i < n; i++) {
          grad[0][i] += gh[i] * (1 - d) * x[i];
        }
      }
    };
  }
}
