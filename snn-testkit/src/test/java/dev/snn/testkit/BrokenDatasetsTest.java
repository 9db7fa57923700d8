package dev.snn.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.snn.api.data.Dataset;
import dev.snn.api.data.DatasetInfo;
import dev.snn.api.data.DatasetPlugin;
import dev.snn.api.data.Recording;
import dev.snn.api.data.Samples;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.DataHome;
import dev.snn.api.plugin.Family;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BrokenDatasetsTest {
  public record Config() {}

  /** What is wrong. */
  enum Mistake {
    NONE,
    ID_IN_TWO_SPLITS,
    LABEL_TOO_HIGH,
    EVENT_OUTSIDE,
    TIME_FALLS,
    OTHER_RECORDING_IN_ANOTHER_BATCH,
    OTHER_LENGTH_WHEN_MADE_AGAIN
  }

  /** Recordings of one event on a sensor of 4 x 3 pixels. */
  public static final class Broken implements DatasetPlugin<Config> {
    private final Mistake mistake;
    private DataHome home;
    private int made;

    /** Nothing is wrong. */
    public Broken() {
      this(Mistake.NONE);
    }

    Broken(Mistake mistake) {
      this.mistake = mistake;
    }

    @Override
    public String name() {
      return "test.dataset";
    }

    @Override
    public Config defaults() {
      return new Config();
    }

    @Override
    public Dataset create(Config config, BuildContext context) {
      home = context.data();
      int length = mistake == Mistake.OTHER_LENGTH_WHEN_MADE_AGAIN ? 10 + made++ : 10;
      DatasetInfo info =
          new DatasetInfo(
              "test", DatasetInfo.Kind.RECORDINGS, 4, 3, 2, 2, 0, "test", Map.of(), "all");
      return new Made(
          info,
          new Part(mistake, 0, 9, length),
          new Part(mistake, 9, 0, length),
          new Part(mistake, mistake == Mistake.ID_IN_TWO_SPLITS ? 8 : 9, 3, length));
    }
  }

  private record Made(DatasetInfo info, Split train, Split validation, Split test)
      implements Dataset {}

  private record Part(Mistake mistake, long firstId, int size, int length)
      implements Dataset.Split {
    @Override
    public Samples gather(int[] indices) {
      long[] ids = new long[indices.length];
      int[] labels = new int[indices.length];
      Recording[] recordings = new Recording[indices.length];
      for (int k = 0; k < ids.length; k++) {
        ids[k] = firstId + indices[k];
        labels[k] = label(indices[k]);
        int x = mistake == Mistake.EVENT_OUTSIDE ? 4 : indices[k] % 4;
        int place = mistake == Mistake.OTHER_RECORDING_IN_ANOTHER_BATCH ? k : 0;
        int last = mistake == Mistake.TIME_FALLS ? 1 : 5;
        recordings[k] =
            new Recording(
                new int[] {2, last},
                new short[] {(short) x, 0},
                new short[] {(short) (place % 3), 0},
                new byte[] {0, 1},
                length);
      }
      return new Samples(ids, null, recordings, labels, null);
    }

    @Override
    public int label(int index) {
      return mistake == Mistake.LABEL_TOO_HIGH ? 2 : index % 2;
    }
  }

  private static void caught(String check, Mistake mistake, String... detail) {
    Caught.by(check, Family.DATASET, new Broken(mistake), detail);
  }

  @Test
  void eachMistakeIsCaughtByItsCheck() {
    Caught.nothing(Family.DATASET, new Broken(Mistake.NONE));
    caught("disjoint splits", Mistake.ID_IN_TWO_SPLITS, "id 8 is in train and in test");
    caught("labels and values", Mistake.LABEL_TOO_HIGH, "the label of train example 0 is 2");
    caught("labels and values", Mistake.EVENT_OUTSIDE, "event 0 lies outside 4 x 3 x 2");
    caught("labels and values", Mistake.TIME_FALLS, "time falls at event 1");
    caught(
        "order of gathered examples",
        Mistake.OTHER_RECORDING_IN_ANOTHER_BATCH,
        "index 8 has another recording in another batch");
    caught(
        "determinism",
        Mistake.OTHER_LENGTH_WHEN_MADE_AGAIN,
        "train example 0 has another recording when made again");
  }

  @Test
  void filesAreLookedForWhereTheTestSays() {
    record Home(List<Path> folders, Path cache) implements DataHome {}
    Broken plugin = new Broken(Mistake.NONE);
    Home home = new Home(List.of(Path.of("here")), Path.of("cache"));
    List<ContractCheck> checks = Contracts.checks(plugin, List.of(plugin.defaults()), home);
    assertThat(checks).hasSizeGreaterThan(4);
    for (ContractCheck check : checks) {
      assertThat(check.result().passed()).as(check.name()).isTrue();
    }
    assertThat(plugin.home).isSameAs(home);
  }
}
