package dev.snn.training.drift;

import dev.snn.api.learning.SavedState;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Check;
import dev.snn.api.plugin.Doc;
import dev.snn.api.stream.DriftDetector;
import dev.snn.api.stream.DriftDetectorPlugin;

/**
 * DDM: the error rate p of a learner falls or stays while the stream does not change. With {@code s
 * = sqrt(p (1 - p) / n)} and {@code p_min, s_min} those of the smallest {@code p + s} so far,
 *
 * <pre>
 *   p + s &gt; p_min + 2 s_min   a warning
 *   p + s &gt; p_min + 3 s_min   a drift: it begins anew with the next error
 * </pre>
 */
public final class Ddm implements DriftDetectorPlugin<Ddm.Config> {

  /** Options. */
  public record Config(
      @Doc("errors before which nothing is said") int least,
      @Doc("deviations s_min to a warning") double warning,
      @Doc("deviations s_min to a drift") double drift) {
    /** Checks the values. */
    public Config {
      Check.atLeastOne("least", least);
      Check.positive("warning", warning);
      Check.positive("drift", drift);
      if (drift < warning) {
        throw new IllegalArgumentException(
            "drift must not be below warning, which is %s, got %s".formatted(warning, drift));
      }
    }
  }

  @Override
  public String name() {
    return "ddm";
  }

  @Override
  public String description() {
    return "an error rate some deviations above the lowest so far";
  }

  @Override
  public String citation() {
    return "Gama, Medas, Castillo, Rodrigues 2004, doi:10.1007/978-3-540-28645-5_29";
  }

  @Override
  public Config defaults() {
    return new Config(30, 2, 3);
  }

  @Override
  public DriftDetector create(Config config, BuildContext context) {
    return new Rate(config);
  }

  private static final class Rate implements DriftDetector {
    private final Config config;
    private double errors;
    private double sum;
    private double lowestP;
    private double lowestS;

    Rate(Config config) {
      this.config = config;
      reset();
    }

    @Override
    public Level update(double error) {
      errors++;
      sum += error;
      if (errors < config.least()) {
        return Level.STABLE;
      }
      double p = sum / errors;
      double s = Math.sqrt(p * (1 - p) / errors);
      if (p + s <= lowestP + lowestS) {
        lowestP = p;
        lowestS = s;
      }
      if (p + s > lowestP + config.drift() * lowestS) {
        reset();
        return Level.DRIFT;
      }
      return p + s > lowestP + config.warning() * lowestS ? Level.WARNING : Level.STABLE;
    }

    @Override
    public void reset() {
      errors = 0;
      sum = 0;
      lowestP = Double.POSITIVE_INFINITY;
      lowestS = Double.POSITIVE_INFINITY;
    }

    @Override
    public long bytes() {
      return 4 * Double.BYTES;
    }

    @Override
    public SavedState state() {
      return new SavedState()
          .put("errors", errors)
          .put("sum", sum)
          .put("lowest_p", lowestP)
          .put("lowest_s", lowestS);
    }

    @Override
    public void restore(SavedState state) {
      errors = state.number("errors");
      sum = state.number("sum");
      lowestP = state.number("lowest_p");
      lowestS = state.number("lowest_s");
    }
  }
}
