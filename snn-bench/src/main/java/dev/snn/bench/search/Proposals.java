package dev.snn.bench.search;

import dev.snn.api.search.Candidate;
import dev.snn.api.search.Dimension;
import dev.snn.api.search.Space;
import dev.snn.api.search.Told;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.hipparchus.random.SobolSequenceGenerator;

/** Candidates that were not proposed before. */
final class Proposals {
  private static final int TRIES = 1000;
  private static final int CLIMBS = 4;
  private static final int STEPS = 80;
  private static final double FIRST_STEP = 0.1;
  private static final double SHRINK = 0.92;

  private final Space space;
  private final Set<Candidate> before = new HashSet<>();
  private final List<Told> told;
  private final RandomGenerator random;

  private record Point(double[] unit, Candidate candidate, double value) {}

  Proposals(Space space, List<Told> told, RandomGenerator random) {
    this.space = space;
    this.told = told;
    this.random = random;
    told.forEach(t -> before.add(t.candidate()));
  }

  /**
   * The next of a Sobol sequence that is shifted at random (Cranley and Patterson 1976).
   *
   * @param start draws the shift, always the same
   */
  Candidate spread(RandomGenerator start) {
    int n = space.coordinates();
    if (n == 0) {
      return space.at(new double[0]);
    }
    double[] shift = start.doubles(n).toArray();
    SobolSequenceGenerator sobol = new SobolSequenceGenerator(n);
    sobol.skipTo(told.size());
    for (int i = 0; i < TRIES; i++) {
      double[] unit = sobol.nextVector();
      for (int c = 0; c < n; c++) {
        unit[c] = (unit[c] + shift[c]) % 1;
      }
      Candidate candidate = space.at(unit);
      if (!before.contains(candidate)) {
        return candidate;
      }
    }
    return first();
  }

  /** The best of some candidates, each of the best ones improved step by step. */
  Candidate best(Surface surface, int candidates) {
    List<Point> points = new ArrayList<>();
    for (int i = 0; i < candidates; i++) {
      add(points, surface, random.doubles(space.coordinates()).toArray());
    }
    Candidate leader =
        told.stream().min(Comparator.comparingDouble(Told::objective)).get().candidate();
    for (int i = 0; i < candidates / 10; i++) {
      add(points, surface, moved(space.unit(leader), FIRST_STEP));
    }
    points.sort(Comparator.comparingDouble(Point::value).reversed());
    List<Point> climbed = new ArrayList<>();
    for (Point point : points.subList(0, Math.min(CLIMBS, points.size()))) {
      climbed.add(climb(surface, point));
    }
    return climbed.stream()
        .max(Comparator.comparingDouble(Point::value))
        .map(Point::candidate)
        .orElseGet(this::first);
  }

  private void add(List<Point> points, Surface surface, double[] unit) {
    Candidate candidate = space.at(unit);
    if (!before.contains(candidate)) {
      points.add(new Point(unit, candidate, surface.at(candidate)));
    }
  }

  private Point climb(Surface surface, Point from) {
    Point at = from;
    double step = FIRST_STEP;
    List<Point> next = new ArrayList<>();
    for (int i = 0; i < STEPS; i++) {
      next.clear();
      add(next, surface, moved(at.unit(), step));
      if (!next.isEmpty() && next.get(0).value() > at.value()) {
        at = next.get(0);
      } else {
        step *= SHRINK;
      }
    }
    return at;
  }

  /** One or more coordinates moved by normal steps. */
  private double[] moved(double[] unit, double step) {
    double[] out = unit.clone();
    int sure = random.nextInt(out.length);
    for (int c = 0; c < out.length; c++) {
      if (c == sure || random.nextInt(out.length) == 0) {
        out[c] = Math.max(0, Math.min(1, out[c] + step * random.nextGaussian()));
      }
    }
    return out;
  }

  /** The first in order that is left; for spaces of few candidates. */
  private Candidate first() {
    long size = space.size().orElseThrow();
    for (long k = 0; k < size; k++) {
      Candidate candidate = numbered(k);
      if (!before.contains(candidate)) {
        return candidate;
      }
    }
    throw new IllegalStateException("all " + size + " candidates were proposed before");
  }

  private Candidate numbered(long k) {
    Map<String, Object> values = new LinkedHashMap<>();
    long rest = k;
    for (Map.Entry<String, Dimension> entry : space.dimensions().entrySet()) {
      Dimension dimension = entry.getValue();
      long size = dimension.size().orElseThrow();
      values.put(entry.getKey(), numbered(dimension, rest % size));
      rest /= size;
    }
    return new Candidate(values);
  }

  private static Object numbered(Dimension dimension, long k) {
    if (dimension instanceof Dimension.Whole whole) {
      return whole.low() + k;
    }
    if (dimension instanceof Dimension.Choice choice) {
      return choice.values().get((int) k);
    }
    return dimension.at(new double[0], 0);
  }
}
