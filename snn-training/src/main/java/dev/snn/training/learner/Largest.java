package dev.snn.training.learner;

/** Which number is the largest. */
final class Largest {
  private Largest() {}

  /** The place of the largest number, the first of several; 0 where all are NaN. */
  static int of(double[] numbers) {
    int best = 0;
    for (int k = 1; k < numbers.length; k++) {
      if (numbers[k] > numbers[best] || Double.isNaN(numbers[best])) {
        best = k;
      }
    }
    return best;
  }
}
