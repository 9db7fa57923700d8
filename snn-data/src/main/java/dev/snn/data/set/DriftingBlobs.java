package dev.snn.data.set;

import dev.snn.api.data.Dataset;
import dev.snn.api.data.DatasetInfo;
import dev.snn.api.data.DatasetPlugin;
import dev.snn.api.data.Recording;
import dev.snn.api.data.Samples;
import dev.snn.api.plugin.Added;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Check;
import dev.snn.api.plugin.Doc;
import dev.snn.api.random.Seed;
import java.util.Map;

/**
 * {@code drifting-blobs}: predictive coding. The input are {@link BlobSequence two drifting blobs}
 * on 20 lines, the class of step t is the {@link BlobPatterns pattern} of step {@code t + delta}.
 * Sequences are drawn when asked for, each from its split and number.
 */
public final class DriftingBlobs implements DatasetPlugin<DriftingBlobs.Config> {

  /** How many sequences of what. */
  public record Config(
      @Doc("training sequences") int train,
      @Doc("validation sequences") int validation,
      @Doc("test sequences") int test,
      @Doc("length of a sequence, steps of 1 ms; the encoder's steps must be the same") int steps,
      @Doc("which pattern a step must give: below 0 a past one, 0 its own, above 0 a coming one")
          int delta,
      @Added
          @Doc(
              "false: lines of equal width; true: the nearest of the lines at -pi + k 2 pi / 20, as in"
                  + " the reference code")
          boolean nearestLine) {
    /** Checks the values. */
    public Config {
      Check.atLeastOne("train", train);
      Check.atLeast("validation", validation, 0);
      Check.atLeastOne("test", test);
      Check.between("steps", steps, 1, 1_000_000);
      Check.between("delta", delta, -MOST_DELTA, MOST_DELTA);
    }
  }

  private static final int MOST_DELTA = 10;

  @Override
  public String name() {
    return "drifting-blobs";
  }

  @Override
  public Config defaults() {
    return new Config(50_000, 1_000, 1_000, 100, 0, false);
  }

  @Override
  public String description() {
    return "two blobs drifting over 20 lines; the class of a step is a pattern nearby in time";
  }

  @Override
  public String citation() {
    return "doi:10.1073/pnas.1711114115; arXiv:2106.01177, sec. 5";
  }

  @Override
  public Dataset create(Config c, BuildContext context) {
    DatasetInfo info =
        new DatasetInfo(
            name(),
            DatasetInfo.Kind.RECORDINGS,
            BlobPatterns.LINES,
            1,
            1,
            BlobPatterns.COUNT,
            0,
            "generated",
            Map.of(),
            "train, validation and test sequences are drawn by split and number");
    Seed seed = new Seed(0);
    return new Blobs(
        info,
        new Part(c, seed, "train", 0, c.train()),
        new Part(c, seed, "validation", 1, c.validation()),
        new Part(c, seed, "test", 2, c.test()));
  }

  private record Blobs(DatasetInfo info, Split train, Split validation, Split test)
      implements Dataset {}

  /**
   * @param number of the split, in the ids
   */
  private record Part(Config config, Seed seed, String name, int number, int size)
      implements Dataset.Split {
    private static final long IDS = 1L << 32;

    @Override
    public Samples gather(int[] indices) {
      long[] ids = new long[indices.length];
      Recording[] recordings = new Recording[indices.length];
      int[][] labels = new int[indices.length][];
      for (int k = 0; k < indices.length; k++) {
        ids[k] = number * IDS + indices[k];
        // Steps around the sequence too, so that every step has its class, whatever delta is.
        BlobSequence sequence =
            new BlobSequence(
                config.steps() + 2 * MOST_DELTA,
                config.nearestLine(),
                seed.stream("drifting-blobs/" + name + "-" + indices[k]));
        recordings[k] = sequence.recording(MOST_DELTA, config.steps());
        labels[k] = sequence.labels(MOST_DELTA + config.delta(), config.steps());
      }
      return new Samples(ids, null, recordings, null, null, labels);
    }

    @Override
    public int label(int index) {
      return -1;
    }
  }
}
