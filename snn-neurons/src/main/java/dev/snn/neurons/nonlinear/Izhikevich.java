package dev.snn.neurons.nonlinear;

import dev.snn.api.neuron.NeuronModel;
import dev.snn.api.neuron.NeuronPlugin;
import dev.snn.api.neuron.StateNeuron;
import dev.snn.api.neuron.StateVariable;
import dev.snn.api.neuron.Surrogate;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Check;
import dev.snn.api.plugin.Doc;
import dev.snn.api.plugin.Family;
import dev.snn.api.plugin.Part;
import dev.snn.api.plugin.PartOf;
import dev.snn.api.plugin.Value;
import dev.snn.neurons.lif.Thresholds;

/**
 * {@code izhikevich}: a quadratic membrane v with a recovery u, in mV and ms.
 *
 * <pre>
 *   dv/dt = 0.04 v^2 + 5 v + 140 - u + r x      du/dt = a (b v - u)
 *   s_t = 1[v &gt;= v_threshold]                   v = c, u = u + d
 * </pre>
 *
 * <p>As in the published code, v takes {@code substeps} Euler steps within dt, with u held, and u
 * one, from the new v. With {@code simultaneous} u takes its step from v before the step.
 */
public final class Izhikevich implements NeuronPlugin<Izhikevich.Config> {

  /** Options of {@code izhikevich}. */
  public record Config(
      @Doc("rate of the recovery, 1/ms") Value a,
      @Doc("how much the recovery follows the membrane") Value b,
      @Doc("membrane after a spike, mV") Value c,
      @Doc("what a spike adds to the recovery") Value d,
      @Doc("factor on the current; the published currents are 10 times those of the default")
          double r,
      @Doc("factor of v^2 in dv/dt") double quadratic,
      @Doc("factor of v in dv/dt") double linear,
      @Doc("constant of dv/dt") double constant,
      @Doc("the recovery follows b v plus this") double uOffset,
      @Doc("membrane at the start, mV; c where it is not given") Double vInit,
      @Doc("recovery at the start; b v plus u_offset where it is not given") Double uInit,
      @Doc("fires where the membrane reaches it, mV") double vThreshold,
      @Doc("true: a membrane exactly at the threshold does not fire") boolean strict,
      @Doc("Euler steps of the membrane within a step") int substeps,
      @Doc("true: the recovery follows the membrane of before the step, not that after it")
          boolean simultaneous,
      @Doc("true: no gradient flows through what a spike does") boolean detachReset,
      @Doc("stands in for the derivative of the step, of v in mV") @PartOf("surrogate")
          Part surrogate) {
    public Config {
      Check.finite("r", r);
      Check.finite("quadratic", quadratic);
      Check.finite("linear", linear);
      Check.finite("constant", constant);
      Check.finite("u_offset", uOffset);
      Check.finite("v_threshold", vThreshold);
      Check.between("substeps", substeps, 1, 1000);
      if (vInit != null) {
        Check.finite("v_init", vInit);
      }
      if (uInit != null) {
        Check.finite("u_init", uInit);
      }
    }
  }

  @Override
  public String name() {
    return "izhikevich";
  }

  @Override
  public Config defaults() {
    return new Config(
        Value.of(0.02),
        Value.of(0.2),
        Value.of(-65),
        Value.of(8),
        10,
        0.04,
        5,
        140,
        0,
        null,
        null,
        30,
        false,
        2,
        false,
        true,
        Part.of("atan", "alpha", 0.2));
  }

  @Override
  public NeuronModel create(Config c, BuildContext context) {
    int size = context.inputSize();
    float[] reset = context.draw("c", c.c(), size);
    for (float value : reset) {
      Resets.below("c", value, c.vThreshold());
    }
    float[] b = context.draw("b", c.b(), size);
    float[] v = reset.clone();
    float[] u = new float[size];
    for (int i = 0; i < size; i++) {
      v[i] = c.vInit() == null ? v[i] : c.vInit().floatValue();
      u[i] = (float) (c.uInit() == null ? b[i] * v[i] + c.uOffset() : c.uInit());
    }
    Surrogate surrogate = context.create(Family.SURROGATE, "surrogate", c.surrogate(), size);
    StateVariable[] variables = {
      StateVariable.named("v").startingAt(v).setTo(reset).detached(c.detachReset()),
      StateVariable.named("u")
          .startingAt(u)
          .plus(context.draw("d", c.d(), size))
          .detached(c.detachReset())
    };
    return new Model(c, context.dt(), context.draw("a", c.a(), size), b, surrogate, variables);
  }

  @Override
  public String description() {
    return "quadratic membrane with a recovery variable, after Izhikevich";
  }

  @Override
  public String citation() {
    return "Izhikevich 2003, doi:10.1109/TNN.2003.820440";
  }

  private static final class Model extends StateNeuron {
    private final float k;
    private final float quadratic;
    private final float linear;
    private final float constant;
    private final float offset;
    private final float r;
    private final int substeps;
    private final boolean before;
    private final float[] rate;
    private final float[] b;

    Model(
        Config c,
        double dt,
        float[] a,
        float[] b,
        Surrogate surrogate,
        StateVariable... variables) {
      super(b.length, Thresholds.least(c.vThreshold(), c.strict()), surrogate, variables);
      this.k = (float) (dt / c.substeps());
      this.quadratic = (float) c.quadratic();
      this.linear = (float) c.linear();
      this.constant = (float) c.constant();
      this.offset = (float) c.uOffset();
      this.r = (float) c.r();
      this.substeps = c.substeps();
      this.before = c.simultaneous();
      this.rate = new float[a.length];
      for (int i = 0; i < a.length; i++) {
        rate[i] = (float) (dt * a[i]);
      }
      this.b = b;
    }

    private float step(float v, float drive) {
      return v + k * ((quadratic * v + linear) * v + drive);
    }

    @Override
    protected void charge(float[][] s, float[] x, float[][] h, int n) {
      for (int i = 0; i < n; i++) {
        float u = s[1][i];
        float drive = constant - u + r * x[i];
        float v = s[0][i];
        for (int j = 0; j < substeps; j++) {
          v = step(v, drive);
        }
        h[0][i] = v;
        h[1][i] = u + rate[i] * (b[i] * (before ? s[0][i] : v) + offset - u);
      }
    }

    @Override
    protected void chargeGradient(float[][] s, float[] x, float[][][] d, float[][] dx, int n) {
      for (int i = 0; i < n; i++) {
        float drive = constant - s[1][i] + r * x[i];
        float v = s[0][i];
        float byV = 1;
        float byDrive = 0;
        for (int j = 0; j < substeps; j++) {
          float slope = 1 + k * (2 * quadratic * v + linear);
          byV *= slope;
          byDrive = slope * byDrive + k;
          v = step(v, drive);
        }
        d[0][0][i] = byV;
        d[0][1][i] = -byDrive;
        dx[0][i] = r * byDrive;
        float follow = rate[i] * b[i];
        d[1][0][i] = follow * (before ? 1 : byV);
        d[1][1][i] = 1 - rate[i] - (before ? 0 : follow * byDrive);
        dx[1][i] = before ? 0 : follow * r * byDrive;
      }
    }
  }
}
