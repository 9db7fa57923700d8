package dev.snn.neurons.lif;

import dev.snn.api.layer.Parameter;
import dev.snn.api.neuron.NeuronModel;
import dev.snn.api.neuron.NeuronPlugin;
import dev.snn.api.neuron.Pass;
import dev.snn.api.neuron.State;
import dev.snn.api.neuron.Surrogate;
import dev.snn.api.neuron.Tape;
import dev.snn.api.parallel.Parallel;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Check;
import dev.snn.api.plugin.Doc;
import dev.snn.api.plugin.Family;
import dev.snn.api.plugin.Part;
import dev.snn.api.plugin.PartOf;
import dev.snn.api.plugin.Value;
import dev.snn.api.tensor.SpikesBuilder;
import dev.snn.api.tensor.Tensor;
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
      @Doc("stands in for the derivative of the step") @PartOf("surrogate") Part surrogate) {
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
    return new Config(0.9, 0.85, 0.65, true, Value.of(0), true, Part.of("box"));
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
        context.create(Family.SURROGATE, "surrogate", c.surrogate(), size));
  }

  @Override
  public String description() {
    return "leaky integrate-and-fire in trace form (P, Q, R)";
  }

  @Override
  public String citation() {
    return "Skatchkovsky, Simeone, Jang 2021, arXiv:2106.01177, sec. 3.1";
  }

  private record Model(
      int size,
      float a,
      float ka,
      float b,
      float kb,
      float rp,
      Parameter bias,
      boolean detach,
      Surrogate surrogate)
      implements NeuronModel {
    private static final List<String> STATE = List.of("p", "q", "r");

    private record History(Tensor membrane) implements Tape {}

    @Override
    public List<Parameter> parameters() {
      return List.of(bias);
    }

    @Override
    public boolean ownsBias() {
      return true;
    }

    /** State r is {@code R} of the next step: it includes the last spike. */
    @Override
    public State initialState(int batch) {
      return State.zeros(STATE, batch, size);
    }

    @Override
    public Forward forward(Tensor current, State initial, Pass pass) {
      int steps = current.steps();
      int batch = current.batch();
      Tensor membrane = pass.arena().tensor(steps, batch, size);
      SpikesBuilder spikes = pass.isHard() ? new SpikesBuilder(steps, batch, size) : null;
      Tensor smooth = pass.isHard() ? null : pass.arena().tensor(steps, batch, size);
      State last = initial.copy();
      pass.parallel()
          .forEachBlock(
              batch,
              (block, from, to) -> {
                float[] fired = new float[size];
                for (int e = from; e < to; e++) {
                  float[] p = last.values()[0][e];
                  float[] q = last.values()[1][e];
                  float[] r = last.values()[2][e];
                  for (int t = 0; t < steps; t++) {
                    float[] u = membrane.row(t, e);
                    charge(p, q, r, bias.value()[0], current.row(t, e), u);
                    if (spikes == null) {
                      float[] s = smooth.row(t, e);
                      surrogate.primitive(u, 0, s, size);
                      refract(r, s);
                    } else {
                      spikes.lane(e).addWhereAtLeast(t, u, 0);
                      step(u, fired);
                      refract(r, fired);
                    }
                  }
                }
              });
      return new Forward(
          spikes == null ? smooth : spikes.build(), membrane, last, new History(membrane));
    }

    private void charge(float[] p, float[] q, float[] r, float[] w, float[] x, float[] u) {
      for (int i = 0; i < size; i++) {
        p[i] = a * p[i] + ka * q[i];
        q[i] = b * q[i] + kb * x[i];
        u[i] = p[i] + w[i] + r[i];
      }
    }

    private void step(float[] u, float[] s) {
      for (int i = 0; i < size; i++) {
        s[i] = u[i] >= 0 ? 1f : 0f;
      }
    }

    private void refract(float[] r, float[] s) {
      for (int i = 0; i < size; i++) {
        r[i] = rp * r[i] - s[i];
      }
    }

    @Override
    public Backward backward(
        Tape tape, Tensor gradOutput, Tensor gradMembrane, State gradLast, Pass pass) {
      Tensor membrane = ((History) tape).membrane();
      int steps = membrane.steps();
      int batch = membrane.batch();
      Tensor gradCurrent = pass.arena().tensor(steps, batch, size);
      State grad = gradLast == null ? State.zeros(STATE, batch, size) : gradLast.copy();
      float[][] gradBias = new float[Parallel.blocks(batch)][];
      pass.parallel()
          .forEachBlock(
              batch,
              (block, from, to) -> {
                float[] slope = new float[size];
                float[] zero = new float[size];
                float[] gw = new float[size];
                gradBias[block] = gw;
                for (int e = from; e < to; e++) {
                  for (int t = steps - 1; t >= 0; t--) {
                    surrogate.derivative(membrane.row(t, e), 0, slope, size);
                    float[] gs = gradOutput == null ? zero : gradOutput.row(t, e);
                    float[] gm = gradMembrane == null ? zero : gradMembrane.row(t, e);
                    float[] gx = gradCurrent.row(t, e);
                    stepBack(
                        slope,
                        gs,
                        gm,
                        grad.values()[0][e],
                        grad.values()[1][e],
                        grad.values()[2][e],
                        gw,
                        gx);
                  }
                }
              });
      for (float[] part : gradBias) {
        for (int i = 0; i < size; i++) {
          bias.gradient()[0][i] += part[i];
        }
      }
      return new Backward(gradCurrent, grad);
    }

    /**
     * One step back: {@code gp, gq, gr} hold the gradients of the state after step t and receive
     * those before it.
     */
    private void stepBack(
        float[] slope,
        float[] gs,
        float[] gm,
        float[] gp,
        float[] gq,
        float[] gr,
        float[] gw,
        float[] gx) {
      float through = detach ? 0 : 1;
      for (int i = 0; i < size; i++) {
        float gu = gm[i] + (gs[i] - through * gr[i]) * slope[i];
        float sum = gp[i] + gu;
        gw[i] += gu;
        gr[i] = rp * gr[i] + gu;
        gx[i] = kb * gq[i];
        gq[i] = b * gq[i] + ka * sum;
        gp[i] = a * sum;
      }
    }

    @Override
    public Tensor probability(Tape tape, Pass pass) {
      Tensor membrane = ((History) tape).membrane();
      Tensor p = pass.arena().tensor(membrane.steps(), membrane.batch(), size);
      for (int r = 0; r < membrane.rows().length; r++) {
        surrogate.primitive(membrane.rows()[r], 0, p.rows()[r], size);
      }
      return p;
    }
  }
}
