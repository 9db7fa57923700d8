package dev.snn.data.augment;

/** What lies outside of a picture. */
public enum Fill {
  /** Zeros. */
  ZEROS,
  /** The nearest pixel of the picture. */
  EDGE,
  /** The picture mirrored at its outermost pixels, which are not repeated. */
  REFLECT;

  /**
   * The pixel that stands at a position of a row or column.
   *
   * @param size number of pixels, at least 1
   * @return its index; -1 where it is zero
   */
  int index(int position, int size) {
    if (position >= 0 && position < size) {
      return position;
    }
    return switch (this) {
      case ZEROS -> -1;
      case EDGE -> position < 0 ? 0 : size - 1;
      case REFLECT -> {
        int period = Math.max(1, 2 * (size - 1));
        int k = Math.floorMod(position, period);
        yield k < size ? k : period - k;
      }
    };
  }
}
