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
 * Izhikevich 2003, doi:10.1109/TNN.2003.820440, with the published code's two half steps of v; mV
 * and ms. Fires at 30 mV.
 *
 * <pre>
 *   v' = 0.04 v^2 + 5 v + 140 - u + r x      u' = a (b v - u)      spike: v = c, u = u + d
 * </pre>
 */
public final class IzhikevichNeuron implements NeuronPlugin<IzhikevichNeuron.Config> {
  /** Options; the defaults are a regular spiking cell. */
  public record Config(
      @Doc("rate of the recovery, 1 / ms") float a,
      @Doc("how much the recovery follows v") float b,
      @Doc("v after a spike, mV") float c,
      @Doc("what a spike adds to the recovery") float d,
      @Doc("factor on the current") float r,
      @Doc("true: no gradient flows through the reset") boolean detachReset,
      @Doc("surrogate gradient, of v in mV") @PartOf("surrogate") Part surrogate) {
    public Config {
      Check.finite("r", r);
    }
  }

  public String name() {
    return "yourlab.izhikevich";
  }

  public Config defaults() {
    return new Config(0.02f, 0.2f, -65, 8, 30, true, Part.of("atan", "alpha", 0.2));
  }

  public NeuronModel create(Config p, BuildContext context) {
    var surrogate = context.create(Family.SURROGATE, "surrogate", p.surrogate(), 1);
    float half = (float) context.dt() / 2;
    var v = StateVariable.named("v").startingAt(-65).setTo(p.c()).detached(p.detachReset());
    var u = StateVariable.named("u").startingAt(p.b() * -65).plus(p.d()).detached(p.detachReset());
    return new StateNeuron(context.inputSize(), 30, surrogate, v, u) {
      private float step(float v, float u, float x) {
        return v + half * (0.04f * v * v + 5 * v + 140 - u + p.r() * x);
      }

      protected void charge(float[][] s, float[] x, float[][] h, int n) {
        for (int i = 0; i < n; i++) {
          h[0][i] = step(step(s[0][i], s[1][i], x[i]), s[1][i], x[i]);
          h[1][i] = s[1][i] + 2 * half * p.a() * (p.b() * h[0][i] - s[1][i]);
        }
      }

      protected void chargeGradient(float[][] s, float[] x, float[][][] d, float[][] dx, int n) {
        float follow = 2 * half * p.a() * p.b();
        for (int i = 0; i < n; i++) {
          float first = 1 + half * (0.08f * s[0][i] + 5);
          float second = 1 + half * (0.08f * step(s[0][i], s[1][i], x[i]) + 5);
          d[0][0][i] = second * first;
          d[0][1][i] = -half * (second + 1);
          dx[0][i] = p.r() * half * (second + 1);
          d[1][0][i] = follow * d[0][0][i];
          d[1][1][i] = 1 - 2 * half * p.a() + follow * d[0][1][i];
          dx[1][i] = follow * dx[0][i];
        }
      }
    };
  }
}
