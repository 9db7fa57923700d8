package yourlab;

import dev.snn.api.data.Augmentation;
import dev.snn.api.data.AugmentationPlugin;
import dev.snn.api.data.DatasetInfo;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Check;
import dev.snn.api.plugin.Doc;
import dev.snn.api.random.Draws;

/**
 * Dead pixels: each pixel of a picture is 0 with the same probability, in all its channels.
 *
 * <pre>
 *   y[c, p] = x[c, p] d[p]      d[p] = 0 with probability p, otherwise 1
 * </pre>
 */
public final class NewPlugin implements AugmentationPlugin<NewPlugin.Config> {
  /** Options. */
  public record Config(@Doc("probability that a pixel is dead") double probability) {
    public Config {
      Check.between("probability", probability, 0, 1);
    }
  }

  public String name() {
    return "yourlab.name";
  }

  public Config defaults() {
    return new Config(0.05);
  }

  public Augmentation create(Config c, BuildContext context) {
    DatasetInfo data = context.dataset();
    if (data.kind() != DatasetInfo.Kind.VALUES) {
      throw new IllegalArgumentException("it works on value vectors only");
    }
    return new Dead(c.probability(), data.width() * data.height());
  }

  private record Dead(double probability, int pixels) implements Augmentation {
    @Override
    public float[] values(float[] values, long key) {
      float[] left = values.clone();
      for (int k = 0; k < left.length; k++) {
        if (Draws.uniform(key, k % pixels) < probability) {
          left[k] = 0;
        }
      }
      return left;
    }
  }
}
