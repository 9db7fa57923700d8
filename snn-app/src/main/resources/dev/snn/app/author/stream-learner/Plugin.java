package yourlab;

import dev.snn.api.learning.SavedState;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Check;
import dev.snn.api.plugin.Doc;
import dev.snn.api.stream.StreamLearner;
import dev.snn.api.stream.StreamLearnerPlugin;
import java.util.Arrays;

/**
 * Each class has a mean that moves towards its samples, m += rate (x - m); the nearest mean says
 * the class.
 */
public final class NewPlugin implements StreamLearnerPlugin<NewPlugin.Config> {
  /** Options. */
  public record Config(@Doc("share of the way that a mean goes to a sample") double rate) {
    public Config {
      Check.between("rate", rate, 0, 1);
    }
  }

  public String name() {
    return "yourlab.name";
  }

  public Config defaults() {
    return new Config(0.05);
  }

  public StreamLearner create(Config config, BuildContext context) {
    return new Means(config.rate(), new float[context.outputs()][context.inputSize() + 1]);
  }

  /** Rows hold a mean, and behind it whether there is one. */
  private record Means(double rate, float[][] means) implements StreamLearner {
    public int predict(float[] x) {
      int best = 0;
      double nearest = Double.POSITIVE_INFINITY;
      for (int c = 0; c < means.length; c++) {
        double distance = 0;
        for (int n = 0; n < x.length; n++) {
          distance += Math.pow(x[n] - means[c][n], 2);
        }
        if (means[c][x.length] == 1 && distance < nearest) {
          best = c;
          nearest = distance;
        }
      }
      return best;
    }

    public void learn(float[] x, int label) {
      float[] mean = means[label];
      for (int n = 0; n < x.length; n++) {
        mean[n] += (float) ((mean[x.length] == 1 ? rate : 1) * (x[n] - mean[n]));
      }
      mean[x.length] = 1;
    }

    public void reset() {
      for (float[] mean : means) {
        Arrays.fill(mean, 0);
      }
    }

    public long bytes() {
      return (long) Float.BYTES * means.length * means[0].length;
    }

    @Override
    public SavedState state() {
      return new SavedState().put("means", means);
    }

    @Override
    public void restore(SavedState state) {
      state.copyTo("means", means);
    }
  }
}
