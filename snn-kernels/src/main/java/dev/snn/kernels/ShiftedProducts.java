package dev.snn.kernels;

import org.bytedeco.javacpp.FloatPointer;

/**
 * Gradients of images as a whole, for kernels that move by one pixel: one product for each place of
 * the kernel, with the same gradients shifted,
 *
 * <pre>
 *   gradIn[c, n] = sum_{ky, kx} sum_o weight[o][c, ky, kx] gradOut[o, n - shift(ky, kx)]
 * </pre>
 *
 * where n counts the pixels of rows that have zeros between them, so that no patches are made and
 * none are added up. Its own to one thread.
 */
final class ShiftedProducts {
  private static final ThreadLocal<Buffers> OWN = ThreadLocal.withInitial(Buffers::new);

  /** Products of a place for each pixel of the result, at most. */
  private static final double MOST = 1.5;

  private final Geometry shape;
  private final int marginY;
  private final int marginX;
  private final int pitch;

  /** Values of a channel of gradients with zeros around, and of a channel of the result. */
  private final int padded;

  private final int pixels;
  private final float[] gradients;
  private final float[] result;
  private final FloatPointer weights;
  private final FloatPointer outside;
  private final FloatPointer product;

  ShiftedProducts(Geometry shape, float[][] weight) {
    this.shape = shape;
    marginY = margin(shape.y());
    marginX = margin(shape.x());
    pitch = shape.out().width() + marginX;
    padded = (shape.out().height() + 2 * marginY + 1) * pitch + 2 * marginX;
    pixels = shape.in().height() * pitch;
    int channels = shape.channels();
    int outputs = shape.outputs();
    int places = shape.y().kernel() * shape.x().kernel();
    gradients = new float[outputs * padded];
    result = new float[channels * pixels];
    Buffers own = OWN.get();
    weights = own.get(0, (long) places * channels * outputs);
    outside = own.get(1, gradients.length);
    product = own.get(2, result.length);
    float[] turned = new float[places * channels * outputs];
    for (int k = 0; k < places; k++) {
      for (int c = 0; c < channels; c++) {
        for (int o = 0; o < outputs; o++) {
          turned[(k * channels + c) * outputs + o] = weight[o][c * places + k];
        }
      }
    }
    weights.position(0).put(turned, 0, turned.length);
  }

  private static int margin(Axis axis) {
    return (axis.kernel() - 1) * axis.dilation() - axis.padding();
  }

  /** True where it can be used for these shapes, and the zeros between rows are few. */
  static boolean fits(Geometry shape) {
    int width = shape.out().width() + margin(shape.x());
    return shape.groups() == 1
        && (double) shape.in().height() * width <= MOST * shape.out().pixels()
        && shape.y().stride() == 1
        && shape.x().stride() == 1
        && margin(shape.y()) >= 0
        && margin(shape.x()) >= 0
        && NativeBlas.isUsable();
  }

  /** Overwrites the gradient of an image. */
  void gradInput(float[] gradOut, float[] gradIn) {
    Plane out = shape.out();
    int first = marginY * pitch + marginX;
    for (int o = 0; o < shape.outputs(); o++) {
      for (int y = 0; y < out.height(); y++) {
        int from = o * out.pixels() + y * out.width();
        int to = o * padded + first + y * pitch;
        System.arraycopy(gradOut, from, gradients, to, out.width());
      }
    }
    outside.position(0).put(gradients, 0, gradients.length);
    int channels = shape.channels();
    int outputs = shape.outputs();
    int k = 0;
    for (int ky = 0; ky < shape.y().kernel(); ky++) {
      int row = shape.y().padding() - ky * shape.y().dilation();
      for (int kx = 0; kx < shape.x().kernel(); kx++) {
        int shift = first + row * pitch + shape.x().padding() - kx * shape.x().dilation();
        NativeBlas.multiply(
            false,
            false,
            channels,
            pixels,
            outputs,
            weights.position((long) k * channels * outputs),
            outputs,
            outside.position(shift),
            padded,
            k == 0 ? 0 : 1,
            product);
        k++;
      }
    }
    product.get(result, 0, result.length);
    Plane in = shape.in();
    for (int c = 0; c < channels; c++) {
      for (int y = 0; y < in.height(); y++) {
        int to = c * in.pixels() + y * in.width();
        System.arraycopy(result, c * pixels + y * pitch, gradIn, to, in.width());
      }
    }
  }
}
