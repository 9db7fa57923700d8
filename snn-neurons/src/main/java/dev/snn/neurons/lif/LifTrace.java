package dev.snn.neurons.lif;

import dev.snn.api.layer.Parameter;
import dev.snn.api.neuron.NeuronModel;
import dev.snn.api.neuron.NeuronPlugin;
import dev.snn.api.neuron.Surrogate;
import dev.snn.api.plugin.Added;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Check;
import dev.snn.api.plugin.Doc;
import dev.snn.api.plugin.Family;
import dev.snn.api.plugin.Part;
import dev.snn.api.plugin.PartOf;
import dev.snn.api.plugin.Value;
import java.util.List;

/**
 * {@code lif-trace}: the spike-response form of the leaky integrate-and-fire neuron, with a
 * synaptic trace Q, a membrane trace P and a refractory trace R.
 *
 * <pre>
 *   Q_t = b Q_{t-1} + kb x_t       P_t = a P_{t-1} + ka Q_{t-1}       R_t = a_rp R_{t-1} - s_{t-1}
 *   U_t = P_t + bias + R_t         s_t = 1[U_t &gt;= 0]
 * </pre>
 *
 * <p>Unit gain (the default): {@code ka = 1 - a, kb = 1 - b}; otherwise {@code ka = 1/(1-a), kb =
 * 1/(1-b)} as in the reference code. P and Q filter the weighted current, which is the same as
 * weighting filtered inputs because both are linear; the bias is added after the filters and so
 * belongs to the neuron. A spike of step t shows in U one step later.
 */
public final class LifTrace implements NeuronPlugin<LifTrace.Config> {

  /** Options of {@code lif-trace}. */
  public record Config(
      @Doc("decay per step of the membrane trace P (a)") double alpha,
      @Doc("decay per step of the synaptic trace Q (b)") double beta,
      @Doc("decay per step of the refractory trace R (a_rp)") double alphaRp,
      @Doc("true: traces with unit gain; false: the reference's, with gain 1/(1-a)^2 1/(1-b)^2")
          boolean unitGain,
      @Doc("bias of each neuron at the start") Value bias,
      @Doc("true: no gradient flows through the refractory trace") boolean detachReset,
      @Doc("stands in for the derivative of the step") @PartOf("surrogate") Part surrogate,
      @Doc("true: a membrane exactly at the threshold does not fire") @Added boolean strict) {
    public Config {
      unit("alpha", alpha);
      unit("beta", beta);
      unit("alpha_rp", alphaRp);
    }

    private static void unit(String option, double value) {
      Check.between(option, value, 0, 0.9999);
    }
  }

  @Override
  public String name() {
    return "lif-trace";
  }

  @Override
  public Config defaults() {
    return new Config(0.9, 0.85, 0.65, true, Value.of(0), true, Part.of("box"), false);
  }

  @Override
  public NeuronModel create(Config c, BuildContext context) {
    int size = context.inputSize();
    float a = (float) c.alpha();
    float b = (float) c.beta();
    return new Model(
        size,
        a,
        c.unitGain() ? 1 - a : 1 / (1 - a),
        b,
        c.unitGain() ? 1 - b : 1 / (1 - b),
        (float) c.alphaRp(),
        Parameter.of("bias", new float[][] {context.draw("bias", c.bias(), size)}),
        c.detachReset(),
        context.create(Family.SURROGATE, "surrogate", c.surrogate(), size),
        c.strict());
  }

  @Override
  public String description() {
    return "leaky integrate-and-fire in trace form (P, Q, R)";
  }

  @Override
  public String citation() {
    return "Skatchkovsky, Simeone, Jang 2021, arXiv:2106.01177, sec. 3.1";
  }

  /** State r is {@code R} of the next step: it includes the last spike. */
  private static final class Model extends ExcessNeuron {
    private final int size;
    private final float a;
    private final float ka;
    private final float b;
    private final float kb;
    private final float rp;
    private final Parameter bias;
    private final float through;

    Model(
        int size,
        float a,
        float ka,
        float b,
        float kb,
        float rp,
        Parameter bias,
        boolean detach,
        Surrogate surrogate,
        boolean strict) {
      super(List.of("p", "q", "r"), size, surrogate, strict);
      this.size = size;
      this.a = a;
      this.ka = ka;
      this.b = b;
      this.kb = kb;
      this.rp = rp;
      this.bias = bias;
      this.through = detach ? 0 : 1;
    }

    @Override
    public List<Parameter> parameters() {
      return List.of(bias);
    }

    @Override
    public boolean ownsBias() {
      return true;
    }

    @Override
    void charge(float[][] state, float[] x, float[] u) {
      float[] p = state[0];
      float[] q = state[1];
      float[] r = state[2];
      float[] w = bias.value()[0];
      for (int i = 0; i < size; i++) {
        p[i] = a * p[i] + ka * q[i];
        q[i] = b * q[i] + kb * x[i];
        u[i] = p[i] + w[i] + r[i];
      }
    }

    @Override
    void fire(float[][] state, float[] u, float[] s) {
      float[] r = state[2];
      for (int i = 0; i < size; i++) {
        r[i] = rp * r[i] - s[i];
      }
    }

    @Override
    void back(float[][] state, float[] slope, float[] gs, float[] gm, float[][] gw, float[] gx) {
      float[] gp = state[0];
      float[] gq = state[1];
      float[] gr = state[2];
      float[] gradBias = gw[0];
      for (int i = 0; i < size; i++) {
        float gu = gm[i] + (gs[i] - through * gr[i]) * slope[i];
        float sum = gp[i] + gu;
        gradBias[i] += gu;
        gr[i] = rp * gr[i] + gu;
        gx[i] = kb * gq[i];
        gq[i] = b * gq[i] + ka * sum;
        gp[i] = a * sum;
      }
    }
  }
}
