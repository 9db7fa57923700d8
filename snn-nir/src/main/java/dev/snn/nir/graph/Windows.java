package dev.snn.nir.graph;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * How the windows of convolutions and pools lie: {@code out = (in + before + after - dilation
 * (kernel - 1) - 1) / stride + 1}, rounded down.
 *
 * @param kernel length of a window, one number per axis, as the others
 * @param before zeros in front of the axis
 * @param after zeros behind it
 */
public record Windows(int[] kernel, int[] stride, int[] before, int[] after, int[] dilation) {
  /** Products that a step of a node may take. */
  private static final double MOST_PRODUCTS = 1L << 32;

  /** Of a convolution: from its weight {@code [out][in / groups][kernel...]}. */
  public static Windows ofConvolution(String file, NirNode node) {
    int axes = node.type() == Primitive.CONV1D ? 1 : 2;
    int[] weight = node.get("weight").shape();
    if (weight.length != axes + 2) {
      throw Fault.of(
          file,
          node.name(),
          "weight",
          "has the shape %s; %s needs %d axes, outputs x inputs / groups x kernel."
              .formatted(NirArray.text(weight), node.type().id(), axes + 2));
    }
    int[] kernel = Arrays.copyOfRange(weight, 2, weight.length);
    int[] stride = wholes(file, node, "stride", axes, 1);
    int[] dilation = wholes(file, node, "dilation", axes, 1);
    if (node.get("padding").isNumber()) {
      int[] padding = wholes(file, node, "padding", axes, 0);
      return new Windows(kernel, stride, padding, padding, dilation);
    }
    return padded(file, node, kernel, stride, dilation);
  }

  /** {@code valid}: no zeros; {@code same}: as many that out is as long as in, the odd one last. */
  private static Windows padded(
      String file, NirNode node, int[] kernel, int[] stride, int[] dilation) {
    String word = node.get("padding").word(0);
    int[] before = new int[kernel.length];
    int[] after = new int[kernel.length];
    if (word.equals("same")) {
      for (int k = 0; k < kernel.length; k++) {
        if (stride[k] != 1) {
          throw Fault.of(
              file, node.name(), "padding", "'same' means nothing with a stride above 1.");
        }
        long all = (long) dilation[k] * (kernel[k] - 1);
        if (all > Shapes.MOST) {
          throw Fault.of(
              file,
              node.name(),
              "dilation",
              "%d needs %d zeros around an axis; %d is the most values that a node can have."
                  .formatted(dilation[k], all, Shapes.MOST));
        }
        before[k] = (int) (all / 2);
        after[k] = (int) (all - before[k]);
      }
    } else if (!word.equals("valid")) {
      throw Fault.of(
          file,
          node.name(),
          "padding",
          "must be numbers, 'same' or 'valid', got '%s'.".formatted(word));
    }
    return new Windows(kernel, stride, before, after, dilation);
  }

  /** Of a pool. */
  public static Windows ofPool(String file, NirNode node) {
    int[] padding = wholes(file, node, "padding", 2, 0);
    return new Windows(
        wholes(file, node, "kernel_size", 2, 1),
        wholes(file, node, "stride", 2, 1),
        padding,
        padding,
        new int[] {1, 1});
  }

  /** Of two axes that are alike, with as many zeros on either side. */
  public boolean isSquare() {
    return kernel.length == 2
        && Arrays.equals(before, after)
        && alike(kernel)
        && alike(stride)
        && alike(before)
        && alike(dilation);
  }

  /** Square, one beside the other, without zeros around the image. */
  public boolean isTiling() {
    return isSquare() && kernel[0] == stride[0] && before[0] == 0;
  }

  private static boolean alike(int[] pair) {
    return pair[0] == pair[1];
  }

