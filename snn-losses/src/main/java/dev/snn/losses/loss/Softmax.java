package dev.snn.losses.loss;

/** Softmax cross-entropy of one row of scores. */
final class Softmax {
  private Softmax() {}

  /**
   * Returns {@code -log softmax(scores)[label]} and adds {@code scale (softmax - onehot)} to {@code
   * grad}.
   *
   * @param grad null where no gradient is needed
   */
  static double crossEntropy(float[] scores, int size, int label, double scale, float[] grad) {
    double max = Double.NEGATIVE_INFINITY;
    for (int c = 0; c < size; c++) {
      max = Math.max(max, scores[c]);
    }
    double sum = 0;
    for (int c = 0; c < size; c++) {
      sum += Math.exp(scores[c] - max);
    }
    double logSum = max + Math.log(sum);
    if (grad != null) {
      for (int c = 0; c < size; c++) {
        grad[c] += (float) (scale * (Math.exp(scores[c] - logSum) - (c == label ? 1 : 0)));
      }
    }
    return logSum - scores[label];
  }
}
