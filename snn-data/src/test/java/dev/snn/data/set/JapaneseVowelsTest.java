package dev.snn.data.set;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.snn.api.data.BadDataException;
import dev.snn.api.data.Dataset;
import dev.snn.api.data.MissingDataException;
import dev.snn.api.data.Samples;
import dev.snn.data.TestContext;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JapaneseVowelsTest {
  @TempDir Path home;

  /** Series of {@code k + 1} frames, whose values are all {@code k + 1}, of classes 1 and 2. */
  static void write(Path home, int trains, int tests) {
    write(home, "TRAIN", trains, 12);
    write(home, "TEST", tests, 12);
  }

  private static void write(Path home, String part, int n, int dimensions) {
    StringBuilder text = new StringBuilder("@classLabel true 1 2\n@data\n");
    for (int k = 0; k < n; k++) {
      String values = ("," + (k + 1)).repeat(k + 1).substring(1);
      text.append((values + ":").repeat(dimensions)).append(1 + k % 2).append('\n');
    }
    Path path = home.resolve("timeseries/JapaneseVowels/JapaneseVowels_" + part + ".ts");
    dev.snn.data.DataFiles.write(path, text.toString().getBytes(StandardCharsets.UTF_8));
  }

  private Dataset load(int validation, JapaneseVowels.Pad pad) {
    return new JapaneseVowels()
        .create(new JapaneseVowels.Config(0, validation, 0, pad), TestContext.home(home));
  }

  @Test
  void shorterSeriesArePadded() {
    write(home, 6, 2);
    Dataset data = load(2, JapaneseVowels.Pad.AFTER);
    assertThat(data.info().width()).isEqualTo(12);
    assertThat(data.info().height()).isEqualTo(29);
    assertThat(data.info().classes()).isEqualTo(2);
    assertThat(data.train().size()).isEqualTo(4);
    Samples train = data.train().gather(new int[] {0, 1, 2, 3});
    Samples before = load(2, JapaneseVowels.Pad.BEFORE).train().gather(new int[] {0, 1, 2, 3});
    for (int b = 0; b < 4; b++) {
      int id = (int) train.ids()[b];
      int values = 12 * (id + 1);
      assertThat(train.labels()[b]).isEqualTo(id % 2);
      assertThat(Arrays.copyOf(train.values()[b], values)).containsOnly(id + 1);
      assertThat(Arrays.copyOfRange(train.values()[b], values, 12 * 29)).containsOnly(0);
      assertThat(Arrays.copyOf(before.values()[b], 12 * 29 - values)).containsOnly(0);
      assertThat(Arrays.copyOfRange(before.values()[b], 12 * 29 - values, 12 * 29))
          .containsOnly(id + 1);
    }
    assertThat(data.test().gather(new int[] {0, 1}).ids()).containsExactlyInAnyOrder(6, 7);
  }

  @Test
  void faultsAreNamed() {
    assertThatThrownBy(() -> load(0, JapaneseVowels.Pad.AFTER))
        .isInstanceOf(MissingDataException.class)
        .hasMessage(
            "data set 'japanese-vowels' is not at hand; put JapaneseVowels_TRAIN.ts and"
                + " JapaneseVowels_TEST.ts of the UEA archive into the folder"
                + " timeseries/JapaneseVowels of the data home (looked in "
                + home
                + ").");
    write(home, "TRAIN", 30, 12);
    write(home, "TEST", 1, 12);
    String train = home.resolve("timeseries/JapaneseVowels/JapaneseVowels_TRAIN.ts").toString();
    assertThatThrownBy(() -> load(0, JapaneseVowels.Pad.AFTER))
        .isInstanceOf(BadDataException.class)
        .hasMessage(train + ": example 29 is 30 x 12, at most 29 x 12 are expected; get it again.");
  }

  /** The sums come from a reading of the same files by another program. */
  @Test
  void theRealSeries() {
    String given = System.getenv("SNN_DATA_HOME");
    assumeTrue(
        given != null && Files.isDirectory(Path.of(given, "timeseries")),
        "Japanese Vowels are not at hand");
    Dataset data =
        new JapaneseVowels()
            .create(new JapaneseVowels().defaults(), TestContext.home(Path.of(given)));
    assertThat(BundledTest.counts(data.train()))
        .containsExactly(30, 30, 30, 30, 30, 30, 30, 30, 30, 0);
    assertThat(BundledTest.counts(data.test()))
        .containsExactly(31, 35, 88, 44, 29, 24, 40, 50, 29, 0);
    assertThat(sum(data.train())).isCloseTo(-1_057.452303, within(1e-3));
    assertThat(sum(data.test())).isCloseTo(-2_146.51343, within(1e-3));
  }

  private static double sum(Dataset.Split split) {
    double sum = 0;
    for (float[] values : BundledTest.all(split).values()) {
      for (float value : values) {
        sum += value;
      }
    }
    return sum;
  }
}
