package dev.snn.training.drift;

import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Check;
import dev.snn.api.plugin.Doc;
import dev.snn.api.stream.DriftDetector;
import dev.snn.api.stream.DriftDetectorPlugin;

/**
 * ADWIN: a window of the last errors that is cut where its older part has another mean than its
 * newer one. Of W errors of variance v, W0 older and W1 newer ones differ where
 *
 * <pre>
 *   |mean_0 - mean_1| &gt; sqrt(2 m v ln(2 ln W / delta)) + (2/3) m ln(2 ln W / delta)
 *   m = 1/(W0 - part + 1) + 1/(W1 - part + 1)
 * </pre>
 *
 * <p>The window is an exponential histogram (at most {@code buckets} of each size 1, 2, 4, ...), so
 * that its memory grows with the logarithm of W. {@code part}, the fewest errors of a part, is in m
 * as in published programs; the paper has 1/W0 + 1/W1. A cut is a drift where the newer errors are
 * the larger ones: a learner that gets better needs no new beginning.
 */
public final class Adwin implements DriftDetectorPlugin<Adwin.Config> {

  /** Which changes of the mean are drifts. */
  public enum Direction {
    /** Errors that have grown. */
    UP,
    /** All. */
    BOTH
  }

  /** Options. */
  public record Config(
      @Doc("probability of seeing a change where none is, delta") double delta,
      @Doc("errors from one look for a cut to the next") int clock,
      @Doc("buckets of a size, at most") int buckets,
      @Doc("errors of a part of the window, at least") int part,
      @Doc("errors of the window, at least") int least,
      @Doc("which changes are drifts: errors that grow, or both directions") Direction direction) {
    /** Checks the values. */
    public Config {
      Check.inside("delta", delta, 0, 1);
      Check.atLeastOne("clock", clock);
      Check.between("buckets", buckets, 2, 1000);
      Check.atLeastOne("part", part);
      Check.atLeast("least", least, 2);
    }
  }

  @Override
  public String name() {
    return "adwin";
  }

  @Override
  public String description() {
    return "a window that is cut where its halves differ";
  }

  @Override
  public String citation() {
    return "Bifet and Gavalda 2007, doi:10.1137/1.9781611972771.42";
  }

  @Override
  public Config defaults() {
    return new Config(0.002, 32, 5, 5, 10, Direction.UP);
  }

  @Override
  public DriftDetector create(Config config, BuildContext context) {
    return new AdaptiveWindow(config);
  }
}
