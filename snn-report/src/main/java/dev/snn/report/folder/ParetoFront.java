package dev.snn.report.folder;

import java.util.Comparator;
import java.util.List;

/** The points that no other beats: none has no more cost and no less gain, and differs in one. */
public final class ParetoFront {
  private ParetoFront() {}

  /**
   * A point.
   *
   * @param low lower end of the 95 % interval of the gain; NaN where there is none
   * @param high its upper end
   */
  public record Point(String name, double cost, double gain, double low, double high) {
    boolean beats(Point other) {
      return cost <= other.cost && gain >= other.gain && (cost < other.cost || gain > other.gain);
    }
  }

  /** The front in ascending order of cost. */
  public static List<Point> of(List<Point> points) {
    return points.stream()
        .filter(point -> points.stream().noneMatch(other -> other.beats(point)))
        .sorted(Comparator.comparingDouble(Point::cost))
        .toList();
  }
}
