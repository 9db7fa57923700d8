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
  private static final double SHIFTED = 0.2;

  static final Choice DENSE = new Choice(-1);

  static final Choice EVENTS = new Choice(1);

  /** For what goes into a convolution. */
  static Choice forward(Geometry shape) {
    return shape.groups() > 1 ? EVENTS : new Choice(FORWARD);
  }

  /** For what goes into a convolution, for the gradient of its weights. */
  static Choice weights(Geometry shape) {
    return shape.groups() > 1 ? EVENTS : new Choice(WEIGHTS);
  }

  /** For the gradients of what comes out; less where products of whole images are fast. */
  static Choice backward(Geometry shape) {
    double share = ShiftedProducts.fits(shape) ? SHIFTED : BACKWARD;
    return shape.groups() > 1 ? EVENTS : new Choice(share);
  }

  boolean mayBeEvents() {
    return share >= 0;
  }

  boolean isEvents(ImageRows x, int r) {
    return share >= 1 || share >= 0 && x.active(r) <= share * x.size();
  }
}
