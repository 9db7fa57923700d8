package dev.snn.training.learner;

import dev.snn.api.learning.SavedState;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.stream.StreamLearner;
import dev.snn.api.stream.StreamLearnerPlugin;

/** The class of the sample before: what kappa-temporal compares with. */
public final class NoChange implements StreamLearnerPlugin<NoChange.Config> {

  /** No options. */
  public record Config() {}

  @Override
  public String name() {
    return "no-change";
  }

  @Override
  public String description() {
    return "the class that was learned last";
  }

  @Override
  public String citation() {
    return "Zliobaite et al. 2015, doi:10.1007/s10994-014-5441-4";
  }

  @Override
  public Config defaults() {
    return new Config();
  }

  @Override
  public StreamLearner create(Config config, BuildContext context) {
    return new Last();
  }

  private static final class Last implements StreamLearner {
    private int last;

    @Override
    public int predict(float[] x) {
      return last;
    }

    @Override
    public void learn(float[] x, int label) {
      last = label;
    }

    @Override
    public void reset() {
      last = 0;
    }

    @Override
    public long bytes() {
      return Integer.BYTES;
    }

    @Override
    public SavedState state() {
      return new SavedState().put("last", last);
    }

    @Override
    public void restore(SavedState state) {
      last = (int) state.number("last");
    }
  }
}
