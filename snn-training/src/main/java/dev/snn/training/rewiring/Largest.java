package dev.snn.training.rewiring;

import java.util.Arrays;

/** Grows weights where the gradient is largest; of equal ones the first by row and column. */
final class Largest {
  private Largest() {}

  /** Lets so many weights exist that do not, starting at 0. */
  static void grow(Mask mask, long number) {
    float[][] gradient = mask.weight().gradient();
    float[] sizes = new float[Math.toIntExact(mask.size() - mask.count())];
    if (number <= 0 || sizes.length == 0) {
      return;
    }
    int count = 0;
    for (int r = 0; r < gradient.length; r++) {
      for (int c = 0; c < gradient[r].length; c++) {
        if (!mask.has(r, c)) {
          sizes[count++] = Math.abs(gradient[r][c]);
        }
      }
    }
    Arrays.sort(sizes);
    int first = sizes.length - (int) Math.min(number, sizes.length);
    float bound = sizes[first];
    int above = sizes.length - 1;
    while (above >= first && sizes[above] > bound) {
      above--;
    }
    grow(mask, gradient, bound, above - first + 1);
  }

  private static void grow(Mask mask, float[][] gradient, float bound, int equal) {
    int left = equal;
    for (int r = 0; r < gradient.length; r++) {
      for (int c = 0; c < gradient[r].length; c++) {
        float size = Math.abs(gradient[r][c]);
        boolean here = !mask.has(r, c) && (size > bound || size == bound && left > 0);
        if (here) {
          left -= size == bound ? 1 : 0;
          mask.grow(r, c, 0);
        }
      }
    }
  }
}
