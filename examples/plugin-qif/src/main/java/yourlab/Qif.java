package yourlab;

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

/** Quadratic integrate-and-fire, {@code dv/dt = a (v - v_rest) (v - v_crit) + r x}, Euler steps. */
public final class Qif implements NeuronPlugin<Qif.Config> {
  public record Config(
      @Doc("strength of the quadratic term, 1/ms") float a,
      @Doc("stable membrane without input") float vRest,
      @Doc("membrane above which it runs away") float vCrit,
      @Doc("change of the membrane per unit of current, 1/ms") float r,
      @Doc("fires where the membrane reaches it") float vThreshold,
      @Doc("true: no gradient flows through the reset") boolean detachReset,
      @Doc("surrogate gradient") @PartOf("surrogate") Part surrogate) {
    public Config {
      Check.positive("a", a);
    }
  }

  public String name() {
    return "example.qif";
  }

  public Config defaults() {
    return new Config(0.1f, 0, 0.5f, 0.3f, 1, true, Part.of("atan"));
  }

  public NeuronModel create(Config c, BuildContext context) {
    float dt = (float) context.dt();
    var surrogate = context.create(Family.SURROGATE, "surrogate", c.surrogate(), 1);
    var firing = new Firing(c.vThreshold(), Reset.ZERO, c.vRest(), c.detachReset(), surrogate);
    return new PointNeuron(context.inputSize(), firing) {
      protected void charge(float[] v, float[] x, float[] h, int n) {
        for (int i = 0; i < n; i++) {
          h[i] = v[i] + dt * (c.a() * (v[i] - c.vRest()) * (v[i] - c.vCrit()) + c.r() * x[i]);
        }
      }

      protected void chargeGradient(float[] v, float[] x, float[] dv, float[] dx, int n) {
        for (int i = 0; i < n; i++) {
          dv[i] = 1 + dt * c.a() * (2 * v[i] - c.vRest() - c.vCrit());
          dx[i] = dt * c.r();
        }
      }
    };
  }
}
