package dev.snn.training.rewiring;

import java.util.Arrays;
import java.util.List;

/** Drops the weights nearest to 0; of those equally near the first ones by row and column. */
final class Smallest {
  private Smallest() {}

  /** Which weights are looked at. */
  interface Which {
    boolean test(float weight);
  }

  /** Drops a share of the weights of a mask that are of a kind. */
  static void dropShare(Mask mask, double share, Which which) {
    List<Mask> one = List.of(mask);
    float[] sizes = sizes(one, which);
    drop(one, Math.round(share * sizes.length), sizes, which);
  }

  /** Drops so many of all these masks together. */
  static void drop(List<Mask> masks, long number) {
    drop(masks, number, sizes(masks, w -> true), w -> true);
  }

  private static void drop(List<Mask> masks, long number, float[] sizes, Which which) {
    if (number <= 0) {
      return;
    }
    Arrays.sort(sizes);
    int last = (int) Math.min(number, sizes.length) - 1;
    float bound = sizes[last];
    int below = 0;
    while (sizes[below] < bound) {
      below++;
    }
    long equal = last + 1 - below;
    for (Mask mask : masks) {
      float[][] rows = mask.weight().value();
      for (int r = 0; r < rows.length; r++) {
        for (int c : mask.live(r)) {
          float size = Math.abs(rows[r][c]);
          boolean near = size < bound || size == bound && equal > 0;
          if (near && which.test(rows[r][c])) {
            equal -= size == bound ? 1 : 0;
            mask.drop(r, c);
          }
        }
      }
      mask.publish();
    }
  }

  private static float[] sizes(List<Mask> masks, Which which) {
    float[] sizes = new float[Math.toIntExact(masks.stream().mapToLong(Mask::count).sum())];
    int count = 0;
    for (Mask mask : masks) {
      float[][] rows = mask.weight().value();
      for (int r = 0; r < rows.length; r++) {
        for (int c : mask.live(r)) {
          sizes[count] = Math.abs(rows[r][c]);
          count += which.test(rows[r][c]) ? 1 : 0;
        }
      }
    }
    return Arrays.copyOf(sizes, count);
  }
}
