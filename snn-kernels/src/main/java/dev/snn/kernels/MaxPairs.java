package dev.snn.kernels;

/**
 * {@link MaxPool2d} of squares of two by two pixels, some hundred squares at a time. Their pixels
 * are copied to one array for each place p of a square, and what follows is short loops over these,
 * which C2 turns into vectors. With m the largest value,
 *
 * <pre>
 *   less[p] = min((m - x[p]) 2^150, 1)
 *   winner  = less[0] + less[0] less[1] + less[0] less[1] less[2]
 *   zero    = 1 - min(|m| 2^150, 1)
 * </pre>
 *
 * of which each is exactly 0 or 1, or in the case of the winner the place of the first largest
 * value. Where NaN or infinite values make NaN of them, and where the sign of a zero is at stake,
 * squares are looked at again. Its own to one thread.
 */
final class MaxPairs {
  /** Squares at a time: all arrays stay in the first cache. */
  private static final int MOST = 512;

  /** Two factors that lift the smallest difference of values above 1. */
  private static final float HALF = 0x1p75f;

  /** Added to whole numbers below 2^23 it moves them to the last bits. */
  private static final float WHOLE = 0x1p23f;

  private static final int WHOLE_BITS = Float.floatToRawIntBits(WHOLE);
  private static final int PLACE = 3;
  private static final int ZERO = 4;

  private final MaxPool2d pool;
  private final int below;

  /** Where in a row each square begins. */
  private final int[] corners;

  private final float[] x0;
  private final float[] x1;
  private final float[] x2;
  private final float[] x3;
  private final float[] largest;
  private final float[] places;

  MaxPairs(MaxPool2d pool) {
    this.pool = pool;
    below = pool.in().width();
    Plane out = pool.out();
    corners = new int[out.size()];
    for (int k = 0; k < corners.length; k++) {
      int y = k / out.width() % out.height();
      corners[k] = (k / out.pixels() * pool.in().height() + 2 * y) * below + 2 * (k % out.width());
    }
    int most = Math.min(MOST, corners.length);
    x0 = new float[most];
    x1 = new float[most];
    x2 = new float[most];
    x3 = new float[most];
    largest = new float[most];
    places = new float[most];
  }

  /** See {@link MaxPool2d#pool}. */
  void pool(float[] x, float[] out, char[] winners, int start) {
    for (int from = 0; from < corners.length; from += MOST) {
      int n = Math.min(MOST, corners.length - from);
      read(x, from, n);
      compare(n);
      System.arraycopy(largest, 0, out, from, n);
      int seen = write(winners, start + from, n);
      if ((seen & ~(PLACE | ZERO)) != WHOLE_BITS) {
        for (int k = from; k < from + n; k++) {
          pool.square(x, corners[k], out, winners, k, start);
        }
      } else if ((seen & ZERO) != 0) {
        for (int k = from; k < from + n; k++) {
          int place = winners[start + k];
          out[k] = x[corners[k] + (place >> 1) * below + (place & 1)];
        }
      }
    }
  }

  private void read(float[] x, int from, int n) {
    for (int k = 0; k < n; k++) {
      int at = corners[from + k];
      x0[k] = x[at];
      x1[k] = x[at + 1];
      x2[k] = x[at + below];
      x3[k] = x[at + below + 1];
    }
  }

  private void compare(int n) {
    largest(x0, x1, x2, x3, largest, n);
    less(x0, largest, n);
    less(x1, largest, n);
    less(x2, largest, n);
    zero(largest, x3, n);
    places(x0, x1, x2, x3, places, n);
  }

  private static void largest(
      float[] x0, float[] x1, float[] x2, float[] x3, float[] largest, int n) {
    for (int k = 0; k < n; k++) {
      largest[k] = Math.max(Math.max(x0[k], x1[k]), Math.max(x2[k], x3[k]));
    }
  }

  /** Overwrites values by 1 where they are less than the largest, otherwise by 0. */
  private static void less(float[] x, float[] largest, int n) {
    for (int k = 0; k < n; k++) {
      x[k] = Math.min((largest[k] - x[k]) * HALF * HALF, 1);
    }
  }

  private static void zero(float[] largest, float[] zero, int n) {
    for (int k = 0; k < n; k++) {
      zero[k] = 1 - Math.min(Math.abs(largest[k]) * HALF * HALF, 1);
    }
  }

  private static void places(
      float[] less0, float[] less1, float[] less2, float[] zero, float[] places, int n) {
    for (int k = 0; k < n; k++) {
      places[k] = less0[k] + less0[k] * less1[k] * (1 + less2[k]) + ZERO * zero[k] + WHOLE;
    }
  }

  /** Returns all bits that any of the places has. */
  private int write(char[] winners, int at, int n) {
    int seen = 0;
    for (int k = 0; k < n; k++) {
      int bits = Float.floatToRawIntBits(places[k]);
      winners[at + k] = (char) (bits & PLACE);
      seen |= bits;
    }
    return seen;
  }

  /** See {@link MaxPool2d#unpool}; {@code gradX} holds zeros. */
  void unpool(char[] winners, int start, float[] gradOut, float[] gradX) {
    for (int k = 0; k < corners.length; k++) {
      int place = winners[start + k];
      gradX[corners[k] + (place >> 1) * below + (place & 1)] = gradOut[k];
    }
  }
}
