package dev.snn.neurons.lif;

import dev.snn.api.neuron.Firing;
import dev.snn.api.neuron.NeuronModel;
import dev.snn.api.neuron.NeuronPlugin;
import dev.snn.api.neuron.PointNeuron;
import dev.snn.api.neuron.Reset;
import dev.snn.api.plugin.Added;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Doc;
import dev.snn.api.plugin.Family;
import dev.snn.api.plugin.Part;
import dev.snn.api.plugin.PartOf;
import dev.snn.api.plugin.Value;
import java.util.Arrays;
import java.util.List;

/**
 * {@code if}: integrate-and-fire without leak, {@code dv/dt = r I}; per step {@code h_t = v_{t-1} +
 * r dt x_t}. As in NIR (doi:10.1038/s41467-024-52259-9); r per ms.
 */
public final class IntegrateAndFire implements NeuronPlugin<IntegrateAndFire.Config> {

  /** Options of {@code if}. */
  public record Config(
      @Doc("resistance: factor on the current, per ms") Value r,
      @Doc("fires where the membrane reaches it") double vThreshold,
      @Doc("what a spike does to the membrane") Reset reset,
      @Doc("membrane after a spike, for reset zero") double vReset,
      @Doc("true: no gradient flows through the reset") boolean detachReset,
      @Doc("stands in for the derivative of the step") @PartOf("surrogate") Part surrogate,
      @Doc("membrane at the start") @Added double vInit,
      @Doc("true: a spike acts on the membrane of the next step") @Added boolean resetDelay,
      @Doc("time after a spike in which the membrane is held and does not fire, ms, in whole steps")
          @Added
          double tRefractory,
      @Doc("true: a membrane exactly at the threshold does not fire") @Added boolean strict,
      @Doc("what is learned: r, v_threshold") @Added List<String> learn,
      @Doc("true: each neuron learns values of its own; false: one for the layer") @Added
          boolean perNeuron) {
    public Config {
      Extras.check(vInit, tRefractory, resetDelay);
      learn = Extras.learn(learn, "r", "v_threshold");
      Extras.shared("r", r, learn.contains("r"), perNeuron);
    }

    private boolean plain() {
      return !resetDelay && tRefractory == 0 && !strict && learn.isEmpty();
    }
  }

  @Override
  public String name() {
    return "if";
  }

  @Override
  public Config defaults() {
    return new Config(
        Value.of(1),
        1,
        Reset.SUBTRACT,
        0,
        true,
        Part.of("fast-sigmoid"),
        0,
        false,
        0,
        false,
        List.of(),
        false);
  }

  @Override
  public NeuronModel create(Config c, BuildContext context) {
    int size = context.inputSize();
    float[] gain = context.draw("r", c.r(), size);
    for (int i = 0; i < size; i++) {
      gain[i] *= (float) context.dt();
    }
    if (!c.plain()) {
      return dynamic(c, gain, context);
    }
    Firing firing =
        new Firing(
            (float) c.vThreshold(),
            c.reset(),
            (float) c.vReset(),
            c.detachReset(),
            context.create(Family.SURROGATE, "surrogate", c.surrogate(), size));
    return new Model(size, firing, gain, (float) c.vInit());
  }

  private static NeuronModel dynamic(Config c, float[] r, BuildContext context) {
    Dynamics y = new Dynamics(r.length);
    y.decay = Coefficient.fixed(1, y.size);
    y.r = Coefficient.of("r", r, c.learn(), c.perNeuron(), false);
    y.decayInput = false;
    y.start = (float) c.vInit();
    Extras.fire(y, c.vThreshold(), c.learn(), c.perNeuron(), c.strict());
    Extras.reset(y, c.reset(), c.vReset(), c.resetDelay(), c.detachReset());
    y.refractory = Extras.steps(c.tRefractory(), context);
    y.surrogate = context.create(Family.SURROGATE, "surrogate", c.surrogate(), y.size);
    return new DynamicNeuron(y);
  }

  @Override
  public String description() {
    return "integrate-and-fire without leak";
  }

  @Override
  public String citation() {
    return "Pedersen et al. 2024, doi:10.1038/s41467-024-52259-9";
  }

  private static final class Model extends PointNeuron {
    private final float[] gain;
    private final float start;

    Model(int size, Firing firing, float[] gain, float start) {
      super(size, firing);
      this.gain = gain;
      this.start = start;
    }

    @Override
    protected float initialMembrane() {
      return start;
    }

    @Override
    protected void charge(float[] v, float[] x, float[] h, int n) {
      for (int i = 0; i < n; i++) {
        h[i] = v[i] + gain[i] * x[i];
      }
    }

    @Override
    protected boolean constantGradient() {
      return true;
    }

    @Override
    protected void chargeGradient(float[] v, float[] x, float[] dv, float[] dx, int n) {
      Arrays.fill(dv, 0, n, 1f);
      System.arraycopy(gain, 0, dx, 0, n);
    }
  }
}
