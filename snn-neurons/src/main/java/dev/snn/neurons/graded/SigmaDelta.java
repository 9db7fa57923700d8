package dev.snn.neurons.graded;

import dev.snn.api.layer.Parameter;
import dev.snn.api.neuron.NeuronModel;
import dev.snn.api.neuron.NeuronPlugin;
import dev.snn.api.neuron.Surrogate;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Check;
import dev.snn.api.plugin.Doc;
import dev.snn.api.plugin.Family;
import dev.snn.api.plugin.Part;
import dev.snn.api.plugin.PartOf;
import dev.snn.api.plugin.Value;

/**
 * {@code sigma-delta}: sums the changes it receives, and sends the change of its activation where
 * that has grown to a threshold.
 *
 * <pre>
 *   g_t = g_{t-1} + x_t                      sigma; accumulate: false takes g_t = x_t
 *   a_t = relu(g_t + bias)
 *   e_t = a_t - r_{t-1}                      what the receivers do not know yet
 *   s_t = e_t 1[|e_t| &gt;= v_threshold]       delta
 *   r_t = r_{t-1} + s_t                      what they know
 * </pre>
 *
 * <p>What was sent adds up to the activation within the threshold at every step. A smooth pass
 * takes {@code s_t = e_t (p(e_t - v_threshold) + p(-e_t - v_threshold))} with the surrogate's
 * primitive p. The gradient goes through r: what was sent once is not sent again.
 */
public final class SigmaDelta implements NeuronPlugin<SigmaDelta.Config> {

  /** What the sum goes through. */
  public enum Activation {
    RELU,
    NONE
  }

  /** Options of {@code sigma-delta}. */
  public record Config(
      @Doc("the least change that is sent") double vThreshold,
      @Doc("true: inputs are changes, which are summed; false: they are the values themselves")
          boolean accumulate,
      @Doc("what the sum goes through") Activation activation,
      @Doc("bias of each neuron at the start; it is trained") Value bias,
      @Doc("stands in for the derivative of the two steps") @PartOf("surrogate") Part surrogate) {
    public Config {
      Check.positive("v_threshold", vThreshold);
      Check.finite("v_threshold", vThreshold);
    }
  }

  @Override
  public String name() {
    return "sigma-delta";
  }

  @Override
  public Config defaults() {
    return new Config(0.1, true, Activation.RELU, Value.of(0), Part.of("fast-sigmoid"));
  }

  @Override
  public NeuronModel create(Config c, BuildContext context) {
    int size = context.inputSize();
    Surrogate surrogate = context.create(Family.SURROGATE, "surrogate", c.surrogate(), size);
    float[][] bias = {context.draw("bias", c.bias(), size)};
    return new SigmaDeltaModel(
        (float) c.vThreshold(),
        c.accumulate(),
        c.activation() == Activation.RELU,
        Parameter.of("bias", bias),
        surrogate);
  }

  @Override
  public String description() {
    return "sums changes and sends those of its activation as graded spikes";
  }

  @Override
  public String citation() {
    return "O'Connor and Welling 2016, arXiv:1611.02024";
  }
}
