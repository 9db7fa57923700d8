package dev.snn.training.learner;

import dev.snn.api.learning.SavedState;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.stream.StreamLearner;
import dev.snn.api.stream.StreamLearnerPlugin;
import java.util.Arrays;

/** The most frequent class so far, the lowest where several are: what a learner must beat. */
public final class MajorityLearner implements StreamLearnerPlugin<MajorityLearner.Config> {

  /** No options. */
  public record Config() {}

  @Override
  public String name() {
    return "majority";
  }

  @Override
  public String description() {
    return "the most frequent class so far";
  }

  @Override
  public Config defaults() {
    return new Config();
  }

  @Override
  public StreamLearner create(Config config, BuildContext context) {
    return new Counts(context.outputs());
  }

  private static final class Counts implements StreamLearner {
    private final double[] counts;

    Counts(int classes) {
      counts = new double[classes];
    }

    @Override
    public int predict(float[] x) {
      return Largest.of(counts);
    }

    @Override
    public void learn(float[] x, int label) {
      counts[label]++;
    }

    @Override
    public void reset() {
      Arrays.fill(counts, 0);
    }

    @Override
    public long bytes() {
      return (long) Double.BYTES * counts.length;
    }

    @Override
    public SavedState state() {
      return new SavedState().putDoubles("counts", counts);
    }

    @Override
    public void restore(SavedState state) {
      System.arraycopy(state.doubles("counts", counts.length), 0, counts, 0, counts.length);
    }
  }
}
