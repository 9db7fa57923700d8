package dev.snn.api.tensor;

import java.util.Arrays;

/** Which values of a row reach a threshold, without a branch for each. */
final class Hits {
  private Hits() {}

  /**
   * Writes 1 where {@code h[n] >= threshold} and 0 elsewhere, and lists where; NaN reaches nothing.
   *
   * @param few true where few are expected; the result is the same
   * @param found receives the n, ascending
   * @return their number
   */
  static int atLeast(
      float[] h, float threshold, float[] fired, int size, int[] found, boolean few) {
    excess(h, threshold, fired, size);
    int hits = few ? findFew(fired, size, found) : find(fired, 0, size, found, 0);
    Arrays.fill(fired, 0, size, 0f);
    for (int k = 0; k < hits; k++) {
      fired[found[k]] = 1f;
    }
    return hits;
  }

  /** Writes which of {@code x[from .. to)} are not negative behind the hits so far. */
  private static int find(float[] x, int from, int to, int[] found, int hits) {
    int next = hits;
    for (int n = from; n < to; n++) {
      found[next] = n;
      next += notNegative(x[n]);
    }
    return next;
  }

  /** The same where most are negative: eight that all have a sign are passed over at once. */
  private static int findFew(float[] x, int size, int[] found) {
    int hits = 0;
    int n = 0;
    for (; n + 7 < size; n += 8) {
      int signs =
          Float.floatToRawIntBits(x[n])
              & Float.floatToRawIntBits(x[n + 1])
              & Float.floatToRawIntBits(x[n + 2])
              & Float.floatToRawIntBits(x[n + 3])
              & Float.floatToRawIntBits(x[n + 4])
              & Float.floatToRawIntBits(x[n + 5])
              & Float.floatToRawIntBits(x[n + 6])
              & Float.floatToRawIntBits(x[n + 7]);
      if (signs >= 0) {
        hits = find(x, n, n + 8, found, hits);
      }
    }
    return find(x, n, size, found, hits);
  }

  /** {@code h - threshold}, where zero is +0; a loop of its own, to be vectorised. */
  private static void excess(float[] h, float threshold, float[] out, int size) {
    for (int n = 0; n < size; n++) {
      out[n] = (h[n] - threshold) + 0f;
    }
  }

  /**
   * 1 for {@code +0 <= x}, 0 for negative values and NaN, without a branch, which would be
   * mispredicted at most spikes: the bits of what counts are those from +0 to infinity.
   */
  private static int notNegative(float x) {
    long bits = Float.floatToRawIntBits(x) & 0xffffffffL;
    return (int) ((bits - 0x7f800001L) >>> 63);
  }
}
