package dev.snn.api.procedure;

import java.util.Arrays;

/**
 * Which samples of the test split were predicted right, one after the other in its order: a bit
 * each. Tests of two runs on the same samples, such as McNemar's, need no more.
 */
public final class Decisions {
  /** Samples at most; so many take 8 MiB. */
  public static final int MOST = 1 << 26;

  /** Bits of sample k: bit k mod 8, from the lowest, of byte k / 8. */
  private byte[] bits = new byte[64];

  private int size;

  /** None yet. */
  public Decisions() {}

  /**
   * Those that {@link #bits} gave.
   *
   * @param size number of samples
   */
  public static Decisions of(int size, byte[] bits) {
    if (size < 0 || size > MOST || bits.length != bytes(size)) {
      throw new IllegalArgumentException(
          "%d decisions do not fit %d bytes".formatted(size, bits.length));
    }
    Decisions decisions = new Decisions();
    decisions.bits = bits.clone();
    decisions.size = size;
    if (size % Byte.SIZE > 0) {
      decisions.bits[bits.length - 1] &= (byte) ((1 << size % Byte.SIZE) - 1);
    }
    return decisions;
  }

  private static int bytes(int samples) {
    return (samples + Byte.SIZE - 1) / Byte.SIZE;
  }

  /** Adds the next sample. */
  public void add(boolean isRight) {
    if (size == MOST) {
      throw new IllegalStateException("no more than %d decisions are kept".formatted(MOST));
    }
    int at = size / Byte.SIZE;
    if (at == bits.length) {
      bits = Arrays.copyOf(bits, Math.max(64, 2 * bits.length));
    }
    bits[at] |= (byte) ((isRight ? 1 : 0) << size % Byte.SIZE);
    size++;
  }

  /** Number of samples. */
  public int size() {
    return size;
  }

  /** Whether a sample was predicted right. */
  public boolean isRight(int sample) {
    if (sample < 0 || sample >= size) {
      throw new IndexOutOfBoundsException(sample);
    }
    return (bits[sample / Byte.SIZE] >> sample % Byte.SIZE & 1) == 1;
  }

  /** A copy, eight samples a byte, the first in the lowest bit; bits behind the last are 0. */
  public byte[] bits() {
    return Arrays.copyOf(bits, bytes(size));
  }
}
