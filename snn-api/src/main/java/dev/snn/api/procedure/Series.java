package dev.snn.api.procedure;

import java.util.Arrays;
import java.util.List;

/**
 * A curve: a value over epochs, steps, delays, samples of a stream or whatever else is counted.
 *
 * @param name unique in a run, in snake case: {@code accuracy_by_step}
 * @param unit of the values: "fraction", "ms"; empty where there is none
 * @param xName what the horizontal axis counts, with its unit where it has one: "step", "time (ms)"
 * @param x places, finite
 * @param y the value at each of them; NaN where there is none
 */
public record Series(String name, String unit, String xName, double[] x, double[] y) {
  /** Checks and copies. */
  public Series {
    if (name.isBlank() || xName.isBlank()) {
      throw new IllegalArgumentException("a series needs a name and a name of its axis");
    }
    if (x.length != y.length || Arrays.stream(x).anyMatch(at -> !Double.isFinite(at))) {
      throw new IllegalArgumentException(
          "series '%s' has %d places and %d values; it needs as many, and finite places"
              .formatted(name, x.length, y.length));
    }
    x = x.clone();
    y = y.clone();
  }

  /** Values at 1, 2, ... */
  public static Series counted(String name, String unit, String xName, double[] y) {
    double[] x = new double[y.length];
    Arrays.setAll(x, k -> k + 1);
    return new Series(name, unit, xName, x, y);
  }

  /** Number of places. */
  public int size() {
    return x.length;
  }

  /** A copy of the places. */
  @Override
  public double[] x() {
    return x.clone();
  }

  /** A copy of the values. */
  @Override
  public double[] y() {
    return y.clone();
  }

  /** True where name, axis and every bit of the values are the same. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Series s
        && List.of(name, unit, xName).equals(List.of(s.name, s.unit, s.xName))
        && Arrays.equals(x, s.x)
        && Arrays.equals(y, s.y);
  }

  @Override
  public int hashCode() {
    return 31 * name.hashCode() + Arrays.hashCode(y);
  }

  @Override
  public String toString() {
    return "Series[%s by %s, %d values]".formatted(name, xName, x.length);
  }
}
