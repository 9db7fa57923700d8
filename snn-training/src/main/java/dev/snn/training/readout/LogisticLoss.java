package dev.snn.training.readout;

/**
 * The logistic loss. With {@code alpha = C s(u)}, s the logistic function, the gradient of the dual
 * is {@code m + u}, and the best u of a row is the root of the increasing function
 *
 * <pre>
 *   h(v) = |x|^2 C (s(v) - s(u)) + (m + u) + (v - u)
 * </pre>
 *
 * whose slope is at least 1. The logit keeps both ends of (0, C) apart, which alpha itself does
 * not.
 */
record LogisticLoss(double c) implements DualLoss {
  /** Here alpha is 1e-13 of C: nothing, to floats. */
  private static final float NOTHING = -30;

  private static final int STEPS = 50;
  private static final double EXACT = 1e-6;

  @Override
  public float start() {
    return NOTHING;
  }

  @Override
  public float alpha(float u) {
    return (float) (c * logistic(u));
  }

  private static double logistic(double u) {
    return 1 / (1 + Math.exp(-u));
  }

  @Override
  public float gradient(float u, float margin) {
    return margin + u;
  }

  /** Newton's steps, halved ones where these leave the bracket. */
  @Override
  public float next(float u, float gradient, float square) {
    double a = square * c;
    double before = logistic(u);
    // s is between 0 and 1, so that v is between these.
    double low = u - gradient - a * (1 - before);
    double high = u - gradient + a * before;
    double v = Math.min(high, Math.max(low, u));
    for (int k = 0; k < STEPS; k++) {
      double s = logistic(v);
      double h = a * (s - before) + gradient + v - u;
      if (Math.abs(h) < EXACT) {
        break;
      }
      low = h < 0 ? v : low;
      high = h > 0 ? v : high;
      double newton = v - h / (a * s * (1 - s) + 1);
      v = newton > low && newton < high ? newton : (low + high) / 2;
    }
    return (float) v;
  }
}
