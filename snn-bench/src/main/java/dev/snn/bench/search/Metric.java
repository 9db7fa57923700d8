package dev.snn.bench.search;

import dev.snn.api.plugin.Value;
import dev.snn.api.search.Candidate;
import dev.snn.api.search.Dimension;
import dev.snn.api.search.Kind;
import dev.snn.api.search.Space;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Distances between candidates, one for each dimension, as shares of the largest one there is:
 * between numbers that of their coordinates, between choices 0 or 1, between distributions the
 * {@link Wasserstein} distance. Dimensions with one value only are left out.
 */
final class Metric {
  private final Order order;
  private final List<Axis> axes = new ArrayList<>();

  private record Axis(String name, Dimension dimension, double diameter) {}

  Metric(Space space, Order order) {
    this.order = order;
    for (Map.Entry<String, Dimension> entry : space.dimensions().entrySet()) {
      double diameter = diameter(entry.getValue());
      if (diameter > 0) {
        axes.add(new Axis(entry.getKey(), entry.getValue(), diameter));
      }
    }
  }

  /** Number of distances. */
  int size() {
    return axes.size();
  }

  /** What {@link #squares} needs of a candidate. */
  double[][] place(Candidate candidate) {
    double[][] place = new double[axes.size()][];
    for (int d = 0; d < place.length; d++) {
      Axis axis = axes.get(d);
      place[d] = place(axis.dimension(), candidate.values().get(axis.name()));
    }
    return place;
  }

  /** Writes the squared distances of two places. */
  void squares(double[][] a, double[][] b, double[] out) {
    for (int d = 0; d < out.length; d++) {
      Axis axis = axes.get(d);
      double distance = distance(axis.dimension(), a[d], b[d]) / axis.diameter();
      out[d] = distance * distance;
    }
  }

  private static double[] place(Dimension dimension, Object value) {
    if (dimension instanceof Dimension.Distribution) {
      return Wasserstein.place((Value) value);
    }
    double[] unit = new double[1];
    dimension.unit(value, unit, 0);
    return unit;
  }

  private double distance(Dimension dimension, double[] a, double[] b) {
    if (dimension instanceof Dimension.Choice) {
      return a[0] == b[0] ? 0 : 1;
    }
    if (dimension instanceof Dimension.Distribution distribution) {
      return distribution.kind() == Kind.NORMAL
          ? Wasserstein.ofNormals(a, b)
          : order == Order.FIRST ? Wasserstein.first(a, b) : Wasserstein.second(a, b);
    }
    return Math.abs(a[0] - b[0]);
  }

  /** The largest distance between corners of the dimension. */
  private double diameter(Dimension dimension) {
    int n = dimension.coordinates();
    if (n == 0 || !(dimension instanceof Dimension.Distribution)) {
      return n;
    }
    List<double[]> corners = new ArrayList<>();
    for (int corner = 0; corner < 1 << n; corner++) {
      double[] unit = new double[n];
      for (int i = 0; i < n; i++) {
        unit[i] = corner >> i & 1;
      }
      corners.add(place(dimension, dimension.at(unit, 0)));
    }
    double largest = 0;
    for (double[] a : corners) {
      for (double[] b : corners) {
        largest = Math.max(largest, distance(dimension, a, b));
      }
    }
    return largest;
  }
}
