package dev.snn.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;

/** Gradients of one scalar; all are measured, so that each one that is wrong is named. */
final class GradientReport {
  private final double rounding;
  private final DoubleSupplier scalar;
  private final List<String> right = new ArrayList<>();
  private final List<String> wrong = new ArrayList<>();

  /**
   * A report without gradients.
   *
   * @param rounding error of one evaluation of {@code scalar}
   */
  GradientReport(double rounding, DoubleSupplier scalar) {
    this.rounding = rounding;
    this.scalar = scalar;
  }

  /**
   * Measures a gradient; the arguments are those of {@link Gradients#check}.
   *
   * @return its largest absolute value; infinite where it is wrong
   */
  double check(String name, float[][] values, float[][] gradient, double step) {
    try {
      Gradients.Result result = Gradients.check(name, values, gradient, step, rounding, scalar);
      right.add(result.toString());
      return result.scale();
    } catch (ContractViolation e) {
      wrong.add(e.getMessage());
      return Double.POSITIVE_INFINITY;
    }
  }

  /** The errors, where none is too large; fails with all that are. */
  String text() {
    if (!wrong.isEmpty()) {
      throw new ContractViolation(String.join("; ", wrong));
    }
    return "relative error of " + String.join(", ", right);
  }
}
