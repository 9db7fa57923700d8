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
 * {@code sgd}: gradient descent with momentum, {@code m = momentum m + g + weight_decay w; w -= lr
 * m}.
 */
public final class Sgd implements OptimizerPlugin<Sgd.Config> {

  /** Options of {@code sgd}. */
  public record Config(
      @Doc("learning rate; the procedure's schedule scales it") double lr,
      @Doc("share of the last step kept in the next, without dampening; 0 for none")
          double momentum,
      @Doc("L2 penalty: this times the value is added to each gradient, of biases too")
          double weightDecay) {
    public Config {
      Check.positive("lr", lr);
      Check.between("momentum", momentum, 0, 0.99999);
      Check.notNegative("weight_decay", weightDecay);
    }
  }

  @Override
  public String name() {
    return "sgd";
  }

  @Override
  public Config defaults() {
    return new Config(0.01, 0.9, 0);
  }

  @Override
  public Optimizer create(Config config, BuildContext context) {
    return new State(config);
  }

  @Override
  public String description() {
    return "gradient descent with momentum";
  }

  private static final class State implements Optimizer {
    private final Config config;
    private final Updates updates = new Updates("momentum");
    private double lastRate = Double.NaN;

    State(Config config) {
      this.config = config;
    }

    @Override
    public SavedState state() {
      return updates.state();
    }

    @Override
    public void restore(SavedState state) {
      updates.restore(state);
    }

    @Override
    public void step(List<Parameter> parameters, double scale, Parallel parallel) {
      lastRate = config.lr() * scale;
      float lr = (float) lastRate;
      float momentum = (float) config.momentum();
      float decay = (float) config.weightDecay();
      updates.apply(
          parameters, parallel, (w, g, state) -> update(w, g, state[0], lr, momentum, decay));
    }

    @Override
    public double lastRate() {
      return lastRate;
    }

    private static void update(
        float[] w, float[] g, float[] m, float lr, float momentum, float decay) {
      for (int j = 0; j < w.length; j++) {
        m[j] = momentum * m[j] + g[j] + decay * w[j];
        w[j] -= lr * m[j];
      }
    }
  }
}
