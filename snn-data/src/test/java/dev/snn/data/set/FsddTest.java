package dev.snn.data.set;

import static dev.snn.data.DataFiles.write;
import static dev.snn.data.DataFiles.zip;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.snn.api.data.BadDataException;
import dev.snn.api.data.Dataset;
import dev.snn.api.data.MissingDataException;
import dev.snn.api.data.Samples;
import dev.snn.data.TestContext;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FsddTest {
  @TempDir Path home;

  private static byte[] wav(int channels, int rate, int... samples) {
    ByteBuffer out = ByteBuffer.allocate(44 + 2 * samples.length).order(ByteOrder.LITTLE_ENDIAN);
    out.put(ascii("RIFF")).putInt(36 + 2 * samples.length).put(ascii("WAVEfmt ")).putInt(16);
    out.putShort((short) 1).putShort((short) channels).putInt(rate).putInt(2 * rate * channels);
    out.putShort((short) (2 * channels)).putShort((short) 16);
    out.put(ascii("data")).putInt(2 * samples.length);
    for (int sample : samples) {
      out.putShort((short) sample);
    }
    return out.array();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** A small archive. */
  static Map<String, byte[]> entries() {
    Map<String, byte[]> entries = new TreeMap<>();
    entries.put("README.md", ascii("ignored"));
    entries.put("recordings/3_anna_4.wav", wav(1, 8000, 1, 2));
    entries.put("recordings/9_anna_5.wav", wav(1, 8000, -32768, 16384, 32767, 8192));
    entries.put("recordings/0_bert_12.wav", wav(1, 8000, 5));
    entries.put("recordings/0_anna_12.wav", wav(1, 8000, 6));
    return entries;
  }

  private Dataset load(Map<String, byte[]> entries, Fsdd.Config config) {
    write(home.resolve("fsdd/fsdd-recordings.zip"), zip(entries));
    return new Fsdd().create(config, TestContext.home(home));
  }

  @Test
  void theFirstFiveRepetitionsAreTheTestPart() {
    Dataset data = load(entries(), new Fsdd.Config(0, 1, 0, 3.0 / 8000));
    assertThat(data.info().features()).isEqualTo(3);
    assertThat(data.info().checksums()).containsOnlyKeys("fsdd/fsdd-recordings.zip");
    Samples train = data.train().gather(new int[] {0, 1});
    assertThat(train.labels()).containsExactly(9, 0);
    assertThat(train.values()[0]).containsExactly(-1, 0.5f, 32767 / 32768f);
    assertThat(train.values()[1]).containsExactly(6 / 32768f, 0, 0);
    assertThat(data.validation().gather(new int[] {0}).values()[0][0]).isEqualTo(5 / 32768f);
    assertThat(data.test().size()).isEqualTo(1);
    assertThat(data.test().label(0)).isEqualTo(3);
    assertThat(data.test().gather(new int[] {0}).ids()).containsExactly(3);
  }

  @Test
  void whatIsNoSoundIsNamed() {
    Map<String, byte[]> entries = entries();
    entries.put("recordings/1_anna_7.wav", ascii("RIFF and nothing more"));
    assertThatThrownBy(() -> load(entries, new Fsdd().defaults()))
        .isInstanceOf(BadDataException.class)
        .hasMessage(
            home.resolve("fsdd/fsdd-recordings.zip")
                + ", entry 'recordings/1_anna_7.wav' is no sound in WAV format (RIFF and WAVE are"
                + " not its first words); get it again.");
    entries.put("recordings/1_anna_7.wav", wav(2, 8000, 1, 2));
    assertThatThrownBy(() -> load(entries, new Fsdd().defaults()))
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining(
            "must have one channel of 16-bit samples at 8000 Hz; it has 2 channels");
    assertThatThrownBy(() -> load(Map.of("x.txt", ascii("x")), new Fsdd().defaults()))
        .isInstanceOf(BadDataException.class)
        .hasMessageEndingWith("holds no recordings DIGIT_SPEAKER_REPETITION.wav; get it again.");
  }

  @Test
  void whereItIsNotAtHandItIsSaidHowToGetIt() {
    assertThatThrownBy(() -> new Fsdd().create(new Fsdd().defaults(), TestContext.home(home)))
        .isInstanceOf(MissingDataException.class)
        .hasMessage(
            "data set 'fsdd' is not at hand; put fsdd/fsdd-recordings.zip, with"
                + " recordings/DIGIT_SPEAKER_REPETITION.wav, into the data home (looked in "
                + home
                + ").");
  }

  @Test
  void theRealRecordings() {
    String folder = System.getenv("SNN_DATA_HOME");
    assumeTrue(folder != null && Files.exists(Path.of(folder, "fsdd/fsdd-recordings.zip")));
    Dataset data =
        new Fsdd().create(new Fsdd.Config(0, 300, 0, 1), TestContext.home(Path.of(folder)));
    assertThat(data.train().size()).isEqualTo(2400);
    assertThat(data.test().size()).isEqualTo(300);
    int[] counts = new int[10];
    for (int i = 0; i < 300; i++) {
      counts[data.test().label(i)]++;
    }
    assertThat(counts).containsOnly(30);
    assertThat(Arrays.stream(data.test().gather(new int[] {0}).labels()).sum()).isZero();
  }
}
