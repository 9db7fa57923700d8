package dev.snn.data.set;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.snn.api.data.BadDataException;
import dev.snn.api.data.Dataset;
import dev.snn.api.data.MissingDataException;
import dev.snn.api.data.Recording;
import dev.snn.data.DataFiles;
import dev.snn.data.TestContext;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrailleTest {
  @TempDir Path home;

  /**
   * Trials of all letters; of letter k taxel 3 rises by k + 1 from the second frame to the third.
   */
  static byte[] bytes(int repetitions) {
    ByteBuffer out =
        ByteBuffer.allocate(9 + 27 * repetitions * (4 + 3 * 12)).order(ByteOrder.LITTLE_ENDIAN);
    out.put("BRL1".getBytes(StandardCharsets.ISO_8859_1)).putInt(27 * repetitions).put((byte) 12);
    for (int letter = 0; letter < 27; letter++) {
      for (int k = 0; k < repetitions; k++) {
        out.put((byte) letter).put((byte) k).putShort((short) 3);
        byte[] frame = new byte[12];
        Arrays.fill(frame, (byte) 200);
        out.put(frame).put(frame);
        frame[3] += (byte) (letter + 1);
        out.put(frame);
      }
    }
    return out.array();
  }

  static void write(Path home, int repetitions) {
    DataFiles.write(home.resolve("braille/braille_taxels.bin"), bytes(repetitions));
  }

  private Dataset load(Braille.Letters letters, int threshold, int seed) {
    return new Braille()
        .create(new Braille.Config(letters, threshold, 0.4, seed, 0, 0, 0), TestContext.home(home));
  }

  @Test
  void theSplitHasTheSameShareOfEachLetter() {
    write(home, 10);

    Dataset data = load(Braille.Letters.VOWELS, 1, 0);

    assertThat(data.info().legend().classes())
        .containsExactly("Space", "A", "E", "I", "O", "U", "Y");
    assertThat(data.train().size()).isEqualTo(42);
    assertThat(data.test().size()).isEqualTo(28);
    int[] counts = new int[7];
    for (int k = 0; k < 28; k++) {
      counts[data.test().label(k)]++;
    }
    assertThat(counts).containsOnly(4);
    long[] other = load(Braille.Letters.VOWELS, 1, 1).test().gather(Selection.all(28)).ids();
    assertThat(data.test().gather(Selection.all(28)).ids()).isNotEqualTo(other);
    assertThat(load(Braille.Letters.ALL, 1, 0).info().classes()).isEqualTo(27);
  }

  /** Letter Y is 25: 26 steps within 25 ms, from the first step on; by 4 they are 6. */
  @Test
  void crossingsLieOnALine() {
    write(home, 10);

    Recording one = last(load(Braille.Letters.VOWELS, 1, 0));
    Recording four = last(load(Braille.Letters.VOWELS, 4, 0));

    assertThat(one.events()).isEqualTo(26);
    assertThat(one.timesUs()[0]).isEqualTo(25_000 + 962);
    assertThat(one.timesUs()[25]).isEqualTo(50_000);
    assertThat(one.x()).containsOnly((short) 3);
    assertThat(one.polarity()).containsOnly((byte) 1);
    assertThat(four.events()).isEqualTo(6);
    assertThat(four.timesUs()[0]).isEqualTo(25_000 + 3_846);
  }

  private static Recording last(Dataset data) {
    for (int k = 0; k < data.test().size(); k++) {
      if (data.test().label(k) == 6) {
        return data.test().gather(new int[] {k}).recordings()[0];
      }
    }
    throw new AssertionError("no Y is tested on");
  }

  /** What falls below the reference is an event of polarity 0; a way back up by less is none. */
  @Test
  void fallsHaveTheOtherPolarity() {
    int[][] values = new int[3][12];
    values[0][5] = 100;
    values[1][5] = 97;
    values[2][5] = 98;

    Recording events = BrailleTrials.events(new BrailleTrials.Trial(0, values), 2);

    assertThat(events.events()).isEqualTo(1);
    assertThat(events.polarity()[0]).isZero();
    assertThat(events.timesUs()[0]).isEqualTo(16_667);
  }

  @Test
  void damagedFilesAreRefused() {
    byte[] whole = bytes(2);
    damaged(Arrays.copyOf(whole, whole.length - 1), "is cut off within trial 53; get it again.");
    damaged(Arrays.copyOf(whole, whole.length + 1), "has 1 bytes behind its 54 trials");
    byte[] letter = whole.clone();
    letter[9] = 27;
    damaged(letter, "trial 0 is of letter 27 and has 3 frames");
    byte[] taxels = whole.clone();
    taxels[8] = 11;
    damaged(taxels, "has 11 taxels, 12 are expected");
    damaged(new byte[20], "does not begin with BRL1");
  }

  private void damaged(byte[] bytes, String sentence) {
    assertThatThrownBy(() -> BrailleTrials.read("trials", bytes))
        .isInstanceOf(BadDataException.class)
        .hasMessageStartingWith("trials ")
        .hasMessageContaining(sentence);
  }

  @Test
  void missingDataAreSaid() {
    assertThatThrownBy(() -> load(Braille.Letters.VOWELS, 1, 0))
        .isInstanceOf(MissingDataException.class)
        .hasMessageContaining("put braille_taxels.bin.gz into the folder braille");
  }

  @Test
  void theRealTrials() {
    String given = System.getenv("SNN_DATA_HOME");
    assumeTrue(given != null && Path.of(given, "braille").toFile().isDirectory());

    Dataset data = new Braille().create(new Braille().defaults(), TestContext.home(Path.of(given)));

    assertThat(data.train().size()).isEqualTo(210);
    assertThat(data.test().size()).isEqualTo(140);
    Recording[] all = data.test().gather(Selection.all(140)).recordings();
    assertThat(Arrays.stream(all).mapToInt(Recording::events).sum() / 140).isBetween(200, 420);
  }
}
