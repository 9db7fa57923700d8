package dev.snn.training.stream;

import dev.snn.api.procedure.Series;
import java.util.Arrays;
import java.util.List;

/** Scores along the stream, one point at the end of each window. */
final class Curves {
  private static final int VALUES = 6;
  private static final String SAMPLE = "sample";

  private double[] points = new double[VALUES * 64];
  private int size;

  /** Adds a point. */
  void add(double sample, Tally all, Tally window) {
    if (size + VALUES > points.length) {
      points = Arrays.copyOf(points, 2 * points.length);
    }
    points[size++] = sample;
    points[size++] = all.accuracy();
    points[size++] = window.accuracy();
    points[size++] = window.kappa();
    points[size++] = window.kappaTemporal();
    points[size++] = window.kappaM();
  }

  List<Series> series() {
    return List.of(
        curve("accuracy_by_sample", "fraction", 1),
        curve("window_accuracy", "fraction", 2),
        curve("window_kappa", "", 3),
        curve("window_kappa_temporal", "", 4),
        curve("window_kappa_m", "", 5));
  }

  private Series curve(String name, String unit, int value) {
    double[] x = new double[size / VALUES];
    double[] y = new double[x.length];
    for (int k = 0; k < x.length; k++) {
      x[k] = points[k * VALUES];
      y[k] = points[k * VALUES + value];
    }
    return new Series(name, unit, SAMPLE, x, y);
  }

  double[] points() {
    return Arrays.copyOf(points, size);
  }

  void restore(double[] saved) {
    points = Arrays.copyOf(saved, Math.max(saved.length, VALUES));
    size = saved.length;
  }
}
