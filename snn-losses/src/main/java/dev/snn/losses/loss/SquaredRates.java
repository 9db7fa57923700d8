package dev.snn.losses.loss;

import dev.snn.api.data.Samples;

/**
 * {@code 1/C sum_c (x_c - r_c)^2}; r_c is the target vector, where there is one.
 *
 * @param correct r_c of the example's class
 * @param incorrect r_c of all others
 */
record SquaredRates(double correct, double incorrect) implements RateLoss.Distance {

  @Override
  public double evaluate(float[] rates, Samples targets, int b, double share, float[] grad) {
    int size = rates.length;
    double sum = 0;
    for (int c = 0; c < size; c++) {
      double difference = rates[c] - target(targets, b, c, size);
      sum += difference * difference / size;
      grad[c] += (float) (share * 2 * difference / size);
    }
    return sum;
  }

  private double target(Samples targets, int b, int c, int size) {
    float target = Labels.target(targets, b, c, size);
    return targets.targets() != null ? target : target > 0 ? correct : incorrect;
  }
}
