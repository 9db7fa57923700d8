package dev.snn.training.reservoir;

/**
 * Scales a series to mean 0 and deviation 1, with mean and deviation of a part of it.
 *
 * @param means of each line
 * @param deviations of each line; 1 where a line is constant
 */
record Standard(double[] means, double[] deviations) {

  /** Of samples {@code [from, to)}. */
  static Standard of(double[][] series, int from, int to) {
    int lines = series[from].length;
    double[] means = new double[lines];
    double[] deviations = new double[lines];
    for (int i = 0; i < lines; i++) {
      for (int k = from; k < to; k++) {
        means[i] += series[k][i] / (to - from);
      }
      for (int k = from; k < to; k++) {
        deviations[i] += Math.pow(series[k][i] - means[i], 2) / (to - from);
      }
      deviations[i] = deviations[i] > 0 ? Math.sqrt(deviations[i]) : 1;
    }
    return new Standard(means, deviations);
  }

  /** The whole series, scaled. */
  double[][] scale(double[][] series) {
    double[][] out = new double[series.length][means.length];
    for (int k = 0; k < out.length; k++) {
      for (int i = 0; i < means.length; i++) {
        out[k][i] = (series[k][i] - means[i]) / deviations[i];
      }
    }
    return out;
  }
}
