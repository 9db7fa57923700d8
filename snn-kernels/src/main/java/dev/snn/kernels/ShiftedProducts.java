package dev.snn.kernels;

import org.bytedeco.javacpp.FloatPointer;

/**
 * Convolutions of whole images, and their gradients, for kernels that move by one pixel: one
 * product for each row of the kernel, with the same image shifted,
 *
 * <pre>
 *   result[m, n] = sum_{ky} sum_{kx, l} weight[m][l, ky, kx] image[l, n + shift(ky, kx)]
 * </pre>
 *
 * where n counts the pixels of rows that have zeros between them. A copy of the image for each
 * column of the kernel stands in for patches, and nothing is added up outside the products. Its own
 * to one thread.
 */
final class ShiftedProducts {
  private static final ThreadLocal<Buffers> OWN = ThreadLocal.withInitial(Buffers::new);

  /** Products of a place for each pixel of the result, at most. */
  private static final double MOST = 1.5;

  /** Channels of the result at least: products of fewer rows are slow. */
  private static final int ROWS = 8;

  private final Plane from;
  private final Plane to;
  private final int rows;
  private final int columns;
  private final int stepY;
  private final int stepX;

  /** Where the image begins in its channel with zeros around, and from row to row. */
  private final int first;

  private final int pitch;

  /** Values of a channel of the image with zeros around, and of a channel of the result. */
  private final int padded;

  private final int pixels;
  private final float[] image;
  private final float[] result;
  private final FloatPointer weights;
  private final FloatPointer shifted;
  private final FloatPointer product;

  /** Gives {@code weight[m][l, ky, kx]}. */
  private interface Weights {
    float of(int m, int l, int ky, int kx);
  }

  private ShiftedProducts(Plane from, Plane to, Axis y, Axis x, int top, int left, Weights of) {
    this.from = from;
    this.to = to;
    rows = y.kernel();
    columns = x.kernel();
    stepX = x.dilation();
    pitch = from.width() + left;
    stepY = y.dilation() * pitch;
    first = top * pitch + left;
    padded = (from.height() + 2 * top + 1) * pitch + 2 * left;
    pixels = to.height() * pitch;
    image = new float[from.channels() * padded];
    result = new float[to.channels() * pixels];
    Buffers own = OWN.get();
    int depth = columns * from.channels();
    float[] ordered = new float[rows * to.channels() * depth];
    weights = own.get(0, ordered.length);
    shifted = own.get(1, (long) columns * image.length);
    product = own.get(2, result.length);
    int n = 0;
    for (int ky = 0; ky < rows; ky++) {
      for (int m = 0; m < to.channels(); m++) {
        for (int kx = 0; kx < columns; kx++) {
          for (int l = 0; l < from.channels(); l++) {
            ordered[n++] = of.of(m, l, ky, kx);
          }
        }
      }
    }
    weights.position(0).put(ordered, 0, ordered.length);
  }

  /** From images to what the convolution makes of them, without a bias. */
  static ShiftedProducts forward(Geometry shape, float[][] weight) {
    return new ShiftedProducts(
        shape.in(),
        shape.out(),
        shape.y(),
        shape.x(),
        shape.y().padding(),
        shape.x().padding(),
        (o, c, ky, kx) -> weight[o][shape.place(c, ky, kx)]);
  }

  /** From the gradients of the results to those of the images: the kernel is turned round. */
  static ShiftedProducts backward(Geometry shape, float[][] weight) {
    int lastY = shape.y().kernel() - 1;
    int lastX = shape.x().kernel() - 1;
    return new ShiftedProducts(
        shape.out(),
        shape.in(),
        shape.y(),
        shape.x(),
        margin(shape.y()),
        margin(shape.x()),
        (c, o, ky, kx) -> weight[o][shape.place(c, lastY - ky, lastX - kx)]);
  }

  /** Zeros before what comes out, on the way back. */
  private static int margin(Axis axis) {
    return (axis.kernel() - 1) * axis.dilation() - axis.padding();
  }

  /** True where gradients can go this way, and the zeros between rows are few. */
  static boolean fitsBackward(Geometry shape) {
    int width = shape.out().width() + margin(shape.x());
    return shape.channels() >= ROWS && fits(shape, (double) shape.in().height() * width);
  }

  /** True where images can go this way, and the zeros between rows are few. */
  static boolean fitsForward(Geometry shape) {
    int width = shape.in().width() + shape.x().padding();
    return shape.outputs() >= ROWS && fits(shape, (double) shape.out().height() * width);
  }

  private static boolean fits(Geometry shape, double products) {
    return shape.groups() == 1
        && products <= MOST * shape.out().pixels()
        && shape.y().stride() == 1
        && shape.x().stride() == 1
        && margin(shape.y()) >= 0
        && margin(shape.x()) >= 0
        && NativeBlas.isUsable();
  }

  /** Overwrites the result with that of an image. */
  void map(float[] values, float[] out) {
    for (int l = 0; l < from.channels(); l++) {
      for (int y = 0; y < from.height(); y++) {
        int at = l * from.pixels() + y * from.width();
        System.arraycopy(values, at, image, l * padded + first + y * pitch, from.width());
      }
    }
    for (int kx = 0; kx < columns; kx++) {
      int shift = kx * stepX;
      shifted.position((long) kx * image.length).put(image, shift, image.length - shift);
    }
    int depth = columns * from.channels();
    for (int ky = 0; ky < rows; ky++) {
      NativeBlas.multiply(
          false,
          false,
          to.channels(),
          pixels,
          depth,
          weights.position((long) ky * to.channels() * depth),
          depth,
          shifted.position((long) ky * stepY),
          padded,
          ky == 0 ? 0 : 1,
          product);
    }
    product.get(result, 0, result.length);
    for (int m = 0; m < to.channels(); m++) {
      for (int y = 0; y < to.height(); y++) {
        int at = m * to.pixels() + y * to.width();
        System.arraycopy(result, m * pixels + y * pitch, out, at, to.width());
      }
    }
  }
}
