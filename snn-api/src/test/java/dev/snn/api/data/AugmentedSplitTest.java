package dev.snn.api.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.snn.api.random.Draws;
import java.util.List;
import org.junit.jupiter.api.Test;

class AugmentedSplitTest {
  /** Writes down the key instead of the values. */
  private static final Augmentation KEY =
      new Augmentation() {
        @Override
        public float[] values(float[] values, long key) {
          return new float[] {values[0], key >>> 40};
        }

        @Override
        public Recording recording(Recording r, long key) {
          return new Recording(r.timesUs(), r.x(), r.y(), r.polarity(), (int) (key >>> 40));
        }
      };

  private static final Augmentation DOUBLE =
      new Augmentation() {
        @Override
        public float[] values(float[] values, long key) {
          return new float[] {2 * values[0], values.length};
        }
      };

  /** Ids 10, 11, ...; values that are targets too where there are {@code targets}. */
  private record Toy(boolean targets) implements Dataset.Split {
    @Override
    public int size() {
      return 6;
    }

    @Override
    public Samples gather(int[] indices) {
      int n = indices.length;
      long[] ids = new long[n];
      float[][] values = new float[n][];
      int[] labels = new int[n];
      for (int b = 0; b < n; b++) {
        ids[b] = 10 + indices[b];
        values[b] = new float[] {indices[b], 0};
        labels[b] = label(indices[b]);
      }
      return new Samples(ids, values, null, labels, targets ? values.clone() : null);
    }

    @Override
    public int label(int index) {
      return index % 2;
    }
  }

  private static AugmentedSplit split(long key, Augmentation... steps) {
    return new AugmentedSplit(new Toy(false), List.of(steps), key);
  }

  @Test
  void theKeyIsOfEpochExampleAndPlaceNotOfTheBatch() {
    Samples all = split(5, KEY).gather(new int[] {0, 3, 4});
    Samples alone = split(5, KEY).gather(new int[] {3});
    assertThat(all.values()[1]).containsExactly(alone.values()[0]);
    assertThat(alone.values()[0][1]).isEqualTo(Draws.mix(Draws.mix(5, 13), 0) >>> 40);
    assertThat(all.values()[0][1]).isNotEqualTo(all.values()[2][1]);
    assertThat(split(6, KEY).gather(new int[] {3}).values()[0][1])
        .isNotEqualTo(alone.values()[0][1]);
    assertThat(split(5, DOUBLE, KEY).gather(new int[] {3}).values()[0])
        .containsExactly(6, Draws.mix(Draws.mix(5, 13), 1) >>> 40);
  }

  @Test
  void oneAfterTheOther() {
    assertThat(split(1, DOUBLE, DOUBLE).gather(new int[] {3}).values()[0]).containsExactly(12, 2);
  }

  @Test
  void idsAndClassesStay() {
    Samples samples = split(1, DOUBLE).gather(new int[] {5, 2});
    assertThat(samples.ids()).containsExactly(15, 12);
    assertThat(samples.labels()).containsExactly(1, 0);
    assertThat(samples.targets()).isNull();
    assertThat(split(1, DOUBLE).size()).isEqualTo(6);
    assertThat(split(1, DOUBLE).label(3)).isEqualTo(1);
  }

  @Test
  void whatIsItsOwnTargetStaysIt() {
    Samples samples = new AugmentedSplit(new Toy(true), List.of(DOUBLE), 1).gather(new int[] {4});
    assertThat(samples.targets()[0]).isSameAs(samples.values()[0]).containsExactly(8, 2);
  }

  @Test
  void recordingsHaveTheSameKeys() {
    Recording given = new Recording(new int[1], new short[1], new short[1], new byte[1], 9);
    Dataset.Split one =
        new Dataset.Split() {
          @Override
          public int size() {
            return 1;
          }

          @Override
          public Samples gather(int[] indices) {
            return new Samples(
                new long[] {7}, null, new Recording[] {given}, new int[1], new float[][] {{1}});
          }

          @Override
          public int label(int index) {
            return 0;
          }
        };
    Samples samples = new AugmentedSplit(one, List.of(KEY), 3).gather(new int[] {0});
    assertThat(samples.recordings()[0].durationUs())
        .isEqualTo((int) (Draws.mix(Draws.mix(3, 7), 0) >>> 40));
    assertThat(samples.targets()[0]).containsExactly(1);
    assertThat(samples.values()).isNull();
  }
}
