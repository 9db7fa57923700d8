package dev.snn.training.readout;

/**
 * A loss of the margin {@code m = y w x}, y = 1 for the class and -1 for the others, as the dual of
 * {@code |w|^2 / 2 + sum_i loss(m_i)} sees it: a variable for each row and class, whose alpha is
 * what the row adds to the weights, {@code w = sum_i alpha_i y_i x_i}.
 */
public interface DualLoss {

  /** The variable of a row that adds nothing yet. */
  float start();

  /** What a row adds to the weights. */
  float alpha(float variable);

  /** The projected gradient of the dual in alpha; 0 where the row has what it should. */
  float gradient(float variable, float margin);

  /**
   * The variable at which the gradient of this row vanishes, all others as they are.
   *
   * @param gradient at the variable
   * @param square {@code |x|^2} of the row
   */
  float next(float variable, float gradient, float square);

  /**
   * {@code C max(0, 1 - m)^2}: support vector machines (Hsieh, Chang, Lin, Keerthi, Sundararajan
   * 2008, doi:10.1145/1390156.1390208). The variable is alpha itself.
   */
  static DualLoss squaredHinge(double c) {
    return new SquaredHinge((float) (1 / (2 * c)));
  }

  /**
   * {@code C log(1 + exp(-m))}: logistic regression (Yu, Huang, Lin 2011,
   * doi:10.1007/s10994-010-5221-8). The variable is the logit of alpha / C.
   */
  static DualLoss logistic(double c) {
    return new LogisticLoss(c);
  }
}
