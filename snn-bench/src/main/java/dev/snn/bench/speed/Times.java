package dev.snn.bench.speed;

import java.util.Arrays;
import java.util.List;

/**
 * How long the steps of a measurement took.
 *
 * @param millis ascending, at least one
 */
record Times(double[] millis) {

  Times {
    if (millis.length == 0) {
      throw new IllegalArgumentException("no times");
    }
    millis = millis.clone();
    Arrays.sort(millis);
  }

  static Times ofMillis(List<Double> millis) {
    return new Times(millis.stream().mapToDouble(Double::doubleValue).toArray());
  }

  /** The times of several measurements as one. */
  static Times union(List<Times> parts) {
    return new Times(parts.stream().flatMapToDouble(t -> Arrays.stream(t.millis())).toArray());
  }

  int n() {
    return millis.length;
  }

  double min() {
    return millis[0];
  }

  double median() {
    int middle = millis.length / 2;
    return millis.length % 2 == 1 ? millis[middle] : (millis[middle - 1] + millis[middle]) / 2;
  }

  /** The smallest time that at least 90 % of all are not above. */
  double p90() {
    return millis[(int) Math.ceil(0.9 * millis.length) - 1];
  }
}
