package dev.snn.neurons.lif;

import dev.snn.api.neuron.NeuronModel;
import dev.snn.api.neuron.NeuronPlugin;
import dev.snn.api.neuron.Reset;
import dev.snn.api.plugin.Added;
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
 * {@code alif}: leaky integrate-and-fire with an adaptive threshold.
 *
 * <pre>
 *   h_t = d h_{t-1} + (1 - d) r x_t - s_{t-1} v_threshold      d   = exp(-dt / tau_mem)
 *   A_t = v_threshold + beta a_{t-1}                           rho = exp(-dt / tau_adapt)
 *   s_t = 1[h_t &gt;= A_t]
 *   a_t = rho a_{t-1} + s_t
 * </pre>
 *
 * <p>As published, a spike takes the threshold off after the leak of the next step. With {@code
 * reset_delay: false} it takes it off at once, before that leak: {@code h_t = d (h_{t-1} - s_{t-1}
 * v_threshold) + (1 - d) r x_t}. For {@code t_refractory} after a spike there is no other, while
 * the membrane goes on.
 *
 * <p>The surrogate sees {@code h_t - A_t}; the source's is the triangle of width v_threshold,
 * damped by 0.3. {@code detach_reset} keeps gradients from the membrane's reset; the path through
 * the adaptation always carries gradients, which is what the model is for.
 */
public final class AdaptiveLif implements NeuronPlugin<AdaptiveLif.Config> {

  /** Options of {@code alif}. */
  public record Config(
      @Doc("membrane time constant, ms") Value tauMem,
      @Doc("decay per step, instead of tau_mem") @InsteadOf("tau_mem") Value alpha,
      @Doc("time constant of the adaptation, ms") Value tauAdapt,
      @Doc("how much one spike raises the threshold") double beta,
      @Doc("resistance: factor on the current") Value r,
      @Doc("threshold at rest") double vThreshold,
      @Doc("true: no gradient flows through the reset") boolean detachReset,
      @Doc("stands in for the derivative of the step") @PartOf("surrogate") Part surrogate,
      @Doc(
              "true: the reset of a spike follows the leak of the next step, as published; false: it"
                  + " comes before")
          boolean resetDelay,
      @Doc("membrane at the start") @Added double vInit,
      @Doc("false: the current is not scaled by 1 - d") @Added boolean decayInput,
      @Doc("time after a spike in which there is no other, ms, in whole steps") @Added
          double tRefractory,
      @Doc("true: a membrane exactly at the threshold does not fire") @Added boolean strict,
      @Doc("what is learned: decay, r, v_threshold") @Added List<String> learn,
      @Doc("true: each neuron learns values of its own; false: one for the layer") @Added
          boolean perNeuron) {
    public Config {
      Check.finite("beta", beta);
      Check.finite("v_threshold", vThreshold);
      Extras.check(vInit, tRefractory, false);
      learn = Extras.learn(learn, "decay", "r", "v_threshold");
      Extras.shared("tau_mem", tauMem, learn.contains("decay"), perNeuron);
      Extras.shared("alpha", alpha, learn.contains("decay"), perNeuron);
      Extras.shared("r", r, learn.contains("r"), perNeuron);
    }
  }

  @Override
  public String name() {
    return "alif";
  }

  @Override
  public Config defaults() {
    return new Config(
        Value.of(20),
        null,
        Value.of(200),
        0.2,
        Value.of(1),
        1,
        true,
        Part.of("triangular", "damping", 0.3),
        true,
        0,
        true,
        0,
        false,
        List.of(),
        false);
  }

  @Override
  public NeuronModel create(Config c, BuildContext context) {
    int size = context.inputSize();
    Dynamics y = new Dynamics(size);
    float[] decay = Leak.decay("tau_mem", c.tauMem(), "alpha", c.alpha(), size, context);
    y.decay = Coefficient.of("decay", decay, c.learn(), c.perNeuron(), true);
    y.adapt = Leak.decay("tau_adapt", c.tauAdapt(), null, null, size, context);
    y.beta = (float) c.beta();
    y.r = Coefficient.of("r", context.draw("r", c.r(), size), c.learn(), c.perNeuron(), false);
    y.decayInput = c.decayInput();
    y.start = (float) c.vInit();
    Extras.fire(y, c.vThreshold(), c.learn(), c.perNeuron(), c.strict());
    Extras.reset(y, Reset.SUBTRACT, 0, c.resetDelay(), c.detachReset());
    y.refractory = Extras.steps(c.tRefractory(), context);
    y.hold = false;
    y.surrogate = context.create(Family.SURROGATE, "surrogate", c.surrogate(), size);
    return new DynamicNeuron(y);
  }

  @Override
  public String description() {
    return "leaky integrate-and-fire with an adaptive threshold";
  }

  @Override
  public String citation() {
    return "Bellec et al. 2020, doi:10.1038/s41467-020-17236-y, eqs. 7-9";
  }
}
