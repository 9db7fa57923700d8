package dev.snn.training.drift;

import dev.snn.api.learning.SavedState;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Check;
import dev.snn.api.plugin.Doc;
import dev.snn.api.stream.DriftDetector;
import dev.snn.api.stream.DriftDetectorPlugin;

/**
 * The test of Page and Hinkley for a rising mean of errors x, {@code mean_t} that of the first t:
 *
 * <pre>
 *   m_t = m_{t-1} + x_t - mean_t - delta      M_t = min(M_{t-1}, m_t)      m_0 = M_0 = 0
 *   m_t - M_t &gt; lambda   a drift: it begins anew with the next error
 * </pre>
 */
public final class PageHinkley implements DriftDetectorPlugin<PageHinkley.Config> {

  /** Options. */
  public record Config(
      @Doc("errors before which nothing is said") int least,
      @Doc("rise of the mean that is no drift") double delta,
      @Doc("sum of what lies above that is a drift") double lambda) {
    /** Checks the values. */
    public Config {
      Check.atLeastOne("least", least);
      Check.notNegative("delta", delta);
      Check.positive("lambda", lambda);
    }
  }

  @Override
  public String name() {
    return "page-hinkley";
  }

  @Override
  public String description() {
    return "a sum of what lies above the mean error";
  }

  @Override
  public String citation() {
    return "Page 1954, doi:10.1093/biomet/41.1-2.100; Gama et al. 2013, doi:10.1007/s10994-012-5320-9";
  }

  @Override
  public Config defaults() {
    return new Config(30, 0.005, 50);
  }

  @Override
  public DriftDetector create(Config config, BuildContext context) {
    return new Sums(config);
  }

  private static final class Sums implements DriftDetector {
    private final Config config;
    private double errors;
    private double mean;
    private double sum;
    private double lowest;

    Sums(Config config) {
      this.config = config;
    }

    @Override
    public Level update(double error) {
      errors++;
      mean += (error - mean) / errors;
      sum += error - mean - config.delta();
      lowest = Math.min(lowest, sum);
      if (errors >= config.least() && sum - lowest > config.lambda()) {
        reset();
        return Level.DRIFT;
      }
      return Level.STABLE;
    }

    @Override
    public void reset() {
      errors = 0;
      mean = 0;
      sum = 0;
      lowest = 0;
    }

    @Override
    public long bytes() {
      return 4 * Double.BYTES;
    }

    @Override
    public SavedState state() {
      return new SavedState()
          .put("errors", errors)
          .put("mean", mean)
          .put("sum", sum)
          .put("lowest", lowest);
    }

    @Override
    public void restore(SavedState state) {
      errors = state.number("errors");
      mean = state.number("mean");
      sum = state.number("sum");
      lowest = state.number("lowest");
    }
  }
}
