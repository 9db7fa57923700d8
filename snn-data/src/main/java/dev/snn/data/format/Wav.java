package dev.snn.data.format;

import dev.snn.api.data.BadDataException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Sounds in WAV files (RIFF, IBM and Microsoft 1991): {@code RIFF}, a length, {@code WAVE}, then
 * chunks of a name, a length and as many bytes, padded to an even number. {@code fmt } says how
 * samples are written, {@code data} holds them. Both are checked before a sample is looked at.
 *
 * @param rate samples per second of each channel
 * @param channels one behind the other in each frame
 * @param bits of a sample: 8 (unsigned), 16, 24, 32 (signed), or 32 of a float
 * @param floats whether samples are floats
 * @param data the frames
 */
public record Wav(String name, int rate, int channels, int bits, boolean floats, ByteBuffer data) {
  private static final int PCM = 1;
  private static final int FLOAT = 3;
  private static final int EXTENSIBLE = 0xfffe;
  private static final int MOST_CHANNELS = 64;
  private static final int MOST_RATE = 1_000_000;

  /**
   * Reads and checks the head.
   *
   * @param name for error texts
   */
  public static Wav of(String name, byte[] file) {
    ByteBuffer b = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
    if (file.length < 12 || !tag(file, 0).equals("RIFF") || !tag(file, 8).equals("WAVE")) {
      throw new BadDataException(
          name
              + " is no sound in WAV format (RIFF and WAVE are not its first words); get it again.");
    }
    Wav format = null;
    for (long at = 12; at + 8 <= file.length; ) {
      int here = (int) at;
      String tag = tag(file, here);
      long length = b.getInt(here + 4) & 0xffffffffL;
      if (at + 8 + length > file.length) {
        throw new BadDataException(
            "%s is cut off: the header at byte %d promises %d bytes of '%s', %d follow; get it again."
                .formatted(name, here, length, printable(tag), file.length - here - 8));
      }
      if (tag.equals("fmt ")) {
        format = format(name, b, here + 8, (int) length);
      } else if (tag.equals("data")) {
        if (format == null) {
          throw new BadDataException(
              "%s is damaged: its samples at byte %d come before their format; get it again."
                  .formatted(name, here));
        }
        return format.with(b.slice(here + 8, (int) length), here + 4);
      }
      at += 8 + length + (length & 1);
    }
    throw new BadDataException(
        "%s is cut off: it ends at byte %d without %s; get it again."
            .formatted(name, file.length, format == null ? "a format" : "samples"));
  }

  /**
   * The samples of one channel of 16 bits.
   *
   * @param name for error texts
   * @param rate samples per second that are expected
   */
  public static short[] read(String name, byte[] file, int rate) {
    Wav wav = of(name, file);
    if (wav.channels != 1 || wav.bits != 16 || wav.floats || wav.rate != rate) {
      throw new BadDataException(
          "%s must have one channel of 16-bit samples at %d Hz; it has %s."
              .formatted(name, rate, wav.words()));
    }
    short[] samples = new short[wav.frames()];
    wav.data.duplicate().order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(samples);
    return samples;
  }

  /** Number of samples of a channel. */
  public int frames() {
    return data.capacity() / (channels * bits / 8);
  }

  /** A sample in [-1, 1): the mean of the channels. */
  public float mono(int frame) {
    double sum = 0;
    for (int c = 0; c < channels; c++) {
      sum += sample((frame * channels + c) * (bits / 8));
    }
    return (float) (sum / channels);
  }

  private double sample(int at) {
    return switch (bits) {
      case 8 -> ((data.get(at) & 255) - 128) / 128.0;
      case 16 -> data.getShort(at) / 32_768.0;
      case 24 ->
          (data.get(at) & 255 | (data.get(at + 1) & 255) << 8 | data.get(at + 2) << 16)
              / 8_388_608.0;
      default -> floats ? finite(data.getFloat(at), at) : data.getInt(at) / 2_147_483_648.0;
    };
  }

  private double finite(float value, int at) {
    if (!Float.isFinite(value)) {
      throw new BadDataException(
          "%s is damaged: the sample %d bytes behind the beginning of its samples is %s; get it again."
              .formatted(name, at, value));
    }
    return value;
  }

  /** What it has, in words. */
  public String words() {
    return "%d channel%s of %d-bit %s at %d Hz"
        .formatted(channels, channels == 1 ? "" : "s", bits, floats ? "floats" : "samples", rate);
  }

  private Wav with(ByteBuffer samples, int lengthAt) {
    int frame = channels * bits / 8;
    if (samples.capacity() % frame != 0) {
      throw new BadDataException(
          "%s is damaged: the %d bytes of samples (byte %d) are no whole number of frames of %d; get it again."
              .formatted(name, samples.capacity(), lengthAt, frame));
    }
    return new Wav(name, rate, channels, bits, floats, samples.order(ByteOrder.LITTLE_ENDIAN));
  }

  private static Wav format(String name, ByteBuffer b, int at, int length) {
    if (length < 16) {
      throw new BadDataException(
          "%s is damaged: its format at byte %d has %d of at least 16 bytes; get it again."
              .formatted(name, at, length));
    }
    int code = b.getShort(at) & 0xffff;
    if (code == EXTENSIBLE && length >= 26) {
      code = b.getShort(at + 24) & 0xffff;
    }
    int channels = b.getShort(at + 2) & 0xffff;
    int rate = b.getInt(at + 4);
    int frame = b.getShort(at + 12) & 0xffff;
    int bits = b.getShort(at + 14) & 0xffff;
    boolean known =
        code == PCM && (bits == 8 || bits == 16 || bits == 24 || bits == 32)
            || code == FLOAT && bits == 32;
    if (!known) {
      throw new BadDataException(
          "%s holds samples of format %d and %d bits (byte %d); only whole numbers of 8, 16, 24 and 32 bits and floats of 32 can be read, convert it."
              .formatted(name, code, bits, at));
    }
    if (channels < 1
        || channels > MOST_CHANNELS
        || rate < 1
        || rate > MOST_RATE
        || frame != channels * bits / 8) {
      throw new BadDataException(
          "%s is damaged: its format at byte %d says %d channels of %d bits in frames of %d bytes at %d Hz; get it again."
              .formatted(name, at, channels, bits, frame, rate));
    }
    return new Wav(name, rate, channels, bits, code == FLOAT, null);
  }

  private static String tag(byte[] file, int at) {
    return new String(file, at, 4, StandardCharsets.ISO_8859_1);
  }

  private static String printable(String tag) {
    return tag.chars().allMatch(c -> c >= ' ' && c < 127) ? tag : "?";
  }
}
