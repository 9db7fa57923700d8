package yourlab;

import dev.snn.api.data.Samples;
import dev.snn.api.metric.Metric;
import dev.snn.api.metric.MetricPlugin;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Check;
import dev.snn.api.plugin.Doc;
import dev.snn.api.tensor.Tensor;

/**
 * The share of examples whose class is among the k highest scores; of equal scores the lower class
 * comes first. A decision is made at each decoding time.
 */
public final class NewPlugin implements MetricPlugin<NewPlugin.Config> {
  /** Options. */
  public record Config(@Doc("how many classes may be named") int k) {
    public Config {
      Check.atLeastOne("k", k);
    }
  }

  public String name() {
    return "yourlab.name";
  }

  public Config defaults() {
    return new Config(3);
  }

  public Metric create(Config c, BuildContext context) {
    if (context.dataset().classes() == 0 || context.outputs() != context.dataset().classes()) {
      throw new IllegalArgumentException("this metric needs one score per class");
    }
    return new Among(c.k());
  }

  private record Among(int k) implements Metric {
    public Sum start() {
      return new Share();
    }

    public String unit() {
      return "fraction";
    }

    public boolean higherIsBetter() {
      return true;
    }

    private final class Share implements Sum {
      private long right;
      private long count;

      public void add(Tensor prediction, Samples targets) {
        for (int b = 0; b < prediction.batch(); b++) {
          for (int t = 0; t < prediction.steps(); t++) {
            boolean steps = targets.stepLabels() != null;
            int truth = steps ? targets.stepLabels()[b][t] : targets.labels()[b];
            // A step of class -1 has none.
            if (truth >= 0) {
              right += rank(prediction.row(t, b), prediction.size(), truth) < k ? 1 : 0;
              count++;
            }
          }
        }
      }

      private static int rank(float[] scores, int classes, int truth) {
        int before = 0;
        for (int c = 0; c < classes; c++) {
          if (Float.isNaN(scores[c])) {
            throw new ArithmeticException("a prediction is NaN");
          }
          boolean tie = scores[c] == scores[truth] && c < truth;
          before += scores[c] > scores[truth] || tie ? 1 : 0;
        }
        return before;
      }

      public double value() {
        return count == 0 ? Double.NaN : (double) right / count;
      }
    }
  }
}