  /** The shape of a convolution, where it is known what goes in. */
  static Optional<Shapes.Form> convolution(String file, NirNode node, Optional<int[]> from) {
    Windows windows = ofConvolution(file, node);
    int axes = windows.kernel().length;
    int[] weight = node.get("weight").shape();
    int groups = wholes(file, node, "groups", 1, 1)[0];
    if (weight[0] % groups != 0) {
      throw Fault.of(
          file, node.name(), "groups", "%d do not divide %d outputs.".formatted(groups, weight[0]));
    }
    if (node.has("bias") && node.get("bias").size() != weight[0]) {
      throw Fault.of(
          file,
          node.name(),
          "bias",
          "has %d values for %d output channels.".formatted(node.get("bias").size(), weight[0]));
    }
    int[] image =
        node.has("input_shape")
            ? wholes(file, node, "input_shape", axes, 1)
            : from.filter(shape -> shape.length == axes + 1)
                .map(shape -> Arrays.copyOfRange(shape, 1, shape.length))
                .orElse(null);
    if (image == null) {
      return Optional.empty();
    }
    if ((long) weight[1] * groups > Shapes.MOST) {
      throw Fault.of(
          file,
          node.name(),
          "groups",
          "%d of %d channels are more than %d, the most values that a node can have."
              .formatted(groups, weight[1], Shapes.MOST));
    }
    int[] in = join(weight[1] * groups, image);
    int[] out = join(weight[0], windows.out(file, node, in));
    windows.bounded(file, node, weight[1], out);
    return Optional.of(new Shapes.Form(in, out));
  }

  /** The shape of a pool. */
  static Shapes.Form pool(String file, NirNode node, int[] in) {
    if (in.length != 3) {
      throw Fault.of(
          file,
          node.name(),
          "takes images, channels x height x width, and is fed %s.".formatted(NirArray.text(in)));
    }
    Windows windows = ofPool(file, node);
    int[] out = join(in[0], windows.out(file, node, in));
    windows.bounded(file, node, 1, out);
    return new Shapes.Form(in, out);
  }

  /** Fails where a step would take too long. */
  private void bounded(String file, NirNode node, int channels, int[] out) {
    Shapes.sized(file, node.name(), "gives", out);
    double products = channels;
    for (int axis : out) {
      products *= axis;
    }
    for (int axis : kernel) {
      products *= axis;
    }
    if (products > MOST_PRODUCTS) {
      throw Fault.of(
          file,
          node.name(),
          String.format(
              Locale.ROOT,
              "takes %.0f products in a step; %.0f are the most.",
              products,
              MOST_PRODUCTS));
    }
  }

  private static int[] join(int channels, int[] image) {
    int[] shape = new int[image.length + 1];
    shape[0] = channels;
    System.arraycopy(image, 0, shape, 1, image.length);
    return shape;
  }

  /**
   * The axes of the result but the first.
   *
   * @param in channels, and the axes of the image
   */
  private int[] out(String file, NirNode node, int[] in) {
    Shapes.sized(file, node.name(), "takes", in);
    int[] padded = in.clone();
    int[] out = new int[in.length - 1];
    for (int k = 0; k < out.length; k++) {
      int axis = in[k + 1];
      padded[k + 1] = axis + before[k] + after[k];
      long free = padded[k + 1] - (long) dilation[k] * (kernel[k] - 1) - 1;
      if (free < 0) {
        throw Fault.of(
            file,
            node.name(),
            "has windows of %d (dilation %d) on an axis of %d with %d zeros around it; they do not fit."
                .formatted(kernel[k], dilation[k], axis, before[k] + after[k]));
      }
      out[k] = (int) (free / stride[k]) + 1;
    }
    Shapes.sized(file, node.name(), "takes, with the zeros around it,", padded);
    return out;
  }

  /** A whole number for each axis; one for all counts for each. */
  static int[] wholes(String file, NirNode node, String parameter, int axes, int least) {
    double[] given = node.numbers(parameter);
    if (given.length != 1 && given.length != axes) {
      throw Fault.of(
          file, node.name(), parameter, "has %d values for %d axes.".formatted(given.length, axes));
    }
    int[] wholes = new int[axes];
    for (int k = 0; k < axes; k++) {
      double value = given[given.length == 1 ? 0 : k];
      if (value != Math.rint(value) || value < least || value > Shapes.MOST) {
        throw Fault.of(
            file,
            node.name(),
            parameter,
            "%s must be a whole number of at least %d and at most %d."
                .formatted(value, least, Shapes.MOST));
      }
      wholes[k] = (int) value;
    }
    return wholes;
  }
}
