package dev.snn.kernels;

/**
 * Whether an image is convolved event by event or as a whole. It depends on the image alone, so
 * that results are the same bits whatever the image is computed with.
 *
 * @param share of values that are not zero, up to which an image is a list of events; negative:
 *     none is
 */
record Choice(double share) {
  private static final double FORWARD = 0.4;
  private static final double WEIGHTS = 0.3;
  private static final double BACKWARD = 0.35;
  private static final double SHIFTED = 0.1;

  /** Rows of the backward sums that are shorter cost more than products do. */
  private static final int SHORT = 128;

  static final Choice DENSE = new Choice(-1);

  static final Choice EVENTS = new Choice(1);

  /** For what goes into a convolution; sums of short rows are slow. */
  static Choice forward(Geometry shape) {
    double shifted = Math.min(0.3, 0.06 + row(shape) / 400.0);
    return of(shape, ShiftedProducts.fitsForward(shape) ? shifted : FORWARD);
  }

  /** For what goes into a convolution, for the gradient of its weights. */
  static Choice weights(Geometry shape) {
    double most = Math.min(WEIGHTS, 0.14 + row(shape) / 500.0);
    return of(shape, NativeBlas.isUsable() ? most : WEIGHTS);
  }

  /** For the gradients of what comes out; less where products of whole images are fast. */
  static Choice backward(Geometry shape) {
    int row = shape.y().kernel() * shape.x().kernel() * shape.channels();
    boolean fast = ShiftedProducts.fitsBackward(shape) || row < SHORT && NativeBlas.isUsable();
    return of(shape, fast ? SHIFTED : BACKWARD);
  }

  /** Length of the rows that are added at an event. */
  private static int row(Geometry shape) {
    return shape.y().kernel() * shape.outputs();
  }

  /** Kernels of one pixel are products with the image as it is: only few events are faster. */
  private static Choice of(Geometry shape, double share) {
    double ofPixels = Math.min(0.15, shape.outputs() / 1000.0);
    return shape.groups() > 1 ? EVENTS : new Choice(isOfPixels(shape) ? ofPixels : share);
  }

  /** True where an image is its own patches and products are fast. */
  static boolean isOfPixels(Geometry shape) {
    return shape.y().isIdentity()
        && shape.x().isIdentity()
        && shape.groups() == 1
        && NativeBlas.isUsable();
  }

  boolean mayBeEvents() {
    return share >= 0;
  }

  boolean isEvents(ImageRows x, int r) {
    return share >= 1 || share >= 0 && x.active(r) <= share * x.size();
  }
}
