package dev.snn.kernels;

import java.util.Arrays;

/**
 * Shapes of a convolution in groups: group g maps its {@code in.channels / groups} channels to its
 * {@code out.channels / groups}.
 */
record Geometry(Plane in, Plane out, Axis y, Axis x, int groups) {

  static Geometry of(Plane in, int outputs, Axis y, Axis x, int groups) {
    if (!y.fits() || !x.fits()) {
      throw new IllegalArgumentException(
          "a kernel of %d x %d%s does not fit an image of %d x %d"
              .formatted(
                  y.kernel(),
                  x.kernel(),
                  y.dilation() > 1 ? " with dilation " + y.dilation() : "",
                  in.height(),
                  in.width()));
    }
    if (groups < 1 || in.channels() % groups != 0 || outputs % groups != 0) {
      throw new IllegalArgumentException(
          "%d groups do not divide %d channels into %d".formatted(groups, in.channels(), outputs));
    }
    atMost("an image", outputs, y.places(), x.places());
    atMost("a kernel", in.channels() / groups, y.kernel(), x.kernel());
    return new Geometry(in, new Plane(outputs, y.out(), x.out()), y, x, groups);
  }

  private static void atMost(String what, long channels, long height, long width) {
    if ((double) channels * height * width > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "%s of %d x %d x %d has more than 2^31 - 1 values"
              .formatted(what, channels, height, width));
    }
  }

  /** Input channels of a group. */
  int channels() {
    return in.channels() / groups;
  }

  /** Output channels of a group. */
  int outputs() {
    return out.channels() / groups;
  }

  /** Number of weights of an output channel. */
  int fanIn() {
    return channels() * y.kernel() * x.kernel();
  }

  /** Where a weight stands in the row of its output channel. */
  int place(int c, int ky, int kx) {
    return (c * y.kernel() + ky) * x.kernel() + kx;
  }

  /** The map of a group's events to its outputs. */
  EventMap forward(float[][] weight, float[] bias, int group) {
    int first = group * outputs();
    return new EventMap(
        Taps.forward(y),
        Taps.forward(x),
        channels(),
        outputs(),
        Arrays.copyOfRange(bias, first, first + outputs()),
        (c, ky, kx, o) -> weight[first + o][place(c, ky, kx)]);
  }

  /** The map of a group's gradients back to its inputs. */
  PixelMap backward(float[][] weight, int group) {
    int first = group * outputs();
    return new PixelMap(
        Taps.backward(y),
        Taps.backward(x),
        outputs(),
        channels(),
        (o, ky, kx, c) -> weight[first + o][place(c, ky, kx)]);
  }

  /** For each value of an image the number of outputs that it is added to. */
  int[] synapses(float[][] weight, boolean zeros) {
    int[] count = new int[in.size()];
    for (int c = 0; c < in.channels(); c++) {
      for (int ky = 0; ky < y.kernel(); ky++) {
        for (int kx = 0; kx < x.kernel(); kx++) {
          int n = weights(weight, c, ky, kx, zeros);
          for (int p = 0; p < in.pixels(); p++) {
            boolean seen = y.output(p / in.width(), ky) >= 0 && x.output(p % in.width(), kx) >= 0;
            count[c * in.pixels() + p] += seen ? n : 0;
          }
        }
      }
    }
    return count;
  }

  private int weights(float[][] weight, int c, int ky, int kx, boolean zeros) {
    int first = c / channels() * outputs();
    int n = 0;
    for (int o = first; o < first + outputs(); o++) {
      n += zeros || weight[o][place(c % channels(), ky, kx)] != 0 ? 1 : 0;
    }
    return n;
  }
}
