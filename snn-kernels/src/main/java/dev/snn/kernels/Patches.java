package dev.snn.kernels;

import java.util.Arrays;

/**
 * What a convolution sees of an image: at each output position p a patch of K values, {@code (c
 * kernelHeight + ky) kernelWidth + kx}. Outside the image there are zeros.
 */
record Patches(
    Plane in, Plane out, int kernelHeight, int kernelWidth, int stride, int padY, int padX) {

  /** Length K of a patch. */
  int length() {
    return in.channels() * kernelHeight * kernelWidth;
  }

  /** All patches of an image by value: {@code to[k][p]}. */
  void byValue(float[] image, float[][] to) {
    int k = 0;
    for (int c = 0; c < in.channels(); c++) {
      for (int ky = 0; ky < kernelHeight; ky++) {
        for (int kx = 0; kx < kernelWidth; kx++) {
          fill(image, c * in.pixels(), ky, kx, to[k++]);
        }
      }
    }
  }

  private void fill(float[] image, int channel, int ky, int kx, float[] to) {
    int width = out.width();
    // The columns whose value lies inside: 0 <= ox stride + kx - padX < in.width.
    int left = Math.min(width, Math.max(0, (padX - kx + stride - 1) / stride));
    int last = in.width() - 1 + padX - kx;
    int right = last < 0 ? left : Math.max(left, Math.min(width, last / stride + 1));
    for (int oy = 0; oy < out.height(); oy++) {
      int y = oy * stride + ky - padY;
      int at = oy * width;
      if (y < 0 || y >= in.height()) {
        Arrays.fill(to, at, at + width, 0);
        continue;
      }
      int from = channel + y * in.width() + kx - padX;
      Arrays.fill(to, at, at + left, 0);
      if (stride == 1) {
        System.arraycopy(image, from + left, to, at + left, right - left);
      } else {
        for (int ox = left; ox < right; ox++) {
          to[at + ox] = image[from + ox * stride];
        }
      }
      Arrays.fill(to, at + right, at + width, 0);
    }
  }

  /** All patches of an image by position: {@code to[p][k]}. */
  void byPosition(float[] image, float[][] to) {
    for (int oy = 0; oy < out.height(); oy++) {
      for (int ox = 0; ox < out.width(); ox++) {
        int x = ox * stride - padX;
        int low = Math.max(0, -x);
        int high = Math.max(low, Math.min(kernelWidth, in.width() - x));
        float[] patch = to[oy * out.width() + ox];
        if (high - low < kernelWidth) {
          Arrays.fill(patch, 0);
        }
        for (int c = 0, k = 0; c < in.channels(); c++) {
          for (int ky = 0; ky < kernelHeight; ky++, k += kernelWidth) {
            int y = oy * stride + ky - padY;
            if (y < 0 || y >= in.height()) {
              Arrays.fill(patch, k, k + kernelWidth, 0);
              continue;
            }
            int from = (c * in.height() + y) * in.width() + x;
            for (int kx = low; kx < high; kx++) {
              patch[k + kx] = image[from + kx];
            }
          }
        }
      }
    }
  }

  /** Adds the gradient of the patch at a position to the pixels it was taken from. */
  void fold(float[] patch, int position, float[] image) {
    int x = position % out.width() * stride - padX;
    int low = Math.max(0, -x);
    int high = Math.min(kernelWidth, in.width() - x);
    for (int c = 0, k = 0; c < in.channels(); c++) {
      for (int ky = 0; ky < kernelHeight; ky++, k += kernelWidth) {
        int y = position / out.width() * stride + ky - padY;
        if (y >= 0 && y < in.height()) {
          int to = (c * in.height() + y) * in.width() + x;
          for (int kx = low; kx < high; kx++) {
            image[to + kx] += patch[k + kx];
          }
        }
      }
    }
  }
}
