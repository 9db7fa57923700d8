package dev.snn.data.augment;

/**
 * {@code u = xx x + xy y + x0}, {@code v = yx x + yy y + y0}: the place (u, v) of the old picture
 * that is seen at pixel (x, y) of the new one, both counted from the middle of pixel (0, 0).
 */
record Affine(double xx, double xy, double x0, double yx, double yy, double y0) {

  /** Moves the picture by whole pixels. */
  static Affine shift(int dx, int dy) {
    return new Affine(1, 0, -dx, 0, 1, -dy);
  }

  double u(double x, double y) {
    return xx * x + xy * y + x0;
  }

  double v(double x, double y) {
    return yx * x + yy * y + y0;
  }

  /** From the old place to the new pixel. */
  Affine inverse() {
    double determinant = xx * yy - xy * yx;
    double a = yy / determinant;
    double b = -xy / determinant;
    double c = -yx / determinant;
    double d = xx / determinant;
    return new Affine(a, b, -(a * x0 + b * y0), c, d, -(c * x0 + d * y0));
  }
}
