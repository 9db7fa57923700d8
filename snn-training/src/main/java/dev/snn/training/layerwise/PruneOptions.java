package dev.snn.training.layerwise;

import dev.snn.api.plugin.Added;
import dev.snn.api.plugin.Check;
import dev.snn.api.plugin.Doc;
import java.util.List;

/** Which weights of a layer that learns are removed for good, and when. */
public record PruneOptions(
    @Doc(
            "none; learning: while a layer learns, those below a rising threshold; after: those below"
                + " 'end' once it has learned; random: a share before it learns")
        Mode mode,
    @Doc("learning: examples a layer is shown before the first removal") int warmup,
    @Doc("learning: examples over which the threshold rises from start to end") int rise,
    @Doc("learning: the threshold of the first removal") double start,
    @Doc("learning, after: the threshold at the end") double end,
    @Doc("random: the share that is removed") double share,
    @Added @Doc("random: in place of 'share', one for each layer that learns; empty: 'share'")
        List<Double> shares) {

  /** When. */
  public enum Mode {
    NONE,
    LEARNING,
    AFTER,
    RANDOM
  }

  /** Checks the values. */
  public PruneOptions {
    Check.atLeast("warmup", warmup, 0);
    Check.atLeastOne("rise", rise);
    Check.notNegative("start", start);
    Check.notNegative("end", end);
    Check.between("share", share, 0, 1);
    shares.forEach(one -> Check.between("shares", one, 0, 1));
    if (start > end) {
      throw new IllegalArgumentException(
          "start must not be above end, got %s and %s".formatted(start, end));
    }
  }

  static PruneOptions none() {
    return new PruneOptions(Mode.NONE, 500, 1500, 0.2, 0.5, 0, List.of());
  }

  /**
   * The share that is removed at random.
   *
   * @param k number of the layer among those that learn
   */
  double share(int k) {
    return shares.isEmpty() ? share : shares.get(shares.size() == 1 ? 0 : k);
  }

  /** How many of so many weights of a layer are removed at random. */
  long removed(int k, long weights) {
    return Math.round(share(k) * weights);
  }

  /** The threshold after so many examples; 0 before any removal. */
  double threshold(long shown) {
    if (shown < warmup) {
      return 0;
    }
    return start + (end - start) * Math.min(1, (shown - warmup) / (double) rise);
  }
}
