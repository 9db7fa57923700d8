package dev.snn.data.set;

/**
 * The patterns that one or two active lines of L make, as classes: class i is line i alone; then
 * come the pairs (0, 1), (0, 2), ..., (1, 2), ..., (L-2, L-1).
 */
final class BlobPatterns {
  static final int LINES = 20;

  /** 20 single lines and 190 pairs. */
  static final int COUNT = LINES + LINES * (LINES - 1) / 2;

  private static final int[][] MEMBERS = new int[COUNT][];

  static {
    int next = LINES;
    for (int i = 0; i < LINES; i++) {
      MEMBERS[i] = new int[] {i};
      for (int j = i + 1; j < LINES; j++) {
        MEMBERS[next++] = new int[] {i, j};
      }
    }
  }

  private BlobPatterns() {}

  /** The active lines of a pattern, ascending. */
  static int[] lines(int pattern) {
    return MEMBERS[pattern];
  }

  /** The pattern of two lines, which may be the same one. */
  static int of(int a, int b) {
    if (a == b) {
      return a;
    }
    int low = Math.min(a, b);
    int high = Math.max(a, b);
    // Pairs that begin with a lower line come first: 19 of line 0, 18 of line 1, ...
    int before = low * (LINES - 1) - low * (low - 1) / 2;
    return LINES + before + high - low - 1;
  }

  /** Number of lines in which two patterns differ. */
  static int distance(int pattern, int other) {
    int common = 0;
    for (int a : lines(pattern)) {
      for (int b : lines(other)) {
        common += a == b ? 1 : 0;
      }
    }
    return lines(pattern).length + lines(other).length - 2 * common;
  }
}
