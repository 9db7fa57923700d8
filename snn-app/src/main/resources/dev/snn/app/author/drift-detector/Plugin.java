package yourlab;

import dev.snn.api.learning.SavedState;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Check;
import dev.snn.api.plugin.Doc;
import dev.snn.api.stream.DriftDetector;
import dev.snn.api.stream.DriftDetectorPlugin;

/** A drift is seen where a fast mean of the errors lies far above a slow one. */
public final class NewPlugin implements DriftDetectorPlugin<NewPlugin.Config> {
  /** Options. */
  public record Config(@Doc("distance of the two means that is a drift") double distance) {
    public Config {
      Check.positive("distance", distance);
    }
  }

  public String name() {
    return "yourlab.name";
  }

  public Config defaults() {
    return new Config(0.35);
  }

  public DriftDetector create(Config config, BuildContext context) {
    return new TwoMeans(config.distance(), new double[2]);
  }

  private record TwoMeans(double distance, double[] means) implements DriftDetector {
    public Level update(double error) {
      means[0] += 0.05 * (error - means[0]);
      means[1] += 0.002 * (error - means[1]);
      if (means[0] - means[1] > distance) {
        reset();
        return Level.DRIFT;
      }
      return Level.STABLE;
    }

    public void reset() {
      means[0] = 0;
      means[1] = 0;
    }

    public long bytes() {
      return 2 * Double.BYTES;
    }

    @Override
    public SavedState state() {
      return new SavedState().put("fast", means[0]).put("slow", means[1]);
    }

    @Override
    public void restore(SavedState state) {
      means[0] = state.number("fast");
      means[1] = state.number("slow");
    }
  }
}
