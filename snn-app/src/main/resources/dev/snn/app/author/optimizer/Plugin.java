package yourlab;

import dev.snn.api.layer.Parameter;
import dev.snn.api.learning.Optimizer;
import dev.snn.api.learning.OptimizerPlugin;
import dev.snn.api.learning.SavedState;
import dev.snn.api.parallel.Parallel;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Check;
import dev.snn.api.plugin.Doc;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * RMSProp: each gradient over the root of its running mean square.
 *
 * <pre>
 *   m = decay m + (1 - decay) g^2      w -= lr g / (sqrt(m) + epsilon)
 * </pre>
 *
 * <p>m is carried from step to step, so a checkpoint has it: {@code state} and {@code restore}.
 */
public final class NewPlugin implements OptimizerPlugin<NewPlugin.Config> {
  /** Options. */
  public record Config(
      @Doc("learning rate; the procedure's schedule scales it") double lr,
      @Doc("share of the mean square that stays at each step") double decay,
      @Doc("added to the root") double epsilon) {
    public Config {
      Check.positive("lr", lr);
      Check.between("decay", decay, 0, 0.99999);
      Check.positive("epsilon", epsilon);
    }
  }

  public String name() {
    return "yourlab.name";
  }

  public Config defaults() {
    return new Config(0.005, 0.9, 1e-8);
  }

  public Optimizer create(Config config, BuildContext context) {
    return new Descent(config);
  }

  private static final class Descent implements Optimizer {
    private final Config c;
    private final Map<String, float[][]> squares = new LinkedHashMap<>();
    private SavedState restored = new SavedState();

    Descent(Config c) {
      this.c = c;
    }

    @Override
    public SavedState state() {
      SavedState saved = new SavedState();
      restored.arrays().forEach(saved::put);
      squares.forEach(saved::put);
      return saved;
    }

    @Override
    public void restore(SavedState state) {
      restored = state;
    }

    public void step(List<Parameter> parameters, double scale, Parallel parallel) {
      for (Parameter p : parameters) {
        float[][] m = squares.computeIfAbsent(p.name(), name -> start(p));
        // Each row is a task of its own: results do not depend on the number of threads.
        parallel.forEach(m.length, r -> update(p, r, m[r], (float) (c.lr() * scale)));
      }
      restored = new SavedState();
    }

    private float[][] start(Parameter p) {
      float[][] m = new float[p.value().length][];
      Arrays.setAll(m, r -> new float[p.value()[r].length]);
      if (restored.arrays().containsKey(p.name())) {
        restored.copyTo(p.name(), m);
      }
      return m;
    }

    private void update(Parameter p, int r, float[] m, float lr) {
      float[] w = p.value()[r];
      float[] g = p.gradient()[r];
      for (int j = 0; p.trainable() && j < w.length; j++) {
        m[j] = (float) (c.decay() * m[j] + (1 - c.decay()) * g[j] * g[j]);
        float moved = w[j] - lr * g[j] / (float) (Math.sqrt(m[j]) + c.epsilon());
        w[j] = p.constraint().project(moved);
      }
      Arrays.fill(g, 0);
    }
  }
}
