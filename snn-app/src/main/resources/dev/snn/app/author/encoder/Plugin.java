package yourlab;

import dev.snn.api.codec.Encoder;
import dev.snn.api.codec.EncoderPlugin;
import dev.snn.api.data.Dataset;
import dev.snn.api.data.Samples;
import dev.snn.api.learning.SavedState;
import dev.snn.api.neuron.Pass;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Check;
import dev.snn.api.plugin.Doc;
import dev.snn.api.tensor.Spikes;
import dev.snn.api.tensor.SpikesBuilder;
import java.util.Arrays;

/**
 * A rate code without noise: the spikes of a value are spread evenly over the T steps, the more of
 * them the higher the value lies in the range of its feature.
 *
 * <pre>
 *   u[n]    = clip((x[n] - low[n]) / (high[n] - low[n]), 0, 1)
 *   s[t, n] = 1 where floor(u[n] (t + 1)) > floor(u[n] t)      t = 0 .. T-1
 * </pre>
 *
 * <p>low and high are the smallest and the largest value of feature n in the training split; a
 * feature that has one value only never spikes.
 */
public final class NewPlugin implements EncoderPlugin<NewPlugin.Config> {
  /** Options. */
  public record Config(@Doc("number of time steps T") int steps) {
    public Config {
      Check.atLeastOne("steps", steps);
    }
  }

  public String name() {
    return "yourlab.name";
  }

  public Config defaults() {
    return new Config(10);
  }

  public Encoder create(Config c, BuildContext context) {
    return new Even(c.steps(), context.dataset().features(), null);
  }

  /** range: the rows low and high; null before the training split was seen. */
  private record Even(int steps, int outputSize, float[][] range) implements Encoder {
    @Override
    public SavedState fit(Dataset.Split train) {
      float[][] found = new float[2][outputSize];
      Arrays.fill(found[0], Float.POSITIVE_INFINITY);
      Arrays.fill(found[1], Float.NEGATIVE_INFINITY);
      train.inBatches(256, samples -> widen(found, samples.values()));
      return new SavedState().put("range", found);
    }

    private static void widen(float[][] range, float[][] values) {
      for (float[] x : values) {
        for (int n = 0; n < x.length; n++) {
          range[0][n] = Math.min(range[0][n], x[n]);
          range[1][n] = Math.max(range[1][n], x[n]);
        }
      }
    }

    @Override
    public Encoder fitted(SavedState values) {
      float[][] saved = new float[2][outputSize];
      values.copyTo("range", saved);
      return new Even(steps, outputSize, saved);
    }

    public Spikes encode(Samples samples, Pass pass) {
      if (range == null) {
        throw new IllegalStateException("the range of the training split is not known yet");
      }
      var spikes = new SpikesBuilder(steps, samples.size(), outputSize);
      for (int b = 0; b < samples.size(); b++) {
        for (int t = 0; t < steps; t++) {
          for (int n = 0; n < outputSize; n++) {
            float u = unit(samples.values()[b][n], range[0][n], range[1][n]);
            if ((int) (u * (t + 1)) > (int) (u * t)) {
              spikes.lane(b).add(t, n);
            }
          }
        }
      }
      return spikes.build();
    }

    private static float unit(float x, float low, float high) {
      if (Float.isNaN(x)) {
        throw new IllegalArgumentException("a value is NaN");
      }
      return high > low ? Math.max(0, Math.min(1, (x - low) / (high - low))) : 0;
    }
  }
}
