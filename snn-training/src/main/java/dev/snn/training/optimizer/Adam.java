package dev.snn.training.optimizer;

import dev.snn.api.layer.Parameter;
import dev.snn.api.learning.Optimizer;
import dev.snn.api.learning.OptimizerPlugin;
import dev.snn.api.learning.SavedState;
import dev.snn.api.parallel.Parallel;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Check;
import dev.snn.api.plugin.Doc;
import java.util.List;

/**
 * {@code adam}.
 *
 * <pre>
 *   m = beta1 m + (1 - beta1) g        v = beta2 v + (1 - beta2) g^2
 *   w -= lr m / (1 - beta1^k) / (sqrt(v / (1 - beta2^k)) + eps)
 * </pre>
 *
 * <p>{@code weight_decay} is decoupled: {@code w -= lr weight_decay w} before the update.
 */
public final class Adam implements OptimizerPlugin<Adam.Config> {

  /** Options of {@code adam}. */
  public record Config(
      @Doc("learning rate; the procedure's schedule scales it") double lr,
      @Doc("share of the old first moment (mean of g) kept at each update") double beta1,
      @Doc("share of the old second moment (mean of g^2) kept at each update") double beta2,
      @Doc("added to the root of the bias-corrected second moment") double eps,
      @Doc("decoupled: each update first takes lr x this share off every value, biases too")
          double weightDecay) {
    public Config {
      Check.positive("lr", lr);
      Check.between("beta1", beta1, 0, 0.99999);
      Check.between("beta2", beta2, 0, 0.9999999);
      Check.positive("eps", eps);
      Check.notNegative("weight_decay", weightDecay);
    }
  }

  @Override
  public String name() {
    return "adam";
  }

  @Override
  public Config defaults() {
    return new Config(0.001, 0.9, 0.999, 1e-8, 0);
  }

  @Override
  public Optimizer create(Config config, BuildContext context) {
    return new State(config);
  }

  @Override
  public String description() {
    return "adaptive moments, with decoupled weight decay";
  }

  @Override
  public String citation() {
    return "Kingma and Ba 2015, arXiv:1412.6980; Loshchilov and Hutter 2019, arXiv:1711.05101";
  }

  private static final class State implements Optimizer {
    private final Config config;
    private final Updates updates = new Updates("m", "v");
    private long step;
    private double lastRate = Double.NaN;

    State(Config config) {
      this.config = config;
    }

    @Override
    public SavedState state() {
      return updates.state().put("step", step);
    }

    @Override
    public void restore(SavedState state) {
      updates.restore(state);
      step = (long) state.number("step");
    }

    @Override
    public void step(List<Parameter> parameters, double scale, Parallel parallel) {
      step++;
      double lr = config.lr() * scale;
      lastRate = lr / (1 - Math.pow(config.beta1(), step));
      double correction2 = Math.sqrt(1 - Math.pow(config.beta2(), step));
      float rate = (float) (lr * correction2 / (1 - Math.pow(config.beta1(), step)));
      float eps = (float) (config.eps() * correction2);
      float keep = (float) (1 - lr * config.weightDecay());
      float b1 = (float) config.beta1();
      float b2 = (float) config.beta2();
      updates.apply(
          parameters,
          parallel,
          (w, g, state) ->
              update(w, g, state[0], state[1], b1, 1 - b1, b2, 1 - b2, rate, eps, keep));
    }

    @Override
    public double lastRate() {
      return lastRate;
    }

    private static void update(
        float[] w,
        float[] g,
        float[] m,
        float[] v,
        float b1,
        float c1,
        float b2,
        float c2,
        float rate,
        float eps,
        float keep) {
      for (int j = 0; j < w.length; j++) {
        float first = b1 * m[j] + c1 * g[j];
        float second = b2 * v[j] + c2 * g[j] * g[j];
        m[j] = first;
        v[j] = second;
        w[j] = keep * w[j] - rate * first / ((float) Math.sqrt(second) + eps);
      }
    }
  }
}
