package dev.snn.training.readout;

/**
 * The squared hinge; its dual is that of the hinge with {@code 1 / 2C} added to the squares.
 *
 * @param diagonal {@code 1 / 2C}
 */
record SquaredHinge(float diagonal) implements DualLoss {

  @Override
  public float start() {
    return 0;
  }

  @Override
  public float alpha(float variable) {
    return variable;
  }

  @Override
  public float gradient(float alpha, float margin) {
    float gradient = margin - 1 + diagonal * alpha;
    return alpha == 0 ? Math.min(gradient, 0) : gradient;
  }

  @Override
  public float next(float alpha, float gradient, float square) {
    return Math.max(0, alpha - gradient / (square + diagonal));
  }
}
