package dev.snn.losses.loss;

import dev.snn.api.data.Samples;
import dev.snn.api.layer.ReadoutGradient;
import dev.snn.api.loss.Loss;
import dev.snn.api.loss.LossPlugin;
import dev.snn.api.loss.Outcome;
import dev.snn.api.neuron.Pass;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Check;
import dev.snn.api.plugin.Doc;
import dev.snn.api.plugin.Family;
import dev.snn.api.plugin.Part;
import dev.snn.api.plugin.PartOf;
import dev.snn.api.tensor.Signal;
import dev.snn.api.tensor.Spikes;
import dev.snn.api.tensor.Tensor;
import java.util.Map;
import java.util.TreeMap;

/**
 * {@code vib}: the variational information bottleneck of a spiking readout,
 *
 * <pre>
 *   L = distortion(prediction) + beta rate        rate = sum_{t,i} KL(Bernoulli(p_{t,i}) || Bernoulli(r))
 * </pre>
 *
 * <p>The rate term is the analytic divergence of each firing probability from the prior r. {@code
 * normalise: mean} (the default, and the reference code's convention) divides it by {@code N T};
 * {@code sum} is the paper's formula. The term {@code rate_bits} is always the sum over neurons and
 * steps, in bits per example. A deterministic readout gives the primitive of its surrogate as p.
 */
public final class Vib implements LossPlugin<Vib.Config> {

  /** Whether the rate term is summed or averaged over neurons and steps. */
  public enum Normalise {
    SUM,
    MEAN
  }

  /** Options of {@code vib}. */
  public record Config(
      @Doc("weight of the rate term (in nats)") double beta,
      @Doc("firing probability of the prior, per step") double r,
      @Doc("sum or mean of the rate term over neurons and steps") Normalise normalise,
      @Doc("loss of the prediction") @PartOf("loss") Part distortion) {
    public Config {
      Check.notNegative("beta", beta);
      Check.inside("r", r, 0, 1);
    }
  }

  @Override
  public String name() {
    return "vib";
  }

  @Override
  public Config defaults() {
    return new Config(0.001, 0.3, Normalise.MEAN, Part.of("cross-entropy"));
  }

  @Override
  public Loss create(Config c, BuildContext context) {
    Loss distortion =
        context.create(Family.LOSS, "distortion", c.distortion(), context.inputSize());
    return new Model(distortion, c.beta(), c.r(), c.normalise());
  }

  @Override
  public String description() {
    return "variational information bottleneck: distortion + beta x rate of the readout";
  }

  @Override
  public String citation() {
    return "Skatchkovsky, Simeone, Jang 2021, arXiv:2106.01177, eq. 5";
  }

  private record Model(Loss distortion, double beta, double r, Normalise normalise)
      implements Loss {
    private static final double FLOOR = 1e-6;

    @Override
    public Value evaluate(Outcome outcome, Samples targets, Pass pass) {
      Value base = distortion.evaluate(outcome, targets, pass);
      Tensor p = outcome.readout().probability();
      int batch = p.batch();
      double share = normalise == Normalise.MEAN ? 1.0 / ((double) p.steps() * p.size()) : 1;
      Tensor grad = pass.arena().tensor(p.steps(), batch, p.size());
      double[] nats = new double[batch];
      pass.parallel()
          .forEachBlock(
              batch,
              (block, from, to) -> {
                for (int b = from; b < to; b++) {
                  for (int t = 0; t < p.steps(); t++) {
                    nats[b] +=
                        divergence(p.row(t, b), p.size(), beta * share / batch, grad.row(t, b));
                  }
                }
              });
      float[] perExample = new float[batch];
      double bits = 0;
      for (int b = 0; b < batch; b++) {
        perExample[b] = (float) (base.perExample()[b] + beta * share * nats[b]);
        bits += nats[b] / Math.log(2) / batch;
      }
      Map<String, Double> terms = new TreeMap<>(base.terms());
      terms.put("distortion", base.mean());
      terms.put("rate_bits", bits);
      ReadoutGradient rate = new ReadoutGradient(null, null, grad);
      return new Value(perExample, terms, base.gradPrediction(), rate.plus(base.gradReadout()));
    }

    /** With the sampled log ratio {@code log p(y) / q(y)} in place of the divergence. */
    @Override
    public float[] costOfDrawn(Outcome outcome, Samples targets, Pass pass, Value value) {
      Tensor p = outcome.readout().probability();
      Signal output = outcome.readout().output();
      double share = normalise == Normalise.MEAN ? 1.0 / ((double) p.steps() * p.size()) : 1;
      float[] cost = distortion.evaluate(outcome, targets, pass).perExample();
      pass.parallel()
          .forEachBlock(
              p.batch(),
              (block, from, to) -> {
                float[] y = new float[p.size()];
                for (int b = from; b < to; b++) {
                  double nats = 0;
                  for (int t = 0; t < p.steps(); t++) {
                    int row = t * p.batch() + b;
                    if (output instanceof Spikes spikes) {
                      spikes.denseRow(row, y);
                    } else {
                      y = ((Tensor) output).rows()[row];
                    }
                    nats += logRatio(p.rows()[row], y, p.size());
                  }
                  cost[b] += (float) (beta * share * nats);
                }
              });
      return cost;
    }

    private double logRatio(float[] p, float[] y, int size) {
      double fired = Math.log(r);
      double silent = Math.log(1 - r);
      double sum = 0;
      for (int i = 0; i < size; i++) {
        double q = Math.max(FLOOR, Math.min(1 - FLOOR, p[i]));
        sum += y[i] * (Math.log(q) - fired) + (1 - y[i]) * (Math.log(1 - q) - silent);
      }
      return sum;
    }

    /** The divergence of a row in nats; writes {@code scale dKL/dp}. */
    private double divergence(float[] p, int size, double scale, float[] grad) {
      double logOdds = Math.log(r / (1 - r));
      double sum = 0;
      for (int i = 0; i < size; i++) {
        double q = Math.max(FLOOR, Math.min(1 - FLOOR, p[i]));
        double odds = Math.log(q / (1 - q)) - logOdds;
        sum += q * odds + Math.log((1 - q) / (1 - r));
        grad[i] = (float) (scale * odds);
      }
      return sum;
    }
  }
}
