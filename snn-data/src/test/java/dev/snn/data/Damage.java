package dev.snn.data;

import java.util.Arrays;
import java.util.Random;

/** Damages files: as disks and transfers do, and as somebody would who wants a reader to fall. */
final class Damage {
  private final Random random;

  Damage(long seed) {
    random = new Random(seed);
  }

  /** The bytes with one of ten kinds of damage. */
  byte[] of(byte[] good, byte[] other) {
    byte[] b = good.clone();
    if (b.length == 0) {
      return b;
    }
    switch (random.nextInt(10)) {
      case 0 -> b[at(b)] ^= (byte) (1 << random.nextInt(8));
      case 1 -> b[at(b)] = (byte) random.nextInt();
      case 2 -> scatter(b);
      case 3 -> {
        for (int i = at(b); i < b.length; i++) {
          b[i] = (byte) random.nextInt();
        }
      }
      case 4 -> b = Arrays.copyOf(b, at(b));
      case 5 -> number(b, random.nextInt(3) == 0 ? 8 : 4);
      case 6 -> b = DataFiles.join(Arrays.copyOf(b, at(b)), Arrays.copyOfRange(b, at(b), b.length));
      case 7 -> b = digits(b);
      case 8 -> Arrays.fill(b, at(b), b.length, (byte) (random.nextBoolean() ? 0 : 0xff));
      default -> {
        int from = random.nextInt(Math.max(1, other.length));
        b = DataFiles.join(Arrays.copyOf(b, at(b)), Arrays.copyOfRange(other, from, other.length));
      }
    }
    return b;
  }

  /** More often near the beginning, where headers are. */
  private int at(byte[] b) {
    return random.nextBoolean()
        ? random.nextInt(b.length)
        : random.nextInt(Math.min(200, b.length));
  }

  private void scatter(byte[] b) {
    for (int n = 0; n < 8; n++) {
      b[at(b)] = (byte) random.nextInt();
    }
  }

  /** A header that claims too much: the largest, a negative or a large number, in either order. */
  private void number(byte[] b, int size) {
    long[] values = {
      Integer.MAX_VALUE,
      Integer.MIN_VALUE,
      -1,
      1L << 30,
      0xffffL,
      Long.MAX_VALUE,
      1L << 40,
      100_000_000
    };
    long value = values[random.nextInt(values.length)];
    boolean little = random.nextBoolean();
    int from = at(b);
    for (int k = 0; k < size && from + k < b.length; k++) {
      b[from + k] = (byte) (value >> 8 * (little ? k : size - 1 - k));
    }
  }

  /** More digits in a row of digits, as in headers of text. */
  private byte[] digits(byte[] b) {
    for (int tries = 0; tries < 50; tries++) {
      int from = at(b);
      if (b[from] >= '0' && b[from] <= '9') {
        byte[] more = new byte[1 + random.nextInt(12)];
        Arrays.fill(more, (byte) ('0' + random.nextInt(10)));
        return DataFiles.join(Arrays.copyOf(b, from), more, Arrays.copyOfRange(b, from, b.length));
      }
    }
    scatter(b);
    return b;
  }
}
