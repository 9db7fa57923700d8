package dev.snn.nir.graph;

import java.util.Arrays;
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
        int all = dilation[k] * (kernel[k] - 1);
        before[k] = all / 2;
        after[k] = all - before[k];
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
    return Optional.of(
        new Shapes.Form(
            join(Math.multiplyExact(weight[1], groups), image),
            join(weight[0], windows.out(file, node, image))));
  }

  /** The shape of a pool. */
  static Shapes.Form pool(String file, NirNode node, int[] in) {
    if (in.length != 3) {
      throw Fault.of(
          file,
          node.name(),
          "takes images, channels x height x width, and is fed %s.".formatted(NirArray.text(in)));
    }
    int[] image = {in[1], in[2]};
    return new Shapes.Form(in, join(in[0], ofPool(file, node).out(file, node, image)));
  }

  private static int[] join(int channels, int[] image) {
    int[] shape = new int[image.length + 1];
    shape[0] = channels;
    System.arraycopy(image, 0, shape, 1, image.length);
    return shape;
  }

  private int[] out(String file, NirNode node, int[] in) {
    int[] out = new int[in.length];
    for (int k = 0; k < in.length; k++) {
      long free = (long) in[k] + before[k] + after[k] - (long) dilation[k] * (kernel[k] - 1) - 1;
      if (free < 0) {
        throw Fault.of(
            file,
            node.name(),
            "has windows of %d (dilation %d) on an axis of %d with %d zeros around it; they do not fit."
                .formatted(kernel[k], dilation[k], in[k], before[k] + after[k]));
      }
      out[k] = (int) (free / stride[k]) + 1;
    }
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
      if (value != Math.rint(value) || value < least || value > 1 << 24) {
        throw Fault.of(
            file,
            node.name(),
            parameter,
            "%s must be a whole number of at least %d.".formatted(value, least));
      }
      wholes[k] = (int) value;
    }
    return wholes;
  }
}
