package dev.snn.data.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Lz4Test {
  /**
   * Made by {@code lz4} 1.9.4: with the length of the content; with linked blocks and their sums.
   */
  private static final String[] FRAMES = {
    "BCJNGGxAUQIAAAAAAABJ+gAAAOJldmVudCAwIG9mIDA7IA4AEDEOABQxDgAQNA4AFDIOABA5DgAGKgAQNg8ABSsAID"
        + "I1DwAFLAARMx4ABS0AETQ8AAUtABo2WQAROHYABS0AEDNKAAUsABoyLAAgNDceAAUsACA3Mg8ABi0AAA4ABoUAClgA"
        + "GjYsABs5sgABdwAGWQABGAEFWQARMTwABVoAGjUtABE57gAFLQAaNLMAGjmHABE0PAAFLQAaOS0AETV4AAWHABA40Q"
        + "AFLAAaNrMAGjIMARo4LQAaNVkAETLCAAZZAAuSAQGkAAXgABEzaQAFLQARMR4ABYcAETjvAAUtAJA2NiBvZiAwOyAA"
        + "AAAAq56sQA==",
    "BCJNGHRAvfoAAADiZXZlbnQgMCBvZiAwOyAOABAxDgAUMQ4AEDQOABQyDgAQOQ4ABioAEDYPAAUrACAyNQ8ABSwAET"
        + "MeAAUtABE0PAAFLQAaNlkAETh2AAUtABAzSgAFLAAaMiwAIDQ3HgAFLAAgNzIPAAYtAAAOAAaFAApYABo2LAAbObIA"
        + "AXcABlkAARgBBVkAETE8AAVaABo1LQAROe4ABS0AGjSzABo5hwARNDwABS0AGjktABE1eAAFhwAQONEABSwAGjazAB"
        + "oyDAEaOC0AGjVZABEywgAGWQALkgEBpAAF4AARM2kABS0AETEeAAWHABE47wAFLQCQNjYgb2YgMDsgBOpsvQAAAACr"
        + "nqxA"
  };

  private static byte[] text() {
    StringBuilder text = new StringBuilder();
    for (int k = 0; k < 40; k++) {
      text.append("event ").append(k * k % 97).append(" of ").append(k % 3).append("; ");
    }
    return text.toString().getBytes(StandardCharsets.US_ASCII);
  }

  @Test
  void framesOfTheReferenceProgram() throws IOException {
    for (String frame : FRAMES) {
      assertThat(Lz4.frame(Base64.getDecoder().decode(frame), 1000)).isEqualTo(text());
    }
  }

  @Test
  void nothingIsUnpackedBeyondTheLimit() {
    byte[] frame = Base64.getDecoder().decode(FRAMES[1]);
    assertThatThrownBy(() -> Lz4.frame(frame, 592))
        .isInstanceOf(IOException.class)
        .hasMessage("the LZ4 data unpack to more than 592 bytes");
  }

  @Test
  void everyChangedByteIsNoticed() {
    for (String text : FRAMES) {
      byte[] frame = Base64.getDecoder().decode(text);
      Random random = new Random(2);
      for (int k = 0; k < frame.length; k++) {
        byte[] changed = frame.clone();
        changed[k] ^= (byte) (1 << random.nextInt(8));
        assertThatThrownBy(() -> Lz4.frame(changed, 1000))
            .as("byte %d", k)
            .isInstanceOf(IOException.class);
        byte[] cut = Arrays.copyOf(frame, k);
        assertThatThrownBy(() -> Lz4.frame(cut, 1000)).isInstanceOf(IOException.class);
      }
    }
  }
}
