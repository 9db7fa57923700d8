package dev.snn.data.format;

import dev.snn.api.data.BadDataException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;

/** Sounds in WAV files: one channel of 16-bit samples. */
public final class Wav {
  private Wav() {}

  /**
   * The samples.
   *
   * @param name for error texts
   * @param rate samples per second that are expected
   */
  public static short[] read(String name, byte[] file, int rate) {
    byte[] data;
    AudioFormat format;
    try (AudioInputStream in = AudioSystem.getAudioInputStream(new ByteArrayInputStream(file))) {
      format = in.getFormat();
      data = in.readAllBytes();
    } catch (UnsupportedAudioFileException | IOException | RuntimeException e) {
      throw new BadDataException(name + " is no sound in WAV format, or damaged; get it again.");
    }
    boolean fits =
        format.getChannels() == 1
            && format.getSampleSizeInBits() == 16
            && format.getEncoding() == AudioFormat.Encoding.PCM_SIGNED
            && Math.round(format.getSampleRate()) == rate;
    if (!fits) {
      throw new BadDataException(
          "%s must have one channel of 16-bit samples at %d Hz; it has: %s."
              .formatted(name, rate, format));
    }
    short[] samples = new short[data.length / 2];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (short) (data[2 * i] & 255 | data[2 * i + 1] << 8);
    }
    return samples;
  }
}
