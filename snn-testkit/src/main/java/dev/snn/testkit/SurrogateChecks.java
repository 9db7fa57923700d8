package dev.snn.testkit;

import static dev.snn.testkit.ContractViolation.require;

import dev.snn.api.neuron.Surrogate;
import java.util.List;
import java.util.Locale;

/**
 * Surrogates: derivative of the primitive, monotone within [0, 1], slices equal to scalars, NaN.
 */
final class SurrogateChecks {
  private static final double FAR = 20;
  private static final int POINTS = 8000;

  private SurrogateChecks() {}

  static List<ContractCheck> of(Subject subject) {
    return List.of(
        new ContractCheck("derivative of the primitive", () -> derivative(make(subject))),
        new ContractCheck("monotone within [0, 1]", () -> monotone(make(subject))),
        new ContractCheck("slices equal scalars", () -> slices(make(subject))),
        new ContractCheck("NaN is not hidden", () -> nan(make(subject))));
  }

  private static Surrogate make(Subject subject) {
    return subject.create(Surrogate.class, subject.context(1));
  }

  /** Points from -FAR to FAR, dense near 0; none of them a round number. */
  private static double point(int k) {
    double u = (2.0 * k + 1) / POINTS - 1 + 1.234567e-6;
    return FAR * u * Math.abs(u);
  }

  private static String derivative(Surrogate surrogate) {
    double worst = 0;
    int kinks = 0;
    String wrong = null;
    double most = 0;
    for (int k = 0; k < POINTS; k++) {
      double x = point(k);
      if (surrogate.isCut() && isCutAt(surrogate, x)) {
        continue;
      }
      double claimed = surrogate.derivative(x);
      double error = error(surrogate, x, claimed, 1e-5);
      for (double h = 1e-6; h > 1e-8 && error >= 1e-6; h /= 10) {
        error = error(surrogate, x, claimed, h);
      }
      if (error < 1e-6) {
        worst = Math.max(worst, error);
        continue;
      }
      double h = 1e-7;
      double left = (surrogate.primitive(x) - surrogate.primitive(x - h)) / h;
      double right = (surrogate.primitive(x + h) - surrogate.primitive(x)) / h;
      kinks++;
      boolean kink = kinks <= 4 && Math.abs(right - left) > 1e-3 * Math.max(1, Math.abs(claimed));
      double measured = (left + right) / 2;
      double difference = Math.abs(claimed - measured);
      if (!kink && !(difference < most)) {
        most = difference;
        wrong =
            String.format(
                Locale.ROOT,
                "the derivative has a relative error of %.1e (at most 1e-06) at x = %.6g: it gives"
                    + " %.9g, central differences of the primitive %.9g",
                difference / Math.abs(measured),
                x,
                claimed,
                measured);
      }
    }
    require(wrong == null, "%s", wrong);
    return String.format(Locale.ROOT, "relative error %.1e", worst);
  }

  /** Whether the primitive is cut at 0 or 1 around here. */
  private static boolean isCutAt(Surrogate surrogate, double x) {
    double below = surrogate.primitive(x - 2e-5);
    return below == surrogate.primitive(x + 2e-5) && (below == 0 || below == 1);
  }

  /** Error against central differences of fourth order. */
  private static double error(Surrogate surrogate, double x, double claimed, double h) {
    double near = surrogate.primitive(x + h) - surrogate.primitive(x - h);
    double far = surrogate.primitive(x + 2 * h) - surrogate.primitive(x - 2 * h);
    return Math.abs(claimed - (8 * near - far) / (12 * h)) / Math.max(1, Math.abs(claimed));
  }

  private static String monotone(Surrogate surrogate) {
    double before = surrogate.primitive(-1e9);
    require(before >= 0 && before < 0.5, "primitive(-1e9) is %s, not in [0, 1/2)", before);
    for (int k = 0; k < POINTS; k++) {
      double x = point(k);
      double p = surrogate.primitive(x);
      require(
          p >= before && p <= 1 && p >= 0,
          "primitive(%.6g) is %s after %s: it must rise within [0, 1]",
          x,
          p,
          before);
      before = p;
      double d = surrogate.derivative(x);
      require(d >= 0 && Double.isFinite(d), "derivative(%.6g) is %s", x, d);
    }
    double end = surrogate.primitive(1e9);
    require(end >= before && end > 0.5 && end <= 1, "primitive(1e9) is %s, not in (1/2, 1]", end);
    double peak = surrogate.derivative(1e-9);
    require(peak > 0, "derivative(0) is %s: no gradient passes at the threshold", peak);
    return "derivative at 0 is " + peak;
  }

  private static String slices(Surrogate surrogate) {
    float threshold = 0.75f;
    int size = POINTS;
    float[] x = new float[size + 3];
    for (int k = 0; k < size; k++) {
      x[k] = (float) (point(k) + threshold);
    }
    float[] input = x.clone();
    float[] primitive = guarded(size);
    float[] derivative = guarded(size);
    surrogate.primitive(x, threshold, primitive, size);
    surrogate.derivative(x, threshold, derivative, size);
    require(java.util.Arrays.equals(input, x), "the slice forms change their input");
    double worst = 0;
    for (int k = 0; k < size; k++) {
      float at = x[k] - threshold;
      worst = Math.max(worst, near("primitive", at, primitive[k], surrogate.primitive(at)));
      worst = Math.max(worst, near("derivative", at, derivative[k], surrogate.derivative(at)));
    }
    require(primitive[size] == -7 && derivative[size] == -7, "the slice forms write beyond size");
    return String.format(Locale.ROOT, "error %.1e", worst);
  }

  private static float[] guarded(int size) {
    float[] out = new float[size + 3];
    java.util.Arrays.fill(out, -7);
    return out;
  }

  private static double near(String name, float x, float slice, double scalar) {
    double error = Math.abs(slice - scalar) / Math.max(1, Math.abs(scalar));
    require(
        error <= 1e-6,
        "%s(%s) is %s in the slice form and %s in the scalar one",
        name,
        x,
        slice,
        scalar);
    return error;
  }

  private static String nan(Surrogate surrogate) {
    float[] x = {0.1f, Float.NaN, 0.2f};
    float[] primitive = new float[3];
    float[] derivative = new float[3];
    surrogate.primitive(x, 0, primitive, 3);
    surrogate.derivative(x, 0, derivative, 3);
    require(Double.isNaN(surrogate.primitive(Double.NaN)), "primitive(NaN) is not NaN");
    require(Double.isNaN(surrogate.derivative(Double.NaN)), "derivative(NaN) is not NaN");
    require(Float.isNaN(primitive[1]), "the slice form of primitive(NaN) is %s", primitive[1]);
    require(Float.isNaN(derivative[1]), "the slice form of derivative(NaN) is %s", derivative[1]);
    require(
        !Float.isNaN(primitive[0] + primitive[2] + derivative[0] + derivative[2]),
        "a NaN spreads to other units");
    return "NaN stays NaN";
  }
}
