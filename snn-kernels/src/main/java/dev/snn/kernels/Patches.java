package dev.snn.kernels;

import java.util.Arrays;

/**
 * What a convolution sees of an image: for each place k of its kernel, {@code k = (c kernelHeight +
 * ky) kernelWidth + kx}, the pixels it meets at the output positions p, one after the other: {@code
 * patches[k positions + p]}. Outside the image there are zeros.
 */
record Patches(Plane in, Plane out, Axis y, Axis x) {

  /** Number of places of the kernel. */
  int places() {
    return in.channels() * y.kernel() * x.kernel();
  }

  /** Number of output positions. */
  int positions() {
    return out.pixels();
  }

  /** True where the patches of an image are the image: for a kernel of one pixel. */
  boolean areImage() {
    return y.isIdentity() && x.isIdentity();
  }

  /** Copies the pixels of an image to where they are seen. */
  void unfold(float[] image, float[] patches) {
    for (int k = 0; k < places(); k++) {
      int low = firstColumn(k);
      int high = Math.max(low, lastColumn(k) + 1);
      int first = firstRow(k);
      int start = start(k);
      for (int oy = 0; oy < out.height(); oy++) {
        int at = (k * out.height() + oy) * out.width();
        int row = oy * y.stride() + first;
        if (row < 0 || row >= in.height()) {
          Arrays.fill(patches, at, at + out.width(), 0);
          continue;
        }
        int from = start + row * in.width();
        Arrays.fill(patches, at, at + low, 0);
        Arrays.fill(patches, at + high, at + out.width(), 0);
        if (x.stride() == 1 && low < high) {
          System.arraycopy(image, from + low, patches, at + low, high - low);
        } else {
          for (int ox = low; ox < high; ox++) {
            patches[at + ox] = image[from + ox * x.stride()];
          }
        }
      }
    }
  }

  /** Adds the values of patches to the pixels that are seen there: the transpose. */
  void fold(float[] patches, float[] image) {
    for (int k = 0; k < places(); k++) {
      int low = firstColumn(k);
      int high = lastColumn(k) + 1;
      int first = firstRow(k);
      int start = start(k);
      for (int oy = 0; oy < out.height(); oy++) {
        int at = (k * out.height() + oy) * out.width();
        int row = oy * y.stride() + first;
        if (row < 0 || row >= in.height()) {
          continue;
        }
        int to = start + row * in.width();
        if (x.stride() == 1) {
          add(patches, at + low, image, to + low, high - low);
          continue;
        }
        for (int ox = low; ox < high; ox++) {
          image[to + ox * x.stride()] += patches[at + ox];
        }
      }
    }
  }

  private static void add(float[] from, int at, float[] to, int start, int n) {
    for (int i = 0; i < n; i++) {
      to[start + i] += from[at + i];
    }
  }

  /** The row that place k meets in output row 0. */
  private int firstRow(int k) {
    return k / x.kernel() % y.kernel() * y.dilation() - y.padding();
  }

  /** Where the channel of place k begins, moved to what it meets in output column 0. */
  private int start(int k) {
    int channel = k / (y.kernel() * x.kernel());
    return channel * in.pixels() - offset(k);
  }

  /** The first output column at which place k lies inside the image. */
  private int firstColumn(int k) {
    int missing = offset(k);
    return Math.min(out.width(), missing <= 0 ? 0 : (missing + x.stride() - 1) / x.stride());
  }

  /** The last one; less than the first where there is none. */
  private int lastColumn(int k) {
    int room = in.width() - 1 + offset(k);
    return room < 0 ? -1 : Math.min(out.width() - 1, room / x.stride());
  }

  /** How far left of output column 0 place k lies. */
  private int offset(int k) {
    return x.padding() - k % x.kernel() * x.dilation();
  }
}
