package dev.snn.data.set;

import dev.snn.api.data.BadDataException;
import dev.snn.api.data.Recording;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The file of the trials: {@code BRL1}, the number of trials (4 bytes, little-endian), the number
 * of taxels (1); per trial its letter (1 byte, 0 for a space, 1 .. 26 for A .. Z), its number (1),
 * its frames T (2), and {@code T x 12} values, a byte each.
 */
final class BrailleTrials {
  static final int TAXELS = 12;
  static final int LETTERS = 27;

  /** Length of a frame, us. */
  static final int FRAME_US = 25_000;

  /** Length of the longest trial, and of all recordings: 77 frames, us. */
  static final int DURATION_US = 77 * FRAME_US;

  private static final String MAGIC = "BRL1";
  private static final int HEAD = 9;
  private static final int TRIAL_HEAD = 4;

  private BrailleTrials() {}

  /**
   * A trial.
   *
   * @param letter 0 for a space, 1 .. 26
   * @param values {@code [T][12]}, 0 .. 255
   */
  record Trial(int letter, int[][] values) {}

  static List<Trial> read(String name, byte[] bytes) {
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    if (bytes.length < HEAD
        || !new String(bytes, 0, MAGIC.length(), StandardCharsets.ISO_8859_1).equals(MAGIC)) {
      throw new BadDataException(
          name + " is no file of Braille trials: it does not begin with BRL1; get it again.");
    }
    in.position(MAGIC.length());
    long trials = Integer.toUnsignedLong(in.getInt());
    int taxels = Byte.toUnsignedInt(in.get());
    if (taxels != TAXELS) {
      throw new BadDataException(
          "%s has %d taxels, 12 are expected; get it again.".formatted(name, taxels));
    }
    List<Trial> all = new ArrayList<>();
    for (long k = 0; k < trials; k++) {
      all.add(trial(name, in, k));
    }
    if (in.hasRemaining()) {
      throw new BadDataException(
          "%s has %d bytes behind its %d trials; get it again."
              .formatted(name, in.remaining(), trials));
    }
    return all;
  }

  private static Trial trial(String name, ByteBuffer in, long number) {
    if (in.remaining() < TRIAL_HEAD) {
      throw cut(name, number);
    }
    int letter = Byte.toUnsignedInt(in.get());
    in.get();
    int frames = Short.toUnsignedInt(in.getShort());
    if (letter >= LETTERS || frames < 1 || frames > DURATION_US / FRAME_US) {
      throw new BadDataException(
          "%s is damaged: trial %d is of letter %d and has %d frames, of 27 letters and at most 77 frames; get it again."
              .formatted(name, number, letter, frames));
    }
    if (in.remaining() < frames * TAXELS) {
      throw cut(name, number);
    }
    int[][] values = new int[frames][TAXELS];
    for (int[] frame : values) {
      for (int taxel = 0; taxel < TAXELS; taxel++) {
        frame[taxel] = Byte.toUnsignedInt(in.get());
      }
    }
    return new Trial(letter, values);
  }

  private static BadDataException cut(String name, long number) {
    return new BadDataException(
        "%s is cut off within trial %d; get it again.".formatted(name, number));
  }

  private record Event(int timeUs, int taxel, int polarity) {}

  /**
   * Send on delta: with a reference r, at first the first value, an event where {@code |x - r|}
   * reaches the threshold, and {@code r} moves there by the threshold. Values between two frames
   * lie on a line.
   */
  static Recording events(Trial trial, int threshold) {
    List<Event> events = new ArrayList<>();
    int[][] values = trial.values();
    for (int taxel = 0; taxel < TAXELS; taxel++) {
      int reference = values[0][taxel];
      for (int k = 1; k < values.length; k++) {
        int before = values[k - 1][taxel];
        int change = values[k][taxel] - before;
        int up = change > 0 ? 1 : 0;
        int move = up == 1 ? threshold : -threshold;
        while (Math.abs(values[k][taxel] - reference) >= threshold
            && (values[k][taxel] > reference) == (up == 1)) {
          reference += move;
          double share = (double) (reference - before) / change;
          events.add(new Event((int) Math.round((k - 1 + share) * FRAME_US), taxel, up));
        }
      }
    }
    events.sort(Comparator.comparingInt(Event::timeUs).thenComparingInt(Event::taxel));
    int n = events.size();
    int[] times = new int[n];
    short[] taxels = new short[n];
    byte[] polarities = new byte[n];
    for (int e = 0; e < n; e++) {
      times[e] = events.get(e).timeUs();
      taxels[e] = (short) events.get(e).taxel();
      polarities[e] = (byte) events.get(e).polarity();
    }
    return new Recording(times, taxels, new short[n], polarities, DURATION_US);
  }
}
