package dev.snn.vector;

/** Lists of events. */
final class Events {
  private Events() {}

  /** Fails where an index is outside {@code [0, size)}; the loops over panels do not look. */
  static void check(int[] index, int events, int size) {
    int least = 0;
    int most = -1;
    for (int e = 0; e < events; e++) {
      least = Math.min(least, index[e]);
      most = Math.max(most, index[e]);
    }
    if (least < 0 || most >= size) {
      throw new IndexOutOfBoundsException(
          "unit " + (least < 0 ? least : most) + " of a signal of size " + size);
    }
  }

  /** The first position in {@code [from, to)} of an ascending list whose index reaches a bound. */
  static int below(int bound, int[] index, int from, int to) {
    int low = from;
    int high = to;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (index[middle] < bound) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
