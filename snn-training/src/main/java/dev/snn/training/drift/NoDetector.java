package dev.snn.training.drift;

import dev.snn.api.plugin.BuildContext;
import dev.snn.api.stream.DriftDetector;
import dev.snn.api.stream.DriftDetectorPlugin;

/** Never sees a drift. */
public final class NoDetector implements DriftDetectorPlugin<NoDetector.Config> {

  /** No options. */
  public record Config() {}

  @Override
  public String name() {
    return "none";
  }

  @Override
  public String description() {
    return "never sees a drift";
  }

  @Override
  public Config defaults() {
    return new Config();
  }

  @Override
  public DriftDetector create(Config config, BuildContext context) {
    return new Blind();
  }

  private static final class Blind implements DriftDetector {
    @Override
    public Level update(double error) {
      return Level.STABLE;
    }

    @Override
    public void reset() {
      // There is nothing to forget.
    }

    @Override
    public long bytes() {
      return 0;
    }
  }
}
