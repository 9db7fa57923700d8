package dev.snn.data.set;

import dev.snn.api.data.Samples;
import dev.snn.api.metric.Metric;
import dev.snn.api.metric.MetricPlugin;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.tensor.Tensor;

/**
 * {@code pattern-mse}: of {@code drifting-blobs}, the mean squared difference between the 20 lines
 * of the pattern with the highest score and those of the right one: the share of wrong lines.
 */
public final class PatternMse implements MetricPlugin<PatternMse.Config> {

  /** No options. */
  public record Config() {}

  @Override
  public String name() {
    return "pattern-mse";
  }

  @Override
  public String description() {
    return "share of lines in which the decoded pattern of drifting-blobs is wrong";
  }

  @Override
  public Config defaults() {
    return new Config();
  }

  @Override
  public Metric create(Config config, BuildContext context) {
    if (context.dataset().classes() != BlobPatterns.COUNT) {
      throw new IllegalArgumentException(
          "pattern-mse is for the data set 'drifting-blobs', not for '%s'."
              .formatted(context.dataset().name()));
    }
    return new Wrong();
  }

  private record Wrong() implements Metric {
    @Override
    public Sum start() {
      return new Sum() {
        private double sum;
        private long count;

        @Override
        public void add(Tensor prediction, Samples targets) {
          for (int b = 0; b < prediction.batch(); b++) {
            for (int t = 0; t < prediction.steps(); t++) {
              int right = targets.stepLabels()[b][t];
              if (right >= 0) {
                int best = best(prediction.row(t, b));
                sum += (double) BlobPatterns.distance(best, right) / BlobPatterns.LINES;
                count++;
              }
            }
          }
        }

        @Override
        public double value() {
          return count == 0 ? Double.NaN : sum / count;
        }
      };
    }

    private static int best(float[] scores) {
      int best = 0;
      for (int c = 1; c < BlobPatterns.COUNT; c++) {
        best = scores[c] > scores[best] ? c : best;
      }
      return best;
    }

    @Override
    public String unit() {
      return "squared";
    }

    @Override
    public boolean higherIsBetter() {
      return false;
    }
  }
}
